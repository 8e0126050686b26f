import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { startRipeAtlas, type AtlasEmulator } from '../../emulators/ripe-atlas.ts'
import { keptSecrets } from '../named.ts'
import { expectNothingLost } from '../nothing-lost.ts'
import { newFolder, removeFolders, startProgram, type RunningProgram } from '../program.ts'
import type { Action } from './child.ts'
import { runToDeath } from './die.ts'

/*
 * Kills the program at every point at which it changes something. For each point: a new profile, one command in a separate process, SIGKILL at that
 * point, a new start, a sync. Then every secret that the provider has issued must be in the keychain, shown to the user, or named in a recovery
 * notice. No request may have been sent twice.
 */

const stops: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})
afterAll(removeFolders)

interface Stage {
  readonly profile: string
  readonly emulator: AtlasEmulator
  readonly action: Action
}

type What = 'regenerate' | 'create' | 'regenerate the own credential'

/** A profile with a connected account and a key with a stored secret. The emulator records what happens afterwards. */
async function stage(what: What): Promise<Stage> {
  const emulator = await startRipeAtlas({ keys: 2 })
  stops.push(() => emulator.close())
  const profile = newFolder()
  const program = await startProgram(profile)
  const account = await program.connect(emulator)
  await program.ask('settings:change', { syncMinutes: 0 }) // the test starts each sync
  const { keys } = await program.snapshot()
  const key = keys.find(
    ({ credentialOf }) => (credentialOf === account) === (what === 'regenerate the own credential'),
  )!
  await program.close()
  if (what !== 'create')
    return { profile, emulator, action: { call: 'key:regenerate', input: { key: key.id } } }
  return { profile, emulator, action: { call: 'key:create', input: { account, draft: { label: 'made' } } } }
}

/** Checks each secret: stored, or shown to the user in the one operation that this command has left. */
async function expectEachKept({ emulator, action }: Stage, program: RunningProgram): Promise<void> {
  const left = (await program.snapshot()).operations.filter(({ kind }) => `key:${kind}` === action.call)
  const [operation, ...more] = left.filter(
    ({ key }) => action.call !== 'key:regenerate' || key === action.input.key,
  )
  expect(more, 'one action, one operation').toEqual([])
  const [secret, ...others] = emulator.handedOut()
  expect(others, 'one action, one secret').toEqual([])
  const asked = new Map(secret && operation ? [[secret.secret, operation.id]] : [])
  await expectNothingLost(program, emulator, asked)
}

describe.each<What>(['regenerate', 'create', 'regenerate the own credential'])('%s', (what) => {
  it('loses nothing, wherever it is killed', async () => {
    const whole = await runToDeath(await stage(what))
    expect(whole.trouble).toBe('')
    expect(whole.points).toContain('step done')
    const answered = whole.points.indexOf('step sealed')

    for (const [killAt, point] of whole.points.entries()) {
      const at = await stage(what)
      const killed = await runToDeath({ ...at, killAt })
      expect(killed.signal, `killed ${point}`).toBe('SIGKILL')
      const sends = issueRequests(at.emulator)

      const program = await startProgram(at.profile)
      await expectEachKept(at, program)
      const { operations, accounts, keys } = await program.snapshot()
      if (killAt >= answered) {
        expect(operations, `after ${point}`).toEqual([])
        const kept = [...keptSecrets(program)]
        for (const { secret } of at.emulator.handedOut()) expect(kept, `after ${point}`).toContain(secret)
      }
      await program.ask('account:sync', { account: accounts[0]!.id })
      await expectEachKept(at, program)
      expect((await program.snapshot()).keys.length).toBeGreaterThanOrEqual(keys.length)
      expect(issueRequests(at.emulator), `asked again after ${point}`).toBe(sends)
      await program.close()
    }
  }, 240_000)
})

const issueRequests = ({ requests }: AtlasEmulator): number =>
  requests.filter(({ method }) => method === 'PATCH' || method === 'POST').length
