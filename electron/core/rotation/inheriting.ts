/** What a replacement takes over from the key that it replaces: all that the user has written about that. Pure. */
import { LEAST_LIFETIME_MS } from '../../../shared/expiry/lifetime.ts'
import type { Expiry, Instant } from '../../../shared/model/model.ts'
import type { KeyRecord, VersionRecord } from '../ports/store.ts'

/**
 * `made` with the local fields of `old`. A sync may have listed the new key before us, and the user may have written about it since: that
 * stays. `versions` are those of `old`.
 */
export function inherit(made: KeyRecord, old: KeyRecord, versions: readonly VersionRecord[]): KeyRecord {
  return {
    ...made,
    notes: made.notes || old.notes,
    tags: made.tags.length > 0 ? made.tags : old.tags,
    environment: made.environment || old.environment,
    consoleUrl: made.consoleUrl || old.consoleUrl,
    favourite: made.favourite || old.favourite,
    reminderDays: made.reminderDays ?? old.reminderDays,
    rotateEveryDays: made.rotateEveryDays ?? old.rotateEveryDays,
    expires: made.expires.source === 'unknown' ? shiftedExpiry(old, versions, made.asOf) : made.expires,
  }
}

/**
 * As long from now on as the old key lasts from its beginning. Where that is not known, or is only the rest of a longer time, the end is
 * not known, either: Keyhold says of no date that the user typed it.
 */
function shiftedExpiry(
  { expires, validFrom, createdAt }: KeyRecord,
  versions: readonly VersionRecord[],
  now: Instant,
): Expiry {
  if (expires.source !== 'typed') return { source: 'unknown' }
  if (expires.at === undefined) return expires
  const firstHeldAt = versions.length > 0 ? Math.min(...versions.map(({ madeAt }) => madeAt)) : undefined
  const beganAt = validFrom ?? createdAt ?? firstHeldAt
  if (beganAt === undefined || expires.at - beganAt < LEAST_LIFETIME_MS) return { source: 'unknown' }
  return { source: 'typed', at: now + expires.at - beganAt }
}
