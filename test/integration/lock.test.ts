import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ANSWERED_WHILE_LOCKED } from '../../electron/ipc/locked.ts'
import { calls, type CallName } from '../../shared/contract/contract.ts'
import { REMOVAL_WAIT_MS } from '../../shared/model/lock.ts'
import { fakeClock } from '../fakes/clock.ts'
import { createCanaries } from './canaries.ts'
import { goodInput } from './good-input.ts'
import { newFolder, type RunningProgram } from './program.ts'
import { callLoosely } from './refusal.ts'
import { othersKeys } from './rows.ts'
import { createStage } from './stage.ts'

/* The app lock in the whole program: what it withholds while locked, and what continues to run. */

const stage = createStage()
const PASSPHRASE = 'four words of mine'
const NAMES = Object.keys(calls) as CallName[]
const typed = (text: string) => ({ from: 'typed', text }) as const

/** A program with one key whose name is easy to search for, and a lock that is set and unlocked. */
async function withLock(folder = newFolder()) {
  const clock = fakeClock(Date.now())
  const program = await stage.start(folder, { clock })
  const { key } = await program.ask('key:add', {
    secret: typed('canary-secret-value'),
    fields: { name: 'canary-key-name', tags: ['canary-tag'], notes: 'canary-notes-text' },
  })
  await program.ask('lock:set', { passphrase: PASSPHRASE })
  return { program, clock, key, folder }
}

const lockedView = async (program: RunningProgram) => {
  const view = await program.ask('lock:look')
  if (view.state !== 'locked') throw new Error(`It is ${view.state}`)
  return view
}

it('gives a locked snapshot with the theme and nothing of the vault, and everything again when it is opened', async () => {
  const { program } = await withLock()
  await program.ask('settings:change', { theme: 'dark' })
  await program.ask('lock:now')
  expect(await program.ask('app:snapshot')).toEqual({
    vault: 'locked',
    now: expect.any(Number) as number,
    theme: 'dark',
    lock: expect.objectContaining({ state: 'locked', by: 'hand' }) as object,
  })
  await program.ask('lock:unlock', { passphrase: PASSPHRASE })
  expect((await program.snapshot()).keys.map(({ name }) => name)).toEqual(['canary-key-name'])
})

it('takes back the notifications that are still shown when it locks, which say names', async () => {
  const { program, clock } = await withLock()
  const { notifications } = program.world
  await program.ask('key:add', {
    secret: typed('canary-secret-value'),
    fields: { name: 'ends soon', typedExpiry: clock.now() + 2.5 * 86_400_000 },
  })
  clock.pass(60_000)
  await expect
    .poll(() => notifications.standing.map(({ title }) => title))
    .toEqual(['ends soon expires in 2 days'])
  await program.ask('lock:now')
  expect(notifications.standing).toEqual([])
})

it('refuses every other call by one and the same word', async () => {
  const { program } = await withLock()
  await program.ask('lock:now')
  for (const name of NAMES) {
    if (ANSWERED_WHILE_LOCKED.has(name)) continue
    if (!calls[name].input.safeParse(goodInput(name)).success) continue // refused before the user is asked
    expect(await callLoosely(program, name, goodInput(name)), name).toEqual({
      ok: false,
      error: { kind: 'locked' },
    })
  }
  for (const name of ['lock:set', 'lock:change', 'lock:turn-off'] as const)
    expect(await callLoosely(program, name, goodInput(name)), name).toEqual({
      ok: false,
      error: { kind: 'locked' },
    })
})

