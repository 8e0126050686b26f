import { expect, it } from 'vitest'
import type { KeyId } from '../../shared/model/model.ts'
import { fakeClock } from '../fakes/clock.ts'
import { newFolder, type RunningProgram } from './program.ts'
import { othersKeys } from './rows.ts'
import { createStage } from './stage.ts'
import { regenerateWhileLocking } from './unsaved.ts'

/* A secret on the clipboard: one command copies it, and Keyhold clears it unless something else was copied since. */

const stage = createStage()

async function withKey(folder = newFolder()) {
  const clock = fakeClock(Date.now())
  const program = await stage.start(folder, { clock })
  const { key } = await program.ask('key:add', { secret: typed('first-value'), fields: { name: 'mine' } })
  await program.ask('key:paste', { key, secret: typed('second-value') })
  return { program, clock, key }
}
const typed = (text: string) => ({ from: 'typed', text }) as const
const clipboard = ({ world }: RunningProgram) => world.record.clipboard
const cleared = ({ world }: RunningProgram) =>
  world.record.pushes.flatMap(({ name, payload }) => (name === 'clipboard:cleared' ? [payload] : []))
const history = async (program: RunningProgram, key: KeyId) =>
  (await program.ask('key:detail', { key })).history.map(({ kind, details }) => ({ kind, ...details }))

it('copies the current value and clears it after thirty seconds, not one earlier', async () => {
  const { program, clock, key } = await withKey()
  const { clearsAt } = await program.ask('key:copy', { key })
  expect(clipboard(program)).toBe('second-value')
  expect(clearsAt).toBe(clock.now() + 30_000)
  clock.pass(29_999)
  expect(clipboard(program)).toBe('second-value')
  clock.pass(1)
  await expect.poll(() => cleared(program)).toEqual([{ cleared: true }])
  expect(clipboard(program)).toBe('')
})

it('goes by the setting, as it is when the copy is made', async () => {
  const { program, clock, key } = await withKey()
  await program.ask('settings:change', { clipboardSeconds: 5 })
  expect((await program.ask('key:copy', { key })).clearsAt).toBe(clock.now() + 5_000)
  await program.ask('settings:change', { clipboardSeconds: 600 })
  clock.pass(5_000)
  await expect.poll(() => cleared(program)).toEqual([{ cleared: true }])
})

it('leaves alone what the user has copied elsewhere meanwhile', async () => {
  const { program, clock, key } = await withKey()
  await program.ask('key:copy', { key })
  program.world.record.clipboard = 'a recipe'
  clock.pass(30_000)
  await expect.poll(() => cleared(program)).toEqual([{ cleared: false }])
  expect(clipboard(program)).toBe('a recipe')
})

it('a second copy has the whole time for itself', async () => {
  const { program, clock, key } = await withKey()
  await program.ask('key:copy', { key })
  clock.pass(20_000)
  await program.ask('key:copy', { key, version: 1 })
  clock.pass(20_000)
  await program.snapshot()
  expect(clipboard(program)).toBe('first-value')
  clock.pass(10_000)
  await expect.poll(() => clipboard(program)).toBe('')
})

it('copies a previous version and says which one in the history, without its value', async () => {
  const { program, key } = await withKey()
  await program.ask('key:copy', { key, version: 1 })
  expect(clipboard(program)).toBe('first-value')
  await program.ask('key:copy', { key })
  await program.ask('key:reveal-secret', { key, version: 1 })
  const entries = await history(program, key)
  expect(entries.slice(0, 3)).toEqual([
    { kind: 'revealed', version: 1 },
    { kind: 'copied', version: 2 },
    { kind: 'copied', version: 1 },
  ])
  expect(JSON.stringify(await program.ask('history:list', { limit: 500 }))).not.toMatch(
    /first-value|second-value/,
  )
  expect((await program.keyNamed('mine')).copiedAt).toBeDefined()
})

it('reveals a value for twenty seconds and puts nothing on the clipboard', async () => {
  const { program, clock, key } = await withKey()
  expect(await program.ask('key:reveal-secret', { key })).toEqual({
    secret: 'second-value',
    hidesAt: clock.now() + 20_000,
  })
  expect(clipboard(program)).toBe('')
})

it('copies a secret that the keychain did not take, and the history says so', async () => {
  const emulator = await stage.atlas()
  const program = await stage.start(undefined, { clock: fakeClock(Date.now()) })
  await program.connect(emulator)
  const [key] = await othersKeys(program)
  const { outcome, operation } = await regenerateWhileLocking(program, emulator, key.id)
  expect(outcome).toBe('unsaved')
  await program.ask('operation:copy', { operation })
  expect(clipboard(program)).toBe(emulator.handedOut()[0]!.secret)
  expect((await history(program, key.id))[0]).toEqual({ kind: 'copied', operation: 'regenerate' })
  await program.ask('clipboard:clear')
  expect(clipboard(program)).toBe('')
})

it('copies a sealed secret after a restart once the keychain gives its key', async () => {
  const folder = newFolder()
  const emulator = await stage.atlas()
  const program = await stage.start(folder)
  await program.connect(emulator)
  const [key] = await othersKeys(program)
  const { operation } = await regenerateWhileLocking(program, emulator, key.id)
  await program.close()

  const again = await stage.start(folder)
  const locked = await again.call('operation:copy', { operation })
  expect(locked).toMatchObject({ ok: false, error: { kind: 'keychain', why: 'locked' } })
  again.world.keychain.unlock()
  await again.ask('operation:copy', { operation })
  expect(clipboard(again)).toBe(emulator.handedOut()[0]!.secret)
})

it('clears on the user’s word, and only once', async () => {
  const { program, clock, key } = await withKey()
  await program.ask('key:copy', { key })
  await program.ask('clipboard:clear')
  expect(clipboard(program)).toBe('')
  clock.pass(1_000) // earlier, the copy counts as restored by a clipboard manager
  await program.ask('clipboard:clear')
  program.world.record.clipboard = 'second-value' // the user copied it from another program
  clock.pass(60_000)
  await program.ask('clipboard:clear')
  expect(clipboard(program)).toBe('second-value')
  expect(cleared(program)).toEqual([{ cleared: true }])
})

it('clears when the program ends, but not what was copied elsewhere', async () => {
  const folder = newFolder()
  const { program, key } = await withKey(folder)
  await program.ask('key:copy', { key })
  await program.close()
  expect(clipboard(program)).toBe('')

  const again = await stage.start(folder)
  await again.ask('key:copy', { key })
  again.world.record.clipboard = 'a recipe'
  await again.close()
  expect(clipboard(again)).toBe('a recipe')
})
