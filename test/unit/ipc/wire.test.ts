import { expect, it } from 'vitest'
import { type Handlers, openGate } from '../../../electron/ipc/gate.ts'
import { answeringInText, listeningAsText, waitingForGate } from '../../../electron/ipc/wire.ts'
import { fakePort } from '../../fakes/gate.ts'

it('answers in text that reads as the answer', async () => {
  const { port, call } = fakePort<undefined>()
  const handlers = { 'history:list': () => [] } as unknown as Handlers
  openGate({ port: answeringInText(port), isTrusted: () => true, handlers, report: () => '' })
  expect(await call(undefined, 'history:list', { limit: 1 })).toBe('{"ok":true,"value":[]}')
  expect(await call(undefined, 'no such call')).toBe(
    '{"ok":false,"error":{"kind":"bad-request","call":"unknown"}}',
  )
})

it('keeps the calls of a page until its gate is there, and answers them then', async () => {
  const { port, call } = fakePort<undefined>()
  const waiting = waitingForGate(port)
  let isAnswered = false
  const early = call(undefined, 'history:list', { limit: 1 }).then((answer) => {
    isAnswered = true
    return answer
  })
  await new Promise(setImmediate)
  expect(isAnswered).toBe(false)
  const handlers = { 'history:list': () => [] } as unknown as Handlers
  openGate({ port: waiting, isTrusted: () => true, handlers, report: () => '' })
  expect(await early).toEqual({ ok: true, value: [] })
  expect(await call(undefined, 'history:list', { limit: 1 })).toEqual({ ok: true, value: [] })
})

it('tells every page of events in text, and of one without a payload without one', () => {
  const sent: unknown[] = []
  const page = { send: (...event: unknown[]) => void sent.push(event) }
  const listening = listeningAsText(() => [page, page])
  listening.send('event', 'clipboard:cleared', { cleared: true })
  listening.send('event', 'app:reset', undefined)
  expect(sent).toEqual([
    ['event', 'clipboard:cleared', '{"cleared":true}'],
    ['event', 'clipboard:cleared', '{"cleared":true}'],
    ['event', 'app:reset', undefined],
    ['event', 'app:reset', undefined],
  ])
})

it('serializes no event that no page listens to', () => {
  const payload = { toJSON: () => expect.unreachable() }
  listeningAsText(() => []).send('event', 'app:changed', payload)
})
