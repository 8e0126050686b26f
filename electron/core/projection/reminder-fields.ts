/** Builds the reminder fields of a key's row: its own rule, its snooze, and the age of its secret. */
import type { Instant, KeyId, KeyRow } from '../../../shared/model/model.ts'
import type { KeyRecord, Store, VersionRecord } from '../ports/store.ts'

type ReminderFields = Pick<KeyRow, 'secretMadeAt' | 'reminderDays' | 'rotateEveryDays' | 'snoozedUntil'>

/** From this many rows on, reading all versions at once is faster than reading each. */
const MANY = 200

/** Returns a function that gives the fields of any of `records`; it is called once per record. */
export function reminderFields(
  store: Pick<Store, 'reminders' | 'versions'>,
  records: readonly KeyRecord[],
): (record: KeyRecord) => ReminderFields {
  const snoozes = new Map<KeyId, Instant>(store.reminders.snoozes().map(({ key, until }) => [key, until]))
  const all = records.length >= MANY ? Map.groupBy(store.versions.all(), ({ key }) => key) : undefined
  const current = ({ id, version }: KeyRecord): VersionRecord | undefined => {
    if (version === 0) return undefined
    return all === undefined
      ? store.versions.get(id, version)
      : all.get(id)?.find((one) => one.version === version)
  }
  return (record) => ({
    secretMadeAt: secretMadeAt(record, current(record)),
    reminderDays: record.reminderDays,
    rotateEveryDays: record.rotateEveryDays,
    snoozedUntil: snoozes.get(record.id),
  })
}

/**
 * A secret that was issued through Keyhold is as old as its version. A secret that was typed or found may be older than its version: the
 * provider's date applies, if there is one. `undefined`: `createdAt` is sufficient.
 */
function secretMadeAt({ createdAt }: KeyRecord, version: VersionRecord | undefined): Instant | undefined {
  if (version === undefined) return undefined
  if (createdAt === undefined) return version.madeAt
  const isIssued = version.origin === 'created' || version.origin === 'regenerated'
  return isIssued && version.madeAt > createdAt ? version.madeAt : undefined
}
