import { expect, it } from 'vitest'
import { REMOVAL_WAIT_MS } from '../../../../shared/model/lock.ts'
import { makeLock, PASSPHRASE } from './lock-set-up.ts'
import { failureOf } from '../vault-set-up.ts'

/* A forgotten passphrase. */

it('is removed after 24 hours, not one moment earlier, and says how long', async () => {
  const { locked, pass, clock, database } = makeLock()
  const lock = await locked()
  const endsAt = clock.now() + REMOVAL_WAIT_MS
  expect(await lock.forgotten()).toMatchObject({ state: 'locked', removal: { state: 'waiting', endsAt } })
  expect(await failureOf(async () => lock.remove())).toEqual({ kind: 'lock', why: 'not-due' })
  pass(REMOVAL_WAIT_MS - 1)
  expect(await failureOf(async () => lock.remove())).toEqual({ kind: 'lock', why: 'not-due' })
  expect(lock.isLocked()).toBe(true)
  pass(1)
  expect(lock.view()).toMatchObject({ state: 'locked', removal: { state: 'due' } })
  lock.remove()
  expect(lock.view().state).toBe('off')
  expect(database.truth.history.list({ limit: 1 })[0]).toMatchObject({
    kind: 'lock-removed',
    details: { by: 'wait' },
  })
})

it('is not removed sooner because the clock was set forward, the program restarted or the removal asked for again', async () => {
  const { locked, start, clock, pass } = makeLock()
  const lock = await locked()
  await lock.forgotten()
  clock.pass(REMOVAL_WAIT_MS * 10)
  pass(3_600_000)
  lock.close()
  const again = start()
  const endsAt = clock.now() + REMOVAL_WAIT_MS - 3_600_000
  expect(again.view()).toMatchObject({ removal: { state: 'waiting', endsAt } })
  expect(await again.forgotten()).toMatchObject({ removal: { state: 'waiting', endsAt } })
  expect(await failureOf(async () => again.remove())).toEqual({ kind: 'lock', why: 'not-due' })
})

it('loses at most a minute of the wait to a machine that stops without a word', async () => {
  const { locked, start, machine, pass, clock } = makeLock()
  const lock = await locked()
  await lock.forgotten()
  for (let minutes = 0; minutes < 90; minutes += 1) pass(60_000)
  pass(59_000)
  machine.uptimeMs = 0
  const endsAt = clock.now() + REMOVAL_WAIT_MS - 90 * 60_000
  expect(start().view()).toMatchObject({ removal: { state: 'waiting', endsAt } })
})

it('keeps its lock when the removal is called off, by word or by the passphrase, which tells of it', async () => {
  const { locked, pass } = makeLock()
  const lock = await locked()
  await lock.forgotten()
  lock.keep()
  pass(REMOVAL_WAIT_MS)
  expect(await failureOf(async () => lock.remove())).toEqual({ kind: 'lock', why: 'not-due' })
  await lock.forgotten()
  expect(await lock.unlock(PASSPHRASE)).toEqual({ removalCalledOff: true })
  expect(lock.view()).toMatchObject({ state: 'open', removal: { state: 'not-asked' } })
  lock.lock('hand')
  expect(await lock.unlock(PASSPHRASE)).toEqual({ removalCalledOff: false })
})

it('sets no timer unless a removal waits', async () => {
  const { locked, clock } = makeLock()
  const lock = await locked()
  expect(clock.waiting).toBe(0)
  await lock.forgotten()
  expect(clock.waiting).toBe(1)
  lock.keep()
  expect(clock.waiting).toBe(0)
})

/* A system that can identify the user. */

it('is opened and removed by the system where that says who is there, and only then', async () => {
  const { locked, port } = makeLock()
  const lock = await locked()
  expect(await failureOf(() => lock.unlockWithSystem())).toEqual({ kind: 'lock', why: 'not-proved' })
  port.person = false
  expect(lock.view()).toMatchObject({ canAskSystem: true })
  expect(await failureOf(() => lock.unlockWithSystem())).toEqual({ kind: 'lock', why: 'not-proved' })
  expect(await failureOf(() => lock.forgotten())).toEqual({ kind: 'lock', why: 'not-proved' })
  expect(lock.view()).toMatchObject({ state: 'locked', removal: { state: 'not-asked' } })
  port.person = true
  await lock.unlockWithSystem()
  expect(lock.view().state).toBe('open')
  lock.lock('hand')
  expect(await lock.forgotten()).toEqual({ state: 'off' })
})