it('reveals no name and no secret by any sequence of calls, signals and times while it is locked', async () => {
  const { program, clock, key } = await withLock()
  const canaries = createCanaries()
  canaries.plant('secret', 'canary-secret-value')
  canaries.plant('name', 'canary-key-name')
  canaries.plant('tag', 'canary-tag')
  canaries.plant('notes', 'canary-notes-text')
  canaries.plant('id', key)
  // After a day, the lock can be removed without its passphrase, so the times in this test are shorter.
  const aCall = fc.constantFrom(...NAMES).chain((name) =>
    fc.record({
      name: fc.constant(name),
      input: fc.constantFrom<object | undefined>(goodInput(name), undefined, { key }),
      passesMs: fc.integer({ min: 0, max: 60_000 }),
    }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(aCall, { maxLength: 25 }), async (steps) => {
      await program.ask('lock:now')
      await program.ask('lock:keep')
      const before = program.world.record.pushes.length
      const seen: unknown[] = []
      for (const { name, input, passesMs } of steps) {
        clock.pass(passesMs)
        seen.push(await callLoosely(program, name, input))
      }
      seen.push(program.world.record.pushes.slice(before), program.world.record.clipboard)
      expect(canaries.foundIn(JSON.stringify(seen))).toEqual([])
      expect((await program.ask('lock:look')).state).toBe('locked')
    }),
    { numRuns: 60 },
  )
}, 120_000)

it('empties the clipboard when it is locked, also of a copy that was under way', async () => {
  const { program, key } = await withLock()
  await program.ask('key:copy', { key })
  expect(program.world.record.clipboard).toBe('canary-secret-value')
  await program.ask('lock:now')
  await expect.poll(() => program.world.record.clipboard).toBe('')
  await program.ask('lock:unlock', { passphrase: PASSPHRASE })
  const copying = program.call('key:copy', { key })
  await program.ask('lock:now')
  expect(await copying).toEqual({ ok: false, error: { kind: 'locked' } })
  await expect.poll(() => program.world.record.clipboard).toBe('')
})

it('brings an operation that is under way home, and reports it only when it is opened', async () => {
  const emulator = await stage.atlas()
  const { program } = await withLock()
  await program.connect(emulator)
  const key = (await othersKeys(program)).find(({ account }) => account !== undefined)!
  const isChange = ({ method }: { readonly method: string }) => method !== 'GET'
  emulator.fault({ kind: 'hold', on: isChange })
  const arrived = emulator.arrival(isChange)
  const renewing = program.call('key:regenerate', { key: key.id })
  await arrived
  await program.ask('lock:now')
  const pushed = program.world.record.pushes.length
  emulator.release()
  expect(await renewing).toEqual({ ok: false, error: { kind: 'locked' } })
  expect([...program.world.keychain.entries().values()]).toContain(emulator.handedOut()[0]!.secret)
  expect(program.world.record.pushes.slice(pushed)).toEqual([])
  await program.ask('lock:unlock', { passphrase: PASSPHRASE })
  expect((await program.keyNamed(key.name)).version).toBe(1)
})

it('locks on the signs of the system, and starts locked', async () => {
  const { program, folder } = await withLock()
  program.world.lock.sign('suspend')
  expect((await lockedView(program)).by).toBe('suspend')
  await program.close()
  const again = await stage.start(folder)
  expect((await lockedView(again)).by).toBe('start')
  expect((await again.ask('app:snapshot')).vault).toBe('locked')
  await again.ask('lock:unlock', { passphrase: PASSPHRASE })
  expect(await again.keyNamed('canary-key-name')).toBeDefined()
})

it('loses nothing to a forgotten passphrase: after the wait the vault is as it was', async () => {
  const { program, clock, key, folder } = await withLock()
  await program.ask('lock:now')
  await program.ask('lock:forgotten')
  clock.pass(REMOVAL_WAIT_MS / 2)
  await program.close()
  const later = fakeClock(clock.now())
  const again = await stage.start(folder, { clock: later })
  expect(await again.call('lock:remove')).toEqual({ ok: false, error: { kind: 'lock', why: 'not-due' } })
  later.pass(REMOVAL_WAIT_MS / 2)
  await again.ask('lock:remove')
  expect(await again.keyNamed('canary-key-name')).toMatchObject({ id: key, tags: ['canary-tag'] })
  await again.ask('key:copy', { key })
  expect(again.world.record.clipboard).toBe('canary-secret-value')
  expect((await again.ask('history:list', { limit: 2 })).map(({ kind }) => kind)).toContain('lock-removed')
})
