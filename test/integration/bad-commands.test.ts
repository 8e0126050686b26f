import { expect, it } from 'vitest'
import type { CallName } from '../../shared/contract/contract.ts'
import type { KeyRow } from '../../shared/model/model.ts'
import type { AtlasEmulator } from '../emulators/ripe-atlas.ts'
import { callLoosely, expectRefused } from './refusal.ts'
import { keyOf, othersKeys } from './rows.ts'
import { createStage } from './stage.ts'

/* Commands that must be refused: for missing things, under a wrong name, twice at once, or on the account's own credential. */

const stage = createStage()
const typed = (text: string) => ({ from: 'typed', text })
const isChange = ({ method }: { readonly method: string }) => method !== 'GET'
const changes = ({ requests }: AtlasEmulator) => requests.filter(isChange).length

async function connected() {
  const emulator = await stage.atlas()
  const program = await stage.start()
  const account = await program.connect(emulator)
  const [key] = await othersKeys(program)
  const own = (await program.snapshot()).keys.find(({ credentialOf }) => credentialOf !== undefined)!
  return { emulator, program, account, key, own }
}

const UNKNOWN: readonly (readonly [CallName, object, string])[] = [
  ['app:open-link', { to: 'provider-docs', provider: 'nobody' }, 'provider'],
  ['app:open-link', { to: 'key-console', key: 'nobody' }, 'key'],
  ['vault:restore', { backup: 'keyhold-2026-01-01T00-00-00Z.sqlite' }, 'backup'],
  ['vault:restore', { backup: '../keyhold.sqlite' }, 'backup'],
  ['account:test', { provider: '__proto__', name: 'n', settings: {}, credential: typed('x') }, 'provider'],
  ['account:connect', { provider: 'nobody', name: 'n', settings: {}, credential: typed('x') }, 'provider'],
  ['account:test-saved', { account: 'nobody' }, 'account'],
  ['account:change', { account: 'nobody', name: 'n' }, 'account'],
  ['account:remove', { account: 'nobody', name: 'n' }, 'account'],
  ['account:sync', { account: 'nobody' }, 'account'],
  ['account:permissions', { account: 'nobody' }, 'account'],
  ['account:permission-targets', { account: 'nobody', permission: 'p', term: '' }, 'account'],
  ['key:detail', { key: 'nobody' }, 'key'],
  ['key:edit', { key: 'nobody', fields: { notes: 'n' } }, 'key'],
  ['key:copy', { key: 'nobody' }, 'key'],
  ['key:reveal-secret', { key: 'nobody' }, 'key'],
  ['key:regenerate', { key: 'nobody' }, 'key'],
  ['key:paste', { key: 'nobody', secret: typed('x') }, 'key'],
  ['key:create', { account: 'nobody', draft: { label: 'n' } }, 'account'],
  ['key:update', { key: 'nobody', draft: { label: 'n' } }, 'key'],
  ['key:switch', { key: 'nobody', enabled: true }, 'key'],
  ['key:revoke', { key: 'nobody', name: 'n' }, 'key'],
  ['key:delete', { key: 'nobody', name: 'n' }, 'key'],
  ['key:hold-deletion', { key: 'nobody', name: 'n' }, 'key'],
  ['key:undo-deletion', { key: 'nobody' }, 'key'],
  ['key:end-deletion', { key: 'nobody' }, 'key'],
  ['key:delete-version', { key: 'nobody', version: 1, name: 'n' }, 'key'],
  ['key:merge', { key: 'nobody', same: true }, 'key'],
  ['operation:resume', { operation: 'nobody' }, 'operation'],
  ['operation:copy', { operation: 'nobody' }, 'operation'],
  ['operation:close', { operation: 'nobody' }, 'operation'],
  ['operation:hold-dismissal', { operation: 'nobody' }, 'operation'],
  ['operation:undo-dismissal', { operation: 'nobody' }, 'operation'],
  ['operation:end-dismissal', { operation: 'nobody' }, 'operation'],
  ['operation:find', { operation: 'nobody' }, 'operation'],
  ['operation:save-found', { operation: 'nobody' }, 'operation'],
]

