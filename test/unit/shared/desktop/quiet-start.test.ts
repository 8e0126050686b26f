import { expect, it } from 'vitest'
import { createQuietStart, QUIET_MS } from '../../../../shared/desktop/quiet-start.ts'

function start() {
  let now = 0
  const quiet = createQuietStart(() => now)
  return { ...quiet, pass: (ms: number) => void (now += ms) }
}

it('takes no press before it began', () => {
  const { press, pass } = start()
  pass(QUIET_MS * 10)
  expect(press()).toBe(false)
})

it('takes presses after half a second, and no longer asks how fast they come', () => {
  const { begin, press, pass } = start()
  begin()
  pass(QUIET_MS)
  expect([press(), press()]).toEqual([true, true])
})

it('ignores input while the user keeps typing, however long', () => {
  const { begin, press, pass } = start()
  begin()
  for (let keys = 0; keys < 50; keys++) {
    pass(QUIET_MS - 1)
    expect(press()).toBe(false)
  }
  pass(QUIET_MS)
  expect(press()).toBe(true)
})

it('starts again with the next window', () => {
  const { begin, press, pass } = start()
  begin()
  pass(QUIET_MS)
  expect(press()).toBe(true)
  begin()
  expect(press()).toBe(false)
})
