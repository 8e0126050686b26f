import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { reminderFields } from '../../../../electron/core/projection/reminder-fields.ts'
import type { KeyRecord, Store, VersionRecord } from '../../../../electron/core/ports/store.ts'
import type { KeyId } from '../../../../shared/model/model.ts'
import { openMemoryStore } from '../../../fakes/memory-store.ts'
import { keyRecord, START_MS, versionRecord } from '../../../fakes/records.ts'

let store: Store
beforeEach(() => {
  store = openMemoryStore()
})
afterEach(() => store.close())

function fieldsOf(own: Partial<KeyRecord>, version?: Partial<VersionRecord>) {
  const record = keyRecord({ version: version === undefined ? 0 : 1, ...own })
  store.keys.put(record)
  if (version !== undefined) store.versions.put(versionRecord(version))
  return reminderFields(store, [record])(record)
}

describe('how old a secret is', () => {
  it.each([
    ['as the version that was issued here', { origin: 'regenerated' }, START_MS - 9, START_MS],
    ['as the key, where the value was typed in later', { origin: 'typed' }, START_MS - 9, undefined],
    ['as the key, where the provider’s clock is ahead', { origin: 'created' }, START_MS + 9, undefined],
    ['as the value, where nobody knows of the key', { origin: 'typed' }, undefined, START_MS],
  ] as const)('is %s', (_what, version, createdAt, found) => {
    expect(fieldsOf({ createdAt }, version).secretMadeAt).toBe(found)
  })

  it('is not known where no secret is held', () => {
    expect(fieldsOf({ createdAt: undefined }).secretMadeAt).toBeUndefined()
  })

  it('is the same for one key and for many', () => {
    const records = Array.from({ length: 300 }, (_, n) => keyRecord({ id: `k${n}` as KeyId, version: 2 }))
    for (const record of records) {
      store.keys.put(record)
      for (const version of [1, 2])
        store.versions.put(versionRecord({ key: record.id, version, madeAt: START_MS + version }))
    }
    const many = reminderFields(store, records)
    const alone = records.map((record) => reminderFields(store, [record])(record))
    expect(records.map(many)).toEqual(alone)
    expect(alone[299]!.secretMadeAt).toBe(START_MS + 2)
  })
})

it('a key tells what is put off and its own rule', () => {
  store.keys.put(keyRecord())
  store.reminders.snooze('key-1' as KeyId, 7)
  expect(fieldsOf({ reminderDays: [2], rotateEveryDays: 90 })).toEqual({
    secretMadeAt: undefined,
    reminderDays: [2],
    rotateEveryDays: 90,
    snoozedUntil: 7,
  })
})
