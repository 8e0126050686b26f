import { describe, expect, it } from 'vitest'
import { trimChange, trimSnapshot } from '../../../electron/ipc/trim-rows.ts'
import { Change, OpenVault, type Snapshot } from '../../../shared/contract/snapshot.ts'
import { KeyRow, OperationId } from '../../../shared/model/model.ts'
import { accountId, keyId, keyRow, NOW } from '../renderer/sample-rows.ts'
import { openVault } from '../renderer/vault/fake-main.ts'

/** Every field that a row can have. */
const WHOLE = keyRow({
  ...{ scope: 'fra', validFrom: NOW, secretMadeAt: NOW, lastUsedAt: NOW, goneSince: NOW, copiedAt: NOW },
  ...{ leaked: { at: NOW, where: 'https://example.com' }, tags: ['ci'], permissions: ['read'] },
  ...{ targets: ['probe 1'], credentialOf: accountId('lab') },
  ...{ reminderDays: [7], rotateEveryDays: 90, snoozedUntil: NOW, renewedAs: keyId('key-2') },
  incomplete: { operation: OperationId.parse('o'), error: { kind: 'offline' } },
  overlap: { role: 'old', operation: OperationId.parse('o'), other: keyId('key-2'), until: NOW },
})

const withRows = (keys: readonly KeyRow[]): OpenVault => openVault({ keys })

/** The second of two rows, which is outside the sample. */
function trimmed(row: object): unknown {
  const snapshot = trimSnapshot(withRows([WHOLE, row as KeyRow]))
  return snapshot.vault === 'open' ? snapshot.keys[1] : undefined
}

describe('the keys of a snapshot', () => {
  it('have all fields in this test', () => {
    expect(Object.keys(WHOLE).toSorted()).toEqual(Object.keys(KeyRow.shape).toSorted())
  })

  it('leave as they are if the contract names all of their fields', () => {
    expect(trimmed(WHOLE)).toBe(WHOLE)
    expect(trimSnapshot(withRows([WHOLE, WHOLE]))).toEqual(OpenVault.parse(withRows([WHOLE, WHOLE])))
  })

  it('keep the open part of an error', () => {
    const incomplete = { ...WHOLE.incomplete, error: { kind: 'provider', fields: [{ name: 'label' }] } }
    expect(trimmed({ ...WHOLE, incomplete })).toEqual({ ...WHOLE, incomplete })
  })

  it.each<[string, object]>([
    ['a row', { ...WHOLE, token: 'made-up secret' }],
    ['an object in a row', { ...WHOLE, leaked: { ...WHOLE.leaked, token: 'made-up secret' } }],
    ['one form of an object', { ...WHOLE, expires: { source: 'unknown', token: 'made-up secret' } }],
    ['a field of every object', { ...WHOLE, constructor: 'made-up secret' }],
  ])('lose a field that the contract does not name in %s', (_where, row) => {
    expect(JSON.stringify(trimmed(row))).not.toContain('made-up secret')
  })

  it.each<[string, object]>([
    ['a text', { ...WHOLE, notes: { token: 'made-up secret' } }],
    ['an item of a list', { ...WHOLE, tags: [{ token: 'made-up secret' }] }],
    ['a list', { ...WHOLE, tags: { token: 'made-up secret' } }],
  ])('do not leave with an object in the place of %s', (_where, row) => {
    expect(() => trimmed(row)).toThrow()
  })

  it('are checked whole in a sample, with the first row in it', () => {
    const wrong = keyRow({ version: 'three' as never })
    expect(() => trimSnapshot(withRows([wrong]))).toThrow()
    const rows = Array.from({ length: 101 }, () => WHOLE)
    expect(() => trimSnapshot(withRows([...rows.slice(0, 100), wrong]))).toThrow()
  })
})

it('checks the rest of a snapshot whole, and one without keys as well', () => {
  const extra = { ...withRows([]), token: 'made-up secret' }
  expect(JSON.stringify(trimSnapshot(extra))).not.toContain('made-up secret')
  expect(() => trimSnapshot({ ...withRows([]), revision: 'one' as never })).toThrow()
  const shut = { vault: 'shut', why: 'damaged', backups: [], token: 'made-up secret' } as Snapshot
  expect(trimSnapshot(shut)).toEqual({ vault: 'shut', why: 'damaged', backups: [] })
})

describe('a change', () => {
  const change = (keys: readonly unknown[]) =>
    ({
      ...{ revision: 1, keys, keysGone: [], accounts: [], accountsGone: [] },
      ...{ operations: [], operationsGone: [] },
    }) as unknown as Change

  it('is the same as by the whole contract', () => {
    expect(trimChange(change([WHOLE, WHOLE]))).toEqual(Change.parse(change([WHOLE, WHOLE])))
  })

  it('loses a field that the contract does not name, in a row and beside the rows', () => {
    const extra = { ...change([WHOLE, { ...WHOLE, token: 'made-up secret' }]), token: 'made-up secret' }
    expect(JSON.stringify(trimChange(extra))).not.toContain('made-up secret')
  })

  it.each<[string, readonly unknown[]]>([
    ['its first row', [keyRow({ version: 'three' as never })]],
    ['a row that is none', [WHOLE, null]],
    ['a row that is a number', [WHOLE, 7]],
  ])('is refused for %s', (_where, keys) => {
    expect(() => trimChange(change(keys))).toThrow()
  })
})
