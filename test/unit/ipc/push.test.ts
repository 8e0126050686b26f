import { expect, it } from 'vitest'
import { createPush } from '../../../electron/ipc/push.ts'

function page() {
  const sent: unknown[][] = []
  const reported: string[] = []
  const send = (...message: unknown[]) => void sent.push(message)
  return { sent, reported, send, report: (event: string) => void reported.push(event) }
}

it('sends the page what the contract names of an event, and no more', () => {
  const { sent, send, report } = page()
  const push = createPush({ pages: () => [{ send }], report })
  const withLeak = { cleared: true, secret: 'leak' }
  push('clipboard:cleared', withLeak)
  expect(sent).toEqual([['event', 'clipboard:cleared', { cleared: true }]])
})

it('notifies every open page', () => {
  const [first, second] = [page(), page()]
  createPush({ pages: () => [first, second], report: first.report })('app:reset', undefined)
  expect([first.sent, second.sent]).toEqual([
    [['event', 'app:reset', undefined]],
    [['event', 'app:reset', undefined]],
  ])
})

it('sends events without a payload', () => {
  const { sent, send, report } = page()
  createPush({ pages: () => [{ send }], report })('app:reset', undefined)
  expect(sent).toEqual([['event', 'app:reset', undefined]])
})

it('drops events while there is no page', () => {
  const { reported, report } = page()
  createPush({ pages: () => [], report })('clipboard:cleared', { cleared: true })
  expect(reported).toEqual([])
})

it('reports and drops a payload that does not fit the contract', () => {
  const { sent, reported, send, report } = page()
  createPush({ pages: () => [{ send }], report })('clipboard:cleared', { cleared: 'yes' } as never)
  expect(sent).toEqual([])
  expect(reported).toEqual(['clipboard:cleared'])
})

it('reports and drops a typed array in place of a list, which no schema can freeze', () => {
  const { sent, reported, send, report } = page()
  const payload = { revision: 1, keys: Int16Array.of(1) } as never
  createPush({ pages: () => [{ send }], report })('app:changed', payload)
  expect(sent).toEqual([])
  expect(reported).toEqual(['app:changed'])
})
