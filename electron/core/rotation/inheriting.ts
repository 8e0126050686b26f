/** Copies to a replacement the fields that the user has written about the replaced key. Pure. */
import { LEAST_LIFETIME_MS } from '../../../shared/expiry/lifetime.ts'
import type { Expiry, Instant } from '../../../shared/model/model.ts'
import type { KeyRecord, VersionRecord } from '../ports/store.ts'

/**
 * `made` with the local fields of `old`. A sync may already have listed the new key, and the user may have edited it since: those edits stay.
 * `versions` are those of `old`.
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
 * The same lifetime from now on as the old key had from its beginning. If that lifetime is unknown, or is only the rest of a longer one, the
 * expiry is unknown, too: Keyhold marks no date as typed that the user did not type.
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