it.each(UNKNOWN)('%s of nobody, %j, is not found', async (call, input, what) => {
  const { program } = await connected()
  await expectRefused(program, call, input, { kind: 'not-found', what })
})

it('keeps its vault open after a restore has failed', async () => {
  const { program, key } = await connected()
  await expectRefused(program, 'vault:restore', { backup: 'x' }, { kind: 'not-found', what: 'backup' })
  expect((await program.ask('key:regenerate', { key: key.id })).outcome).toBe('stored')
})

it('refuses a second regeneration of one key while the first one runs, and sends one request', async () => {
  const { emulator, program, key } = await connected()
  emulator.fault({ kind: 'hold', on: isChange })
  const arrived = emulator.arrival(isChange)
  const first = program.ask('key:regenerate', { key: key.id })
  await arrived
  const busy = { kind: 'busy', act: 'regenerate' }
  await expectRefused(program, 'key:regenerate', { key: key.id }, busy)
  await expectRefused(program, 'key:paste', { key: key.id, secret: typed('x') }, busy)
  await expectRefused(program, 'key:switch', { key: key.id, enabled: false }, busy)
  await expectRefused(program, 'key:update', { key: key.id, draft: { label: 'x' } }, busy)
  await expectRefused(program, 'key:revoke', { key: key.id, name: key.name }, busy)
  emulator.release()
  expect((await first).outcome).toBe('stored')
  expect(changes(emulator)).toBe(1)
})

it('of two regenerations asked for in the same instant one is done', async () => {
  const { emulator, program, key } = await connected()
  const both = await Promise.all([1, 2].map(() => callLoosely(program, 'key:regenerate', { key: key.id })))
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, error: { kind: 'busy', act: 'regenerate' } })
  expect(emulator.handedOut()).toHaveLength(1)
})

it('two keys of one account are renewed one after the other, and both are kept', async () => {
  const { emulator, program } = await connected()
  const keys = await othersKeys(program)
  const ends = await Promise.all(keys.map(({ id }) => program.ask('key:regenerate', { key: id })))
  expect(ends.map(({ outcome }) => outcome)).toEqual(keys.map(() => 'stored'))
  const kept = [...program.world.keychain.entries().values()]
  for (const { secret } of emulator.handedOut()) expect(kept).toContain(secret)
})

it.each(['', 'another', 'ANYCAST-PROD-1', '*', '\u202e'])(
  'deletes nothing under the name "%s"',
  async (name) => {
    const { emulator, program, account, key } = await connected()
    const wrong = { kind: 'name-mismatch' }
    await expectRefused(program, 'key:revoke', { key: key.id, name }, wrong)
    await expectRefused(program, 'account:remove', { account, name }, wrong)
    const { key: mine } = await program.ask('key:add', {
      secret: { from: 'typed', text: 'x' },
      fields: { name: 'mine' },
    })
    await program.ask('key:paste', { key: mine, secret: { from: 'typed', text: 'y' } })
    await expectRefused(program, 'key:delete', { key: mine, name }, wrong)
    await expectRefused(program, 'key:hold-deletion', { key: mine, name }, wrong)
    await expectRefused(program, 'key:delete-version', { key: mine, version: 1, name }, wrong)
    expect(changes(emulator)).toBe(0)
  },
)

it('does not lock an account out: its own credential is not switched off, deleted there or forgotten here', async () => {
  const { emulator, program, own } = await connected()
  const refused = { kind: 'own-credential', account: 'Lab' }
  await expectRefused(program, 'key:switch', { key: own.id, enabled: false }, refused)
  await expectRefused(program, 'key:revoke', { key: own.id, name: own.name }, refused)
  await expectRefused(program, 'key:delete', { key: own.id, name: own.name }, refused)
  await expectRefused(program, 'key:hold-deletion', { key: own.id, name: own.name }, refused)
  await program.ask('key:regenerate', { key: own.id })
  await expectRefused(program, 'key:switch', { key: own.id, enabled: false }, refused)
  await expectRefused(
    program,
    'key:delete-version',
    { key: own.id, version: 2, name: own.name },
    { kind: 'unsupported' },
  )
  expect(changes(emulator)).toBe(1)
})

