/** The vault exists, but its keychain is a different one or has lost entries. */
import { describe, expect, it } from 'vitest'
import { addByHand, entryOf, failureOf, settle } from '../vault-set-up.ts'
import { credentialsOf, FILE, restoreAll, secretsOf, WITH, withBackups } from './backup-set-up.ts'

type Ready = Awaited<ReturnType<typeof withBackups>>

const statuses = (rows: readonly { readonly name: string; readonly status: string }[]) =>
  Object.fromEntries(rows.map(({ name, status }) => [name, status]))

const credentialEntry = ({ database, account }: Ready) =>
  database.truth.accounts.get(account)!.credentialEntry

/** The text of the current secret of each key. */
const currentOf = (ready: Ready) =>
  Object.fromEntries(Object.entries(secretsOf(ready)).map(([name, { current }]) => [name, current]))

describe('with another keychain', () => {
  it('a dry run shows what is missing in it, and a restore brings all of it', async () => {
    const ready = await withBackups()
    const { write, port, vault } = ready
    await write()
    const before = { current: currentOf(ready), credentials: credentialsOf(ready) }
    port.become('Another keychain')
    port.entries.clear()
    const dry = await vault.backups.open(FILE, WITH)
    expect(statuses(dry.keys)).toEqual({ build: 'lacks', 'by hand': 'lacks' })
    expect(statuses(dry.accounts)).toEqual({ Lab: 'lacks' })
    expect(await restoreAll(vault)).toMatchObject({ accounts: 1, keys: 2, failed: [] })
    expect({ current: currentOf(ready), credentials: credentialsOf(ready) }).toEqual(before)
    const again = await vault.backups.open(FILE, WITH)
    expect([...again.keys, ...again.accounts].map(({ status }) => status)).toEqual(['same', 'same', 'same'])
  })
})

describe('a key whose secret is gone', () => {
  it('lacks it', async () => {
    const { write, port, vault, byHand } = await withBackups()
    await write()
    port.entries.delete(entryOf(byHand, 2))
    expect(statuses((await vault.backups.open(FILE, WITH)).keys)).toMatchObject({ 'by hand': 'lacks' })
  })

  it('differs where the lost secret is newer than the backup', async () => {
    const { write, port, vault, byHand, clock } = await withBackups()
    await write()
    clock.jump(1_000)
    await vault.byHand.paste({ key: byHand, secret: { from: 'typed', text: 'typed-3' } })
    for (const version of [1, 2, 3]) port.entries.delete(entryOf(byHand, version))
    expect(statuses((await vault.backups.open(FILE, WITH)).keys)).toMatchObject({ 'by hand': 'differs' })
  })
})

describe('an account whose credential is gone', () => {
  const withoutCredential = async () => {
    const ready = await withBackups()
    await ready.write()
    const before = credentialsOf(ready)
    ready.port.entries.delete(credentialEntry(ready))
    return { ...ready, before }
  }

  it('gets it under a new name, and syncs again', async () => {
    const ready = await withoutCredential()
    const { vault, port, database, account, before } = ready
    const lost = credentialEntry(ready)
    port.entries.set(lost.replace(/v1$/, 'v2'), 'foreign')
    expect(await restoreAll(vault)).toMatchObject({ accounts: 1, keys: 0, failed: [] })
    expect(credentialsOf(ready)).toEqual(before)
    expect(database.truth.accounts.get(account)).toMatchObject({ credentialVersion: 3 })
    expect(port.entries.get(lost.replace(/v1$/, 'v2'))).toBe('foreign')
    expect(vault.store.history.list({ limit: 1 })).toMatchObject([{ kind: 'account-restored', account }])
    await vault.accounts.sync(account)
    expect(database.truth.accounts.get(account)?.lastSync).toMatchObject({ error: undefined })
  })

  it('keeps the one that was entered since the dry run', async () => {
    const ready = await withoutCredential()
    const { vault, port } = ready
    const { id, accounts } = await vault.backups.open(FILE, WITH)
    port.entries.set(credentialEntry(ready), 'typed again')
    await vault.backups.restore(id, { accounts: accounts.map((one) => one.id), keys: [] })
    expect(credentialsOf(ready)).toEqual([['Lab', 'typed again']])
  })

  it('gets none that was given for another address', async () => {
    const { vault, database, account, port } = await withoutCredential()
    const entries = port.entries.size
    database.truth.accounts.put({
      ...database.truth.accounts.get(account)!,
      settings: { url: 'https://elsewhere.example' },
    })
    expect((await vault.backups.open(FILE, WITH)).accounts).toMatchObject([{ status: 'same' }])
    await restoreAll(vault)
    expect(port.entries.size).toBe(entries)
  })

  it('comes back whole where it was removed since the dry run', async () => {
    const ready = await withoutCredential()
    const { vault, account, before } = ready
    const { id, accounts } = await vault.backups.open(FILE, WITH)
    await vault.accounts.remove({ account, name: 'Lab' })
    const picked = { accounts: accounts.map((one) => one.id), keys: [] }
    expect(await vault.backups.restore(id, picked)).toMatchObject({ failed: [] })
    expect(credentialsOf(ready)).toEqual(before)
  })

  it.each(['write', 'transaction', 'accounts.put', 'history.add'])(
    'is as it was where %s fails, and gets it by the next restore',
    async (step) => {
      const ready = await withoutCredential()
      const { vault, database, port, before } = ready
      if (step === 'write') port.refuseNext('write', 'account ')
      else database.refuse = (call) => call === step
      const row = database.truth.accounts.all()
      expect((await restoreAll(vault)).failed).toHaveLength(1)
      expect(database.truth.accounts.all()).toEqual(row)
      database.refuse = undefined
      await settle()
      expect((await restoreAll(vault)).failed).toEqual([])
      expect(credentialsOf(ready)).toEqual(before)
    },
  )
})

it('a locked keychain is asked for nothing that would be guessed', async () => {
  const { write, port, vault } = await withBackups()
  await addByHand(vault, 'other', 'typed-9')
  await write()
  port.lock()
  expect(await failureOf(() => vault.backups.open(FILE, WITH))).toMatchObject({ why: 'locked' })
})
