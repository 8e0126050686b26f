/*
 * GitLab revokes every live token of a family when a revoked token of that family is rotated. Keyhold never requests such a rotation, whatever gets
 * lost, and an account whose own token is rotated continues with the new one.
 */
import { expect, it } from 'vitest'
import { startGitLab, type GitLabEmulator, type GitLabSeed } from '../emulators/gitlab.ts'
import type { FaultKind } from '../emulators/faults.ts'
import { fakeClock } from '../fakes/clock.ts'
import { newFolder } from './program.ts'
import { accountOf, keyOf } from './rows.ts'
import { createStage } from './stage.ts'

const stage = createStage()
const PROJECT = 'project:team/app'

async function connected(seed: GitLabSeed) {
  const emulator = await startGitLab(seed)
  stage.atEnd(() => emulator.close())
  const clock = fakeClock(Date.now())
  const program = await stage.start(newFolder(), { clock })
  const pass = (ms: number): void => {
    emulator.pass(ms)
    clock.pass(ms)
  }
  return { emulator, program, pass, account: await program.connect(emulator) }
}

/** After this time, a request without an answer cannot be running any more. */
const SURELY_OVER_MS = 121_000
const underway = {
  ok: false,
  error: { kind: 'busy', act: 'regenerate', until: expect.any(Number) as number },
}

const isRotation = ({ method, path }: { readonly method: string; readonly path: string }) =>
  method === 'POST' && path.endsWith('/rotate')
const rotations = (emulator: GitLabEmulator) => emulator.requests.filter(isRotation).map(({ path }) => path)
/** The valid tokens of the family of the token that first had this number. */
const livingOf = (emulator: GitLabEmulator, id: number) =>
  emulator.keys.filter(({ family, secret }) => family === id && emulator.isAlive(secret))

it.each<readonly [string, FaultKind, place: string, isSynced: boolean]>([
  ['whose answer was lost', { kind: 'cut-after' }, 'personal', false],
  ['whose answer was lost', { kind: 'cut-after' }, 'personal', true],
  ['whose answer was lost', { kind: 'cut-after' }, PROJECT, true],
  ['whose answer broke off', { kind: 'cut-midway' }, PROJECT, false],
  ['that never arrived', { kind: 'cut-before' }, 'personal', false],
  ['that never arrived', { kind: 'cut-before' }, PROJECT, true],
])(
  'a rotation %s (%j, in %s) and a second one leave one living token, after a sync: %s',
  async (_, fault, place, isSynced) => {
    const acts = fault.kind !== 'cut-before'
    const { emulator, program, pass, account } = await connected({ places: [place], keys: 2 })
    const { id, name } = emulator.keys.at(-1)!
    const key = await program.keyNamed(name)
    emulator.fault({ ...fault, on: isRotation })
    expect((await program.ask('key:regenerate', { key: key.id })).outcome).toBe('unknown')
    const heir = livingOf(emulator, id)
    expect(heir.map((token) => token.id === id)).toEqual([!acts])
    if (isSynced) await program.ask('account:sync', { account })

    const regenerate = () => program.call('key:regenerate', { key: key.id })
    if (!acts || !isSynced) {
      // The outcome of the request is still unknown, so nothing is sent.
      expect(await regenerate()).toMatchObject(underway)
      expect(rotations(emulator)).toHaveLength(1)
      pass(SURELY_OVER_MS)
    }
    const again = await regenerate()
    const living = livingOf(emulator, id)
    expect(living).toHaveLength(1)
    if (acts && !isSynced) {
      // The token is revoked, and no list has shown its successor yet, so nothing is sent.
      expect(again).toMatchObject({ ok: false, error: { kind: 'provider', why: 'not-found' } })
      expect(living).toEqual(heir)
      expect(rotations(emulator)).toHaveLength(1)
      return
    }
    expect(again).toMatchObject({ ok: true, value: { outcome: 'stored' } })
    expect(rotations(emulator).at(-1)).toMatch(new RegExp(`/${String(heir[0]!.id)}/rotate$`))
    expect([...program.world.keychain.entries().values()]).toContain(living[0]!.secret)
  },
)

it.each(['personal', PROJECT])(
  'meets no second rotation if a proxy delivers a lost one late, in %s',
  async (place) => {
    const { emulator, program, account } = await connected({ places: [place], keys: 2 })
    const { id, name } = emulator.keys.at(-1)!
    const key = await program.keyNamed(name)
    emulator.fault({ kind: 'cut-before', on: isRotation })
    expect((await program.ask('key:regenerate', { key: key.id })).outcome).toBe('unknown')
    await program.ask('account:sync', { account })
    expect(await program.call('key:regenerate', { key: key.id })).toMatchObject(underway)

    emulator.rotateElsewhere(id) // the delayed request reaches the provider
    expect(livingOf(emulator, id)).toHaveLength(1)
    await program.ask('account:sync', { account })
    expect((await program.ask('key:regenerate', { key: key.id })).outcome).toBe('stored')
    expect(livingOf(emulator, id)).toHaveLength(1)
  },
)

it.each(['personal', PROJECT])(
  'uses the new token after the account’s own in %s was rotated',
  async (place) => {
    const seed = { credentialOf: place, places: [place], keys: 1 }
    const { emulator, program, account } = await connected(seed)
    const own = await program.keyNamed('keyhold')
    expect(own.credentialOf).toBe(account)
    const asked = await program.ask('key:regenerate', { key: own.id })
    expect(asked.outcome).toBe('stored')
    expect(rotations(emulator)).toEqual([expect.stringMatching(/\/self\/rotate$/)])
    expect(emulator.isAlive(emulator.credential)).toBe(false)

    await program.ask('account:sync', { account })
    expect((await accountOf(program, account)).sync.state).toBe('done')
    const renewed = await keyOf(program, own)
    expect(renewed).toMatchObject({ credentialOf: account, secret: 'held' })
    expect(renewed.goneSince).toBeUndefined()
  },
)
