import { afterAll, afterEach, expect, it } from 'vitest'
import { startRipeAtlas } from '../../emulators/ripe-atlas.ts'
import { newFolder, removeFolders, startProgram } from '../program.ts'
import { othersKeys } from '../rows.ts'
import { runToDeath } from './die.ts'

/* A program that is killed while it saves a secret from a sealed response or from the user: the next start has the secret again. */

const stops: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})
afterAll(removeFolders)

/** A profile with a key at a provider, in the state that `prepare` has left. */
async function stage<T>(
  prepare: (
    program: Awaited<ReturnType<typeof startProgram>>,
    emulator: Awaited<ReturnType<typeof startRipeAtlas>>,
  ) => Promise<T>,
) {
  const emulator = await startRipeAtlas({ keys: 2 })
  stops.push(() => emulator.close())
  const profile = newFolder()
  const program = await startProgram(profile)
  await program.connect(emulator)
  await program.ask('settings:change', { syncMinutes: 0 })
  const prepared = await prepare(program, emulator)
  await program.close()
  return { profile, emulator, prepared }
}

it(
  'a secret that was found is saved, or still before the user, and found again',
  { timeout: 240_000 },
  async () => {
    const start = () =>
      stage(async (program, emulator) => {
        const [{ id: key }] = await othersKeys(program)
        emulator.fault({ kind: 'as-status', status: 500, on: ({ method }) => method === 'PATCH' })
        return program.ask('key:regenerate', { key })
      })
    const run = ({ profile, prepared: { operation } }: Awaited<ReturnType<typeof start>>, killAt?: number) =>
      runToDeath({ profile, killAt, action: { call: 'operation:save-found', input: { operation } } })
    const whole = await run(await start())
    expect(whole.points).toContain('step done')

    for (const [killAt, point] of whole.points.entries()) {
      const at = await start()
      expect((await run(at, killAt)).signal, `killed ${point}`).toBe('SIGKILL')
      const program = await startProgram(at.profile)
      const [operation] = (await program.snapshot()).operations
      if (operation !== undefined) {
        expect(operation, point).toMatchObject({ state: 'unknown', sealed: true, holdsSecret: true })
        const saved = await program.ask('operation:save-found', { operation: operation.id })
        expect(saved.outcome, point).toBe('stored')
      }
      const kept = [...program.world.keychain.entries().values()]
      expect(kept, point).toContain(at.emulator.handedOut()[0]!.secret)
      for (const { id } of (await program.snapshot()).accounts)
        await program.ask('account:sync', { account: id })
      const { operations, keys } = await program.snapshot()
      expect(operations, point).toEqual([])
      const handle = at.emulator.handedOut()[0]!.secret.slice(0, 8)
      expect(
        keys.find(({ id }) => id === at.prepared.key),
        point,
      ).toMatchObject({ secret: 'held', handle })
      await program.close()
    }
  },
)

it(
  'a value that was pasted is kept from the moment on in which it is sealed',
  { timeout: 240_000 },
  async () => {
    const text = 'pasted-by-hand-and-copied-nowhere-else'
    const start = () => stage(async (program) => (await othersKeys(program))[0].id)
    const run = ({ profile, prepared: key }: Awaited<ReturnType<typeof start>>, killAt?: number) =>
      runToDeath({
        profile,
        killAt,
        action: { call: 'key:paste', input: { key, secret: { from: 'typed', text } } },
      })
    const whole = await run(await start())
    const sealedAt = whole.points.indexOf('after keychain write rescue')
    const wroteAt = whole.points.indexOf('before keychain write key')
    expect([sealedAt >= 0, wroteAt > sealedAt]).toEqual([true, true])

    for (const killAt of whole.points.keys()) {
      const point = whole.points[killAt]!
      if (killAt < wroteAt) continue
      const at = await start()
      expect((await run(at, killAt)).signal, `killed ${point}`).toBe('SIGKILL')
      const program = await startProgram(at.profile)
      const { operations, keys } = await program.snapshot()
      expect(operations, point).toEqual([])
      expect(
        keys.find(({ id }) => id === at.prepared),
        point,
      ).toMatchObject({ secret: 'held', version: 1 })
      expect([...program.world.keychain.entries().values()], point).toContain(text)
      await program.close()
    }
  },
)
