import { describe, expect, it } from 'vitest'
import { sideBySide } from '../overlap/overlap-set-up.ts'
import { addByHand, entryOf, failureOf, makeMachine, settle, withKey } from '../vault-set-up.ts'

const HOUR_MS = 3_600_000

describe('replacing a key', () => {
  it('makes a draft like the old key, and changes nothing by it', async () => {
    const { vault, key, cloud } = await withKey()
    const issued = cloud.calls.issue
    expect(await vault.rotation.replacement(key)).toEqual({ draft: { label: 'build' } })
    expect(cloud.calls.issue).toBe(issued)
  })

  it('keeps the new secret first, and leaves the old key as it was', async () => {
    const { database, cloud, port, old, fresh, operation, clock } = await sideBySide()
    const secret = cloud.handedOut.at(-1)!.secret
    expect(port.entries.get(entryOf(fresh, 1))).toBe(secret)
    expect(database.truth.keys.get(old)).toMatchObject({ name: 'build', version: 1, goneSince: undefined })
    expect(database.truth.versions.ofKey(old)).toMatchObject([{ validity: 'valid' }])
    expect(cloud.keys.size).toBe(2)
    expect(database.truth.operations.get(operation)).toMatchObject({
      state: 'overlapping',
      kind: 'replace',
      key: fresh,
      overlap: { old, oldName: 'build', since: clock.now(), until: clock.now() + 24 * HOUR_MS },
    })
  })

  it('notifies the page of both keys, and which is the old one', async () => {
    const { vault, old, fresh, operation, clock } = await sideBySide()
    const { keys, operations } = vault.snapshot()
    const until = clock.now() + 24 * HOUR_MS
    const overlapOf = (id: string) => keys.find((row) => row.id === id)?.overlap
    expect(overlapOf(old)).toEqual({ role: 'old', operation, other: fresh, until })
    expect(overlapOf(fresh)).toEqual({ role: 'new', operation, other: old, until })
    expect(operations).toMatchObject([{ id: operation, state: 'overlapping', overlap: { old } }])
  })

  it('copies what the user has written about the old key', async () => {
    const ready = await withKey({ facts: { keepsExpiry: false } })
    const { vault, key, clock, database } = ready
    const madeAt = database.truth.keys.get(key)!.createdAt!
    const fields = {
      notes: 'in ci',
      tags: ['prod'],
      environment: 'API_KEY',
      consoleUrl: 'https://a.example/',
    }
    vault.keys.edit({ key, fields: { ...fields, favourite: true, typedExpiry: madeAt + 90 * 24 * HOUR_MS } })
    clock.pass(24 * HOUR_MS)
    const made = await vault.rotation.replace({ key, draft: { label: 'next' }, overlapHours: 1 })
    const expires = { source: 'typed', at: clock.now() + 90 * 24 * HOUR_MS }
    expect(database.truth.keys.get(made.key)).toMatchObject({ ...fields, favourite: true, expires })
  })

  it('lets the overlap end with the old key even where the provider took its time', async () => {
    const { vault, key, clock, cloud } = await withKey({ facts: { keepsExpiry: false } })
    const typedExpiry = clock.now() + 3 * HOUR_MS
    vault.keys.edit({ key, fields: { typedExpiry } })
    const answer = cloud.holdNext()
    const made = vault.rotation.replace({ key, draft: { label: 'next' }, overlapHours: 24 })
    await settle()
    clock.pass(30_000)
    answer()
    await made
    expect(vault.snapshot().operations).toMatchObject([{ overlap: { old: key, until: typedExpiry } }])
  })

  it('lets the overlap end with the old key, and does not inherit the rest of its lifetime', async () => {
    const { vault, key, clock, database } = await withKey({ facts: { keepsExpiry: false } })
    const typedExpiry = clock.now() + 3 * HOUR_MS
    vault.keys.edit({ key, fields: { typedExpiry } })
    const made = await vault.rotation.replace({ key, draft: { label: 'next' }, overlapHours: 24 })
    expect(database.truth.keys.get(made.key)!.expires).toEqual({ source: 'unknown' })
    expect(vault.snapshot().operations).toMatchObject([{ overlap: { old: key, until: typedExpiry } }])
  })

  it('is in the history of both keys', async () => {
    const { database, old, fresh } = await sideBySide()
    const kinds = (key: typeof old) => database.truth.history.list({ limit: 1, key }).map(({ kind }) => kind)
    expect(kinds(fresh)).toEqual(['key-created'])
    expect(kinds(old)).toEqual(['overlap-began'])
  })

  it('is refused while the key is already being replaced, and so is deleting either', async () => {
    const { vault, old, fresh } = await sideBySide()
    const busy = { kind: 'busy', act: 'replace' }
    const again = { draft: { label: 'third' }, overlapHours: 1 }
    for (const key of [old, fresh]) {
      expect(await failureOf(() => vault.rotation.replace({ key, ...again }))).toEqual(busy)
      expect(await failureOf(() => vault.rotation.replacement(key))).toEqual(busy)
    }
    expect(await failureOf(() => vault.remoteKeys.revoke({ key: old, name: 'build' }))).toEqual(busy)
    expect(await failureOf(() => vault.remoteKeys.revoke({ key: fresh, name: 'build 2' }))).toEqual(busy)
  })

  it('blocks no ordinary action on either key', async () => {
    const { vault, old, fresh, database, record } = await sideBySide()
    for (const key of [old, fresh]) {
      vault.keys.edit({ key, fields: { notes: 'x' } })
      await vault.copy.key({ key })
      expect((await vault.rotation.regenerate(key)).outcome).toBe('stored')
      expect(database.truth.keys.get(key)!.version).toBe(2)
    }
    expect(record().state).toBe('overlapping')
  })

  it.each(['create', 'revoke', 'draftFromKey'] as const)(
    'is not offered where the API cannot %s',
    async (member) => {
      const { vault, key } = await withKey({ without: [member] })
      const unsupported = { kind: 'unsupported', act: 'replace' }
      expect(await failureOf(() => vault.rotation.replacement(key))).toEqual(unsupported)
      const asked = () => vault.rotation.replace({ key, draft: { label: 'x' }, overlapHours: 1 })
      expect(await failureOf(asked)).toEqual(unsupported)
    },
  )

  it('is not offered for a key of nobody', async () => {
    const vault = makeMachine().open()
    const key = await addByHand(vault)
    expect(await failureOf(() => vault.rotation.replacement(key))).toMatchObject({ kind: 'unsupported' })
  })

  it('names the key that a lost answer has left behind', async () => {
    const { vault, key, cloud } = await withKey()
    cloud.failNext('lost-after')
    const lost = await vault.rotation.replace({ key, draft: { label: 'build 2' }, overlapHours: 1 })
    expect(lost.outcome).toBe('unknown')
    await vault.sync.start(vault.snapshot().accounts[0]!.id)
    const [row] = vault.snapshot().operations
    expect(row).toMatchObject({ kind: 'replace', state: 'unknown', assessment: { state: 'orphan' } })
    expect(row!.overlap?.old).toBe(key) // a further replacement needs to know which key this is
    expect(vault.snapshot().keys.every(({ overlap }) => overlap === undefined)).toBe(true)
  })
})
