import { describe, expect, it, onTestFinished } from 'vitest'
import { createChanges } from '../../../../electron/core/projection/changes.ts'
import { createRows } from '../../../../electron/core/projection/rows.ts'
import type { AccountId, KeyId, OperationId } from '../../../../shared/model/model.ts'
import { Change } from '../../../../shared/contract/snapshot.ts'
import { accountRecord, keyRecord, operationRecord, START_MS } from '../../../fakes/records.ts'
import { fakeDatabase } from '../../../fakes/store.ts'
import { settle } from '../vault-set-up.ts'

const K1 = 'key-1' as KeyId
const K2 = 'key-2' as KeyId

function setUp() {
  const database = fakeDatabase()
  onTestFinished(() => database.close())
  const store = database.open()
  const sent: Change[] = []
  const failures: unknown[] = []
  const rows = createRows({
    hidden: new Set(),
    dismissed: new Set(),
    store,
    syncingSince: () => undefined,
    sealedAnswers: () => new Set(['operation-2']),
    holdsSecret: () => false,
    providers: () => [],
    keychain: () => ({ state: 'ready', backend: 'Fake' }),
    notices: () => [{ kind: 'backup-failed', at: START_MS }],
    notifications: () => ({ state: 'ready' }),
  })
  const changes = createChanges({
    rows,
    send: (change) => sent.push(Change.parse(change)),
    failed: (error) => failures.push(error),
  })
  store.keys.put(keyRecord())
  return { database, store, changes, sent, failures }
}

const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)

describe('what has changed', () => {
  it('goes out once for everything that one action touched', async () => {
    const { store, changes, sent } = setUp()
    store.keys.put(keyRecord({ id: K2 }))
    changes.touch({ keys: [K1] })
    changes.touch({ keys: [K2, K1] })
    changes.touch({ settings: true })
    expect(sent).toEqual([])
    await settle()
    expect(sent).toHaveLength(1)
    expect(idsOf(sent[0]!.keys)).toEqual([K1, K2])
    expect(sent[0]!.settings).toBeDefined()
    expect(sent[0]!.notices).toBeUndefined()
    expect(sent[0]!.keychain).toBeUndefined()
  })

  it('takes what was just written as it is, unless it was touched once more', async () => {
    const { store, changes, sent } = setUp()
    const [first, second] = [keyRecord({ notes: 'one' }), keyRecord({ id: K2, notes: 'two' })]
    store.keys.put(second)
    changes.touch({ written: [first, second] })
    store.keys.put(keyRecord({ id: K2, notes: 'later' }))
    changes.touch({ keys: [K2] })
    await settle()
    expect(sent[0]!.keys.map(({ notes }) => notes)).toEqual(['one', 'later'])
  })

  it('is what is true when it goes out, not when it was touched', async () => {
    const { store, changes, sent } = setUp()
    changes.touch({ keys: [K1] })
    store.keys.put(keyRecord({ notes: 'later' }))
    await settle()
    expect(sent[0]!.keys[0]!.notes).toBe('later')
  })

  it('names rows that are gone, and operations that have ended as gone', async () => {
    const { store, changes, sent } = setUp()
    store.keys.remove(K1)
    store.operations.put(operationRecord({ state: 'done' }))
    store.operations.put(operationRecord({ id: 'operation-2' as OperationId, state: 'unknown' }))
    changes.touch({
      keys: [K1],
      accounts: ['nobody' as AccountId],
      operations: ['operation-1' as OperationId, 'operation-2' as OperationId],
    })
    await settle()
    expect(sent[0]).toMatchObject({
      keys: [],
      keysGone: [K1],
      accountsGone: ['nobody'],
      operations: [{ id: 'operation-2', sealed: true }],
      operationsGone: ['operation-1'],
    })
  })

  it('is numbered without a gap', async () => {
    const { changes, sent } = setUp()
    for (let action = 0; action < 3; action++) {
      changes.touch({ keychain: true })
      await settle()
    }
    expect(sent.map(({ revision }) => revision)).toEqual([1, 2, 3])
    expect(changes.revision()).toBe(3)
  })

  it('goes out at once when a snapshot is taken, and not a second time', async () => {
    const { changes, sent } = setUp()
    changes.touch({ notices: true })
    changes.flush()
    expect(sent).toHaveLength(1)
    changes.flush()
    await settle()
    expect(sent).toHaveLength(1)
  })

  it('is nothing when nothing was touched', async () => {
    const { changes, sent } = setUp()
    changes.touch({})
    changes.touch({ keys: [], accounts: [], operations: [] })
    changes.flush()
    await settle()
    expect(sent).toEqual([])
    expect(changes.revision()).toBe(0)
  })

  it('that cannot be read is logged and leaves a gap, and the next change is sent', async () => {
    const { database, changes, sent, failures } = setUp()
    database.refuse = (call) => call === 'keys.get'
    changes.touch({ keys: [K1] })
    await settle()
    expect(failures).toHaveLength(1)
    database.refuse = undefined
    changes.touch({ keys: [K1] })
    await settle()
    expect(sent.map(({ revision }) => revision)).toEqual([2])
  })

  it('goes out before the end and never after it', async () => {
    const { changes, sent } = setUp()
    changes.touch({ keys: [K1] })
    changes.end()
    expect(sent).toHaveLength(1)
    changes.touch({ keys: [K1] })
    await settle()
    expect(sent).toHaveLength(1)
  })
})

describe('a row', () => {
  it.each([
    ['missing', { version: 0 }, undefined],
    ['held', { version: 1 }, undefined],
    ['stale', { version: 1, stale: true }, undefined],
    ['missing', { version: 0, stale: true }, undefined],
    ['unsaved', { version: 1 }, 'unsaved'],
    ['unsaved', { version: 0 }, 'received'],
    ['held', { version: 1 }, 'unknown'],
  ] as const)('says %s of a key with %j and an operation that is %s', async (secret, key, state) => {
    const { store, changes, sent } = setUp()
    store.keys.put(keyRecord(key))
    if (state !== undefined) store.operations.put(operationRecord({ state }))
    changes.touch({ keys: [K1] })
    await settle()
    expect(sent[0]!.keys[0]!.secret).toBe(secret)
  })

  it('names the account whose credential a key is', async () => {
    const { store, changes, sent } = setUp()
    store.accounts.put(accountRecord({ credentialKey: K1 }))
    changes.touch({ keys: [K1] })
    await settle()
    expect(sent[0]!.keys[0]!.credentialOf).toBe('account-1')
  })
})
