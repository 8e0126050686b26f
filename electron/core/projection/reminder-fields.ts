/** What of a key's row is about reminders: its own rule, what is put off, and how old its secret is. */
import type { Instant, KeyId, KeyRow } from '../../../shared/model/model.ts'
import type { KeyRecord, Store, VersionRecord } from '../ports/store.ts'

type ReminderFields = Pick<KeyRow, 'secretMadeAt' | 'reminderDays' | 'rotateEveryDays' | 'snoozedUntil'>

/** From so many rows on, reading every version at once is quicker than asking for each. */
const MANY = 200

/** The fields of any of `records`, of which each is asked for once. */
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
 * A secret that was issued here is as old as its version. One that was typed or found may be older than that: the provider's date
 * stands then, where there is one. `undefined`: `createdAt` says it all.
 */
function secretMadeAt({ createdAt }: KeyRecord, version: VersionRecord | undefined): Instant | undefined {
  if (version === undefined) return undefined
  if (createdAt === undefined) return version.madeAt
  const isIssued = version.origin === 'created' || version.origin === 'regenerated'
  return isIssued && version.madeAt > createdAt ? version.madeAt : undefined
}
