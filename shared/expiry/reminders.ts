/** The events to be reminded of, when each of their lead times falls due, and which are silent. Pure; times are epoch milliseconds UTC. */
import { DAY_MS, expiryOf } from './expiry.ts'
import type { AccountId, AccountRow, Instant, KeyId, KeyRow } from '../model/model.ts'
import type { Settings } from '../model/settings.ts'

/**
 * `expiry`: a key stops working. `rotation`: its secret is older than the user wants one to be. `overlap`: an old key lives longer
 * beside its successor than was planned. `credential`: what an account is connected with stops working.
 */
export type ReminderReason = 'expiry' | 'rotation' | 'overlap' | 'credential'

export type ReminderPolicy = Pick<Settings, 'reminders' | 'reminderDays' | 'rotateEveryDays'>

/** One thing with a date. The same thing with another date is another event: the user is reminded anew. */
export interface ReminderEvent {
  readonly reason: ReminderReason
  /** The id of the key, the account or the operation that it is about. */
  readonly subject: string
  /** What is shown when somebody asks for it. */
  readonly about:
    { readonly kind: 'key'; readonly key: KeyId } | { readonly kind: 'account'; readonly account: AccountId }
  readonly name: string
  readonly at: Instant
  /** Days before `at` at which to tell; 0 is `at` itself. At least one. */
  readonly leads: readonly number[]
  readonly snoozedUntil: Instant | undefined
}

/** An event whose lead time `days` has come. */
export interface Reminder {
  readonly event: ReminderEvent
  readonly days: number
}

/** Until when reminders of a key are silent, as long as that lies ahead. */
export const isSnoozed = ({ snoozedUntil }: Pick<KeyRow, 'snoozedUntil'>, now: Instant): boolean =>
  snoozedUntil !== undefined && now < snoozedUntil

/** Since when the current secret has been in use, as far as anyone knows. */
export const secretSince = (row: Pick<KeyRow, 'secretMadeAt' | 'createdAt'>): Instant | undefined =>
  row.secretMadeAt ?? row.createdAt

/** When the secret is to be replaced by the user's own rule; `undefined`: there is no rule, or its age is not known. */
export function rotationDue(
  row: Pick<KeyRow, 'secretMadeAt' | 'createdAt' | 'rotateEveryDays'>,
  policy: Pick<ReminderPolicy, 'rotateEveryDays'>,
): Instant | undefined {
  const everyDays = row.rotateEveryDays ?? policy.rotateEveryDays
  const since = secretSince(row)
  return everyDays === 0 || since === undefined ? undefined : since + everyDays * DAY_MS
}

/** No more of it is expected to work: it is gone at the provider, or switched off there. */
const isIdle = ({ goneSince, switch: state }: KeyRow): boolean =>
  goneSince !== undefined || state === 'disabled' || state === 'frozen'

/** When the old key of an overlap is to be ended. Told at the old key, since that is the one; a pasted value has both in one key. */
function overlapDue({ id, overlap }: Pick<KeyRow, 'id' | 'overlap'>): Instant | undefined {
  return overlap?.role === 'old' || overlap?.other === id ? overlap.until : undefined
}

/** What one key gives reason for. A key that is gone or switched off never does. */
export function keyEvents(row: KeyRow, policy: ReminderPolicy): readonly ReminderEvent[] {
  if (!policy.reminders || isIdle(row)) return []
  const { id, name, snoozedUntil, overlap } = row
  const about = { kind: 'key', key: id } as const
  const event = (
    reason: ReminderReason,
    at: Instant | undefined,
    leads: readonly number[],
  ): ReminderEvent[] =>
    at === undefined || leads.length === 0
      ? []
      : [{ reason, subject: id, about, name, at, leads, snoozedUntil }]
  return [
    ...event('expiry', expiryOf(row), row.reminderDays ?? policy.reminderDays),
    ...event('rotation', rotationDue(row, policy), [0]),
    ...event('overlap', overlapDue(row), [0]).map((one) => ({
      ...one,
      subject: overlap?.operation ?? id,
    })),
  ]
}

/** Its secret is older than the user's rule allows, or it lives longer beside its successor than was planned; reminded of or not. */
export function isKeyOverdue(row: KeyRow, policy: ReminderPolicy, now: Instant): boolean {
  const due = Math.min(rotationDue(row, policy) ?? Infinity, overlapDue(row) ?? Infinity)
  return due <= now && !isIdle(row)
}

/** What an account gives reason for: the end of its credential. */
export function accountEvents(
  row: AccountRow,
  { reminders, reminderDays }: ReminderPolicy,
): readonly ReminderEvent[] {
  if (!reminders || row.credentialExpiresAt === undefined || reminderDays.length === 0) return []
  return [
    {
      reason: 'credential',
      subject: row.id,
      about: { kind: 'account', account: row.id },
      name: row.name,
      at: row.credentialExpiresAt,
      leads: reminderDays,
      snoozedUntil: undefined,
    },
  ]
}

/** The newest lead time that has come: the fewest days among those begun. It begins exactly so many days before the date. */
export function stageAt(
  { at, leads }: Pick<ReminderEvent, 'at' | 'leads'>,
  now: Instant,
): number | undefined {
  const begun = leads.filter((days) => now >= at - days * DAY_MS)
  return begun.length === 0 ? undefined : Math.min(...begun)
}

/** The lead time that has come and is not snoozed. */
export function dueLead(event: ReminderEvent, now: Instant): number | undefined {
  return isSnoozed(event, now) ? undefined : stageAt(event, now)
}

/** The first instant after `now` at which there may be something new to tell of `events`. */
export function nextInstant(events: Iterable<ReminderEvent>, now: Instant): Instant | undefined {
  let first: Instant | undefined
  for (const { at, leads, snoozedUntil = now } of events)
    for (const instant of [snoozedUntil, ...leads.map((days) => at - days * DAY_MS)]) {
      const heard = Math.max(instant, snoozedUntil)
      if (heard > now && (first === undefined || heard < first)) first = heard
    }
  return first
}
