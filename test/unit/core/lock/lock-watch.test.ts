import { expect, it } from 'vitest'
import { createLockWatch } from '../../../../electron/core/lock/lock-watch.ts'
import { makeLock, PASSPHRASE } from './lock-set-up.ts'

const MINUTE_MS = 60_000

async function watched(own: { lockIdleMinutes?: number; lockWithScreen?: boolean } = {}) {
  const made = makeLock()
  const lock = made.start()
  await lock.set(PASSPHRASE)
  const settings = { lockIdleMinutes: 0, lockWithScreen: true, ...own }
  const watch = createLockWatch({ lock, port: made.port, clock: made.clock, settings: () => settings })
  return { ...made, lock, watch, settings }
}

it.each(['suspend', 'screen'] as const)(
  'locks on the sign "%s", unless the user has said no',
  async (sign) => {
    const { lock, port, settings } = await watched()
    settings.lockWithScreen = false
    port.sign(sign)
    expect(lock.isLocked()).toBe(false)
    settings.lockWithScreen = true
    port.sign(sign)
    expect(lock.view()).toMatchObject({ state: 'locked', by: sign })
  },
)

it('locks when the system says that nobody was there for long enough, and looks no more often than it must', async () => {
  const { lock, port, clock, pass } = await watched({ lockIdleMinutes: 10 })
  port.idle = 0
  expect(clock.waiting).toBe(1)
  port.idle = 4 * MINUTE_MS // the machine is used again six minutes later
  pass(10 * MINUTE_MS)
  expect([lock.isLocked(), clock.waiting]).toEqual([false, 1])
  pass(6 * MINUTE_MS - 1)
  port.idle = 10 * MINUTE_MS
  expect(lock.isLocked()).toBe(false)
  pass(1)
  expect(lock.view()).toMatchObject({ state: 'locked', by: 'idle' })
  expect(clock.waiting).toBe(0)
})

it('counts what it sees itself where the system does not say', async () => {
  const { lock, watch, pass } = await watched({ lockIdleMinutes: 10 })
  pass(9 * MINUTE_MS)
  watch.active()
  pass(9 * MINUTE_MS)
  expect(lock.isLocked()).toBe(false)
  pass(MINUTE_MS)
  expect(lock.view()).toMatchObject({ by: 'idle' })
})

it('starts again after an unlock or a changed setting, and never without a lock', async () => {
  const { lock, watch, settings, pass, clock } = await watched()
  expect(clock.waiting).toBe(0)
  settings.lockIdleMinutes = 1
  watch.restart()
  pass(MINUTE_MS)
  expect(lock.isLocked()).toBe(true)
  await lock.unlock(PASSPHRASE)
  watch.restart()
  expect([lock.isLocked(), clock.waiting]).toEqual([false, 1])
  await lock.turnOff(PASSPHRASE)
  watch.restart()
  expect(clock.waiting).toBe(0)
})

it('counts the time asleep as time in which nobody was there, whatever woke the machine', async () => {
  const { lock, port, machine, pass } = await watched({ lockIdleMinutes: 5, lockWithScreen: false })
  port.idle = 0
  pass(MINUTE_MS)
  port.sign('suspend')
  machine.uptimeMs += 8 * 60 * MINUTE_MS // timers do not run meanwhile
  port.sign('resume')
  expect(lock.view()).toMatchObject({ state: 'locked', by: 'idle' })
})

it('locks after an unannounced sleep, before it counts the first input', async () => {
  const { lock, watch, machine, pass } = await watched({ lockIdleMinutes: 5 })
  pass(MINUTE_MS)
  machine.uptimeMs += 8 * 60 * MINUTE_MS
  watch.active()
  expect(lock.view()).toMatchObject({ state: 'locked', by: 'idle' })
})

it('stays open over a sleep that is shorter than the limit', async () => {
  const { lock, port, machine } = await watched({ lockIdleMinutes: 5, lockWithScreen: false })
  port.idle = 0
  machine.uptimeMs += 4 * MINUTE_MS
  port.sign('resume')
  expect(lock.isLocked()).toBe(false)
})

it('leaves no timer and no listener behind', async () => {
  const { watch, port, clock } = await watched({ lockIdleMinutes: 5 })
  watch.stop()
  expect([port.listening, clock.waiting]).toEqual([0, 0])
})