it('offers no action that makes no sense for a key: deleting here what lives there, renewing what is gone or by hand', async () => {
  const { emulator, program, key } = await connected()
  const unsupported = (action: string) => ({ kind: 'unsupported', act: action })
  await expectRefused(program, 'key:delete', { key: key.id, name: key.name }, unsupported('delete'))
  await expectRefused(program, 'key:hold-deletion', { key: key.id, name: key.name }, unsupported('delete'))
  await expectRefused(program, 'key:copy', { key: key.id }, { kind: 'secret-missing' })
  await expectRefused(
    program,
    'key:copy',
    { key: key.id, version: 9 },
    { kind: 'not-found', what: 'version' },
  )
  await expectRefused(program, 'key:merge', { key: key.id, same: true }, { kind: 'not-found', what: 'key' })

  const { key: mine } = await program.ask('key:add', {
    secret: { from: 'typed', text: 'x' },
    fields: { name: 'mine' },
  })
  await expectRefused(program, 'key:regenerate', { key: mine }, unsupported('regenerate'))
  await expectRefused(program, 'key:revoke', { key: mine, name: 'mine' }, unsupported('revoke'))
  await expectRefused(program, 'key:switch', { key: mine, enabled: true }, unsupported('switch'))
  await expectRefused(
    program,
    'key:delete-version',
    { key: mine, version: 1, name: 'mine' },
    unsupported('delete'),
  )

  await program.ask('key:revoke', { key: key.id, name: key.name })
  const asked = emulator.requests.length
  for (const [call, input, action] of commandsOn(key))
    await expectRefused(program, call, input, unsupported(action))
  expect(emulator.requests.length).toBe(asked)
  expect((await keyOf(program, key)).goneSince).toBeDefined()
})

const commandsOn = ({ id: key, name }: KeyRow) =>
  [
    ['key:regenerate', { key }, 'regenerate'],
    ['key:update', { key, draft: { label: 'x' } }, 'edit'],
    ['key:switch', { key, enabled: true }, 'switch'],
    ['key:revoke', { key, name }, 'revoke'],
  ] as const

it.each([
  [{}, 'label', 'required'],
  [{ label: ' ' }, 'label', 'required'],
  [{ label: 'l'.repeat(10_000) }, 'label', 'too-long'],
  [{ label: 'a\0b' }, 'label', 'malformed'],
  [{ label: 7 }, 'label', 'malformed'],
  [{ label: 'x', validTo: 1.5e15 }, 'validTo', 'malformed'],
  [{ label: 'x', validFrom: 2_000, validTo: 1_000 }, 'validTo', 'malformed'],
  [{ label: 'x', grants: [{ permission: ' ' }] }, 'grants', 'malformed'],
  [{ label: 'x', owner: 'me' }, 'owner', 'malformed'],
])('asks nothing of a provider for the draft %j', async (draft, field, why) => {
  const { emulator, program, account, key } = await connected()
  const error = { kind: 'invalid', field, why }
  await expectRefused(program, 'key:create', { account, draft }, error)
  await expectRefused(program, 'key:update', { key: key.id, draft }, error)
  expect(changes(emulator)).toBe(0)
})

it.each([
  [{ name: 'n'.repeat(21) }, 'name', 'too-long'],
  [{ name: 'n', region: 'us-las' }, 'region', 'unknown-choice'],
  [{ name: 'n', region: '../..' }, 'region', 'unknown-choice'],
])('asks nothing of IONOS for the draft %j', async (draft, field, why) => {
  const emulator = await stage.ionos()
  const program = await stage.start()
  const account = await program.connect(emulator)
  await expectRefused(program, 'key:create', { account, draft }, { kind: 'invalid', field, why })
  expect(emulator.requests.every(({ method }) => method === 'GET')).toBe(true)
})
