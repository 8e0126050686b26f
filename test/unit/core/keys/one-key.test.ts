/** A sync may list a key before the operation that created it has ended. Then two records are the same key, and both may have secrets. */
import { expect, it } from 'vitest'
import { makeOne } from '../../../../electron/core/keys/one-key.ts'
import type { Touched } from '../../../../electron/core/projection/changes.ts'
import type { KeyId } from '../../../../shared/model/model.ts'
import { sideBySide } from '../overlap/overlap-set-up.ts'
import { addByHand, settle, withKey } from '../vault-set-up.ts'

type Ready = Awaited<ReturnType<typeof withKey>>

/** Starts `run`, during which the keychain is locked before the secret is stored. The keychain stays locked. */
async function leaveUnsaved<T>({ cloud, port }: Ready, run: () => Promise<T>): Promise<T> {
  const answer = cloud.holdNext()
  const running = run()
  await settle()
  port.lock()
  answer()
  return running
}

/** The secrets of the versions, by version number. */
const held = ({ database, port }: Ready, key: KeyId) =>
  Object.fromEntries(
    database.truth.versions.ofKey(key).map(({ version, entry }) => [version, port.entries.get(entry)]),
  )

const NOTHING_HELD = { version: 0, stale: false } as const

const asGivenOut = ({ cloud }: Ready, from: number) =>
  cloud.handedOut
    .slice(from)
    .map(({ secret }) => secret)
    .sort()

it('keeps the secret that a listed key was given before its creation was saved, as the current one', async () => {
  const ready = await withKey({ keepsAddress: true })
  const { vault, account, cloud, clock, database, keyNamed, port } = ready
  const made = await leaveUnsaved(ready, () => vault.rotation.create(account, { label: 'late' }))
  expect(made.outcome).toBe('unsaved')
  // The list arrived while the keychain was locked.
  const [address, { remote }] = [...cloud.keys].at(-1)!
  const listed = {
    ...keyNamed('build'),
    ...NOTHING_HELD,
    ...remote,
    id: 'listed' as KeyId,
    remoteId: address,
    name: 'late',
  }
  database.truth.keys.put({ ...listed, expires: { source: 'unknown' } })
  clock.pass(1_000)
  port.unlock()
  await vault.rotation.regenerate(listed.id) // and the open operation continues meanwhile
  await settle()

  const late = database.truth.keys.all().filter(({ name }) => name === 'late')
  expect(late).toHaveLength(1)
  expect(database.truth.operations.open()).toEqual([])
  expect(Object.values(held(ready, late[0]!.id)).sort()).toEqual(asGivenOut(ready, 1))
  expect(held(ready, late[0]!.id)[late[0]!.version]).toBe(cloud.handedOut.at(-1)!.secret)
  expect(await vault.orphans.find()).toEqual([])
})

it('keeps an older secret of the listed key as a previous one', async () => {
  const ready = await withKey({ keepsAddress: true })
  const { vault, cloud, clock, database, key, port } = ready
  clock.pass(1_000)
  const made = await leaveUnsaved(ready, () => vault.rotation.regenerate(key))
  // The state after an earlier version merged the two records: the operation refers to a key that no longer exists.
  const operation = database.truth.operations.get(made.operation)!
  database.truth.operations.put({ ...operation, key: 'merged-away' as KeyId, version: 1 })
  const secret = cloud.handedOut.at(-1)!.secret
  port.unlock()
  expect((await vault.rotation.resume(made.operation)).outcome).toBe('stored')
  const [record] = database.truth.keys.all()
  expect(held(ready, record!.id)[record!.version]).toBe(secret)
  expect(Object.values(held(ready, record!.id)).sort()).toEqual(asGivenOut(ready, 0))
  expect(database.truth.versions.all().map(({ entry }) => port.entries.has(entry))).toEqual([true, true])
})

it('reports the replacement of a merged key: its row names the key that it replaces', async () => {
  const { vault, old, fresh, record } = await sideBySide()
  const into = await addByHand(vault)
  const touched: Touched[] = []
  const changes = {
    touch: (what: Touched) => void touched.push(what),
    revision: () => 0,
    flush: () => undefined,
    end: () => undefined,
  }
  makeOne({ store: vault.store, changes }, old, into)
  expect(record().overlap).toMatchObject({ old: into })
  expect(touched.flatMap(({ keys = [] }) => keys)).toEqual(expect.arrayContaining([old, into, fresh]))
})
