import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { afterDialogs, dialogOpened, keepDialogs } from '../../../../renderer/parts/open-dialogs.ts'

let done: string[]
let stops: (() => void)[]

beforeEach(() => {
  vi.useFakeTimers()
  done = []
  stops = []
})
afterEach(() => {
  keepDialogs()
  for (const stop of stops) stop()
  vi.useRealTimers()
})

/** An open dialog that closes on request, refuses, or waits for the user's answer. */
function dialog(name: string, kind: 'clean' | 'running' | 'typed' = 'clean') {
  const close = dialogOpened({
    leave() {
      if (kind === 'running') return false
      done.push(`${name} asked`)
      if (kind === 'clean') close()
      return true
    },
  })
  stops.push(close)
  return { close }
}

const action = (name: string) => () => void done.push(name)

it('runs at once while no dialog is open', () => {
  afterDialogs(action('act'))
  expect(done).toEqual(['act'])
})

it('runs after all dialogs have left, the uppermost first', () => {
  dialog('below')
  dialog('above')
  afterDialogs(action('act'))
  vi.runAllTimers()
  expect(done).toEqual(['above asked', 'below asked', 'act'])
})

it('waits for the answer where typed text would be lost, and is dropped if the text is kept', () => {
  const form = dialog('form', 'typed')
  afterDialogs(action('act'))
  vi.runAllTimers()
  expect(done).toEqual(['form asked'])
  keepDialogs()
  form.close()
  vi.runAllTimers()
  expect(done).toEqual(['form asked'])

  const other = dialog('other', 'typed')
  afterDialogs(action('act'))
  other.close() // the user discards the text
  vi.runAllTimers()
  expect(done).toEqual(['form asked', 'other asked', 'act'])
})

it('waits for a dialog that may not close now, and does not close what that one leads to', () => {
  const running = dialog('running', 'running')
  afterDialogs(action('act'))
  running.close()
  const result = dialog('result')
  vi.runAllTimers()
  expect(done).toEqual([])
  result.close()
  vi.runAllTimers()
  expect(done).toEqual(['act'])
})

it('gives way to a later action', () => {
  const form = dialog('form', 'typed')
  afterDialogs(action('first'))
  afterDialogs(action('second'))
  form.close()
  vi.runAllTimers()
  expect(done.filter((one) => one !== 'form asked')).toEqual(['second'])
})
