import { expect, it } from 'vitest'
import type { Change, OpenVault } from '../../shared/contract/snapshot.ts'
import { atlasElsewhere } from './elsewhere.ts'
import { newFolder, type RunningProgram } from './program.ts'
import { expectRefused } from './refusal.ts'
import { createStage } from './stage.ts'

/* The page gets one snapshot and then numbered changes. They must have no gap, and applying them must give the same state. */

const stage = createStage()

const changesOf = ({ world }: RunningProgram): Change[] =>
  world.record.pushes.flatMap(({ name, payload }) => (name === 'app:changed' ? [payload as Change] : []))

interface Row {
  readonly id: string
}
function put<T extends Row>(rows: readonly T[], changed: readonly T[], gone: readonly string[]): T[] {
  const taken = new Map(rows.map((row) => [row.id, row]))
  for (const row of changed) taken.set(row.id, row)
  for (const id of gone) taken.delete(id)
  return [...taken.values()]
}

/** Applies a change as the page does. Throws at a gap. */
function apply(picture: OpenVault, change: Change): OpenVault {
  if (change.revision <= picture.revision) return picture
  if (change.revision !== picture.revision + 1) throw new Error(`A gap before ${change.revision}`)
  return {
    ...picture,
    revision: change.revision,
    keys: put(picture.keys, change.keys, change.keysGone),
    accounts: put(picture.accounts, change.accounts, change.accountsGone),
    operations: put(picture.operations, change.operations, change.operationsGone),
    settings: change.settings ?? picture.settings,
    keychain: change.keychain ?? picture.keychain,
    notices: change.notices ?? picture.notices,
  }
}

/** Removes what changes do not contain: the order, and times such as "now" that are not sent separately. */
const comparable = ({ now: _, providers: __, keychain, ...picture }: OpenVault) => {
  const byId = (rows: readonly Row[]) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return {
    ...picture,
    keys: byId(picture.keys),
    accounts: byId(picture.accounts),
    operations: byId(picture.operations),
    keychain: { state: keychain.state, backend: keychain.backend },
  }
}

it('reproduces the snapshot from the first one and the changes since, through everything that can happen', async () => {
  const [atlas, ionos] = [await stage.atlas({ keys: 4 }), await stage.ionos()]
  const program = await stage.start()
  let picture = await program.snapshot()
  const expectSame = async (after: string) => {
    const now = await program.snapshot()
    picture = changesOf(program).reduce(apply, picture)
    expect(comparable(picture), after).toEqual(comparable(now))
    return now.keys
  }

  const account = await program.connect(atlas, 'Atlas')
  await program.connect(ionos, 'IONOS')
  const keys = await expectSame('connect and sync')
  const [one, two, three] = keys.filter(
    (key) => key.account === account && key.credentialOf === undefined,
  ) as [OpenVault['keys'][number], OpenVault['keys'][number], OpenVault['keys'][number]]

  await program.ask('key:regenerate', { key: one.id })
  await expectSame('regenerate')
  atlas.fault({ kind: 'cut-after', on: ({ method }) => method === 'PATCH' })
  await program.ask('key:regenerate', { key: two.id })
  await program.ask('account:sync', { account })
  await expectSame('a lost answer')
  await program.ask('key:merge', { key: two.id, same: true })
  await program.ask('operation:close', { operation: (await program.snapshot()).operations[0]!.id })
  await expectSame('merge and close')
  await program.ask('key:edit', { key: one.id, fields: { notes: 'x', favourite: true } })
  await program.ask('key:switch', { key: one.id, enabled: false })
  await program.ask('key:revoke', { key: three.id, name: three.name })
  await program.ask('key:delete', { key: three.id, name: three.name })
  await expectSame('edit, switch, revoke and delete')
  await program.ask('key:create', { account, draft: { label: 'made' } })
  const added = await program.ask('key:add', {
    secret: { from: 'typed', text: 'typed' },
    fields: { name: 'x' },
  })
  await program.ask('key:paste', { key: added.key, secret: { from: 'typed', text: 'pasted' } })
  await program.ask('key:delete-version', { key: added.key, version: 1, name: 'x' })
  await program.ask('key:copy', { key: one.id })
  await expectSame('create, add, paste, forget and copy')
  await program.ask('settings:change', { theme: 'dark', syncMinutes: 0 })
  program.world.keychain.lock()
  await program.ask('keychain:check')
  expect((await program.ask('key:paste', { key: added.key, secret: typed('later') })).outcome).toBe('unsaved')
  await expectSame('settings, a locked keychain and an unsaved secret')
  program.world.keychain.unlock()
  await program.ask('keychain:check')
  await atlasElsewhere(atlas, 'DELETE', `${atlas.keys.at(-1)!.uuid.slice(0, 8)}/`)
  await program.ask('account:sync', { account })
  await expectSame('recovered, and gone elsewhere')
  await program.ask('account:change', { account, name: 'Renamed' })
  await program.ask('account:remove', { account, name: 'Renamed' })
  await expectSame('an account removed')

  const revisions = changesOf(program).map(({ revision }) => revision)
  expect(revisions).toEqual(revisions.map((_, at) => revisions[0]! + at))
})

it('keeps saved searches over a restart, in their order, and refuses a bad list without touching them', async () => {
  const folder = newFolder()
  const first = await stage.start(folder)
  const searches = ['b', 'a'].map((name, index) => ({
    id: `00000000-0000-4000-8000-00000000000${index}`,
    name,
    query: `env:${name}`,
    sort: { by: 'expires', direction: 'down' } as const,
  }))
  await first.ask('settings:change', { savedSearches: searches })
  expect((await first.snapshot()).settings.savedSearches).toEqual(searches)
  const twice = { savedSearches: [...searches, { ...searches[0], name: 'c' }] }
  await expectRefused(first, 'settings:change', twice, { kind: 'bad-request', call: 'settings:change' })
  await first.close()
  const again = await stage.start(folder)
  expect((await again.snapshot()).settings.savedSearches).toEqual(searches)
})

it('sends no change that a newer snapshot already contains', async () => {
  const program = await stage.start()
  await program.ask('settings:change', { theme: 'dark' })
  const taken = await program.snapshot()
  expect(taken.settings.theme).toBe('dark')
  expect(changesOf(program).at(-1)!.revision).toBe(taken.revision)
  await program.ask('settings:change', { theme: 'light' })
  await program.snapshot()
  expect(changesOf(program).at(-1)).toMatchObject({
    revision: taken.revision + 1,
    settings: { theme: 'light' },
  })
})

const typed = (text: string) => ({ from: 'typed', text }) as const
