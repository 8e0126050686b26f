/** The reminder events, when each of their lead times begins, and which are snoozed. Pure; times are epoch milliseconds UTC. */
import { DAY_MS, expiryOf } from './expiry.ts'
import type { AccountId, AccountRow, Instant, KeyId, KeyRow } from '../model/model.ts'
import type { Settings } from '../model/settings.ts'

/**
 * `expiry`: a key stops working. `rotation`: a secret is older than the user's rule allows. `overlap`: an old key has lived longer beside its
 * successor than planned. `credential`: an account's credential stops working. `leak`: a provider found a secret in public.
 */
export type ReminderReason = 'expiry' | 'rotation' | 'overlap' | 'credential' | 'leak'

export type ReminderPolicy = Pick<Settings, 'reminders' | 'reminderDays' | 'rotateEveryDays'>

/** One event with a date. The same event with another date is a new event: the user is reminded again. */
export interface ReminderEvent {
  readonly reason: ReminderReason
  /** The id of the key, account or operation that the event is about. */
  readonly subject: string
  /** What a click on the reminder opens. */
  readonly about:
    { readonly kind: 'key'; readonly key: KeyId } | { readonly kind: 'account'; readonly account: AccountId }
  readonly name: string
  readonly at: Instant
  /** Lead times in days before `at`; 0 is `at` itself. At least one. */
  readonly leads: readonly number[]
  readonly snoozedUntil: Instant | undefined
}

/** An event whose lead time `days` has begun. */
export interface Reminder {
  readonly event: ReminderEvent
  readonly days: number
}

/** Whether a key's reminders are snoozed until a later instant. */
export const isSnoozed = ({ snoozedUntil }: Pick<KeyRow, 'snoozedUntil'>, now: Instant): boolean =>
  snoozedUntil !== undefined && now < snoozedUntil

/** Since when the current secret has been in use, as far as Keyhold knows. */
export const secretSince = (row: Pick<KeyRow, 'secretMadeAt' | 'createdAt'>): Instant | undefined =>
  row.secretMadeAt ?? row.createdAt

/** When the user's rotation rule requires a new secret; `undefined` if there is no rule, or the secret's age is unknown. */
export function rotationDue(
  row: Pick<KeyRow, 'secretMadeAt' | 'createdAt' | 'rotateEveryDays'>,
  policy: Pick<ReminderPolicy, 'rotateEveryDays'>,
): Instant | undefined {
  const everyDays = row.rotateEveryDays ?? policy.rotateEveryDays
  const since = secretSince(row)
  return everyDays === 0 || since === undefined ? undefined : since + everyDays * DAY_MS
}

/** The key is not expected to work: it was deleted at the provider, or switched off there. */
const isIdle = ({ goneSince, switch: state }: KeyRow): boolean =>
  goneSince !== undefined || state === 'disabled' || state === 'frozen'

const isFrozenForLeak = ({ goneSince, switch: state, leaked }: KeyRow): boolean =>
  goneSince === undefined && state === 'frozen' && leaked !== undefined

/**
 * When the old key of an overlap should be ended. The event belongs to the old key, because the user ends that key; for a pasted secret, one key has
 * both roles. There is no event if the provider ends the old key.
 */
function overlapDue({ id, overlap }: Pick<KeyRow, 'id' | 'overlap'>): Instant | undefined {
  if (overlap?.endsAtProvider === true) return undefined
  return overlap?.role === 'old' || overlap?.other === id ? overlap.until : undefined
}

/** When the secret was found in public, unless the key had expired before. */
function leakedAt({ leaked, ...row }: KeyRow): Instant | undefined {
  return leaked === undefined || (expiryOf(row) ?? Infinity) <= leaked.at ? undefined : leaked.at
}

/** The reminder events of one key. A key that was deleted or disabled has none, and a frozen one only that it was found in public. */
export function keyEvents(row: KeyRow, policy: ReminderPolicy): readonly ReminderEvent[] {
  if (!policy.reminders || (isIdle(row) && !isFrozenForLeak(row))) return []
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
  const leak = event('leak', leakedAt(row), [0])
  if (isIdle(row)) return leak
  return [
    ...leak,
    ...event('expiry', expiryOf(row), row.reminderDays ?? policy.reminderDays),
    ...event('rotation', rotationDue(row, policy), [0]),
    ...event('overlap', overlapDue(row), [0]).map((one) => ({
      ...one,
      subject: overlap?.operation ?? id,
    })),
  ]
}

/**
 * The key's secret is older than the user's rule allows, or the key lives longer beside its successor than planned, whether or not a reminder is set.
 */
export function isKeyOverdue(row: KeyRow, policy: ReminderPolicy, now: Instant): boolean {
  const due = Math.min(rotationDue(row, policy) ?? Infinity, overlapDue(row) ?? Infinity)
  return due <= now && !isIdle(row)
}

/** The reminder event of an account: the end of its credential. */
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

/** The newest lead time that has begun: the smallest number of days. It begins exactly that many days before the date. */
export function stageAt(
  { at, leads }: Pick<ReminderEvent, 'at' | 'leads'>,
  now: Instant,
): number | undefined {
  const begun = leads.filter((days) => now >= at - days * DAY_MS)
  return begun.length === 0 ? undefined : Math.min(...begun)
}

/** The lead time that has begun, unless the event is snoozed. */
export function dueLead(event: ReminderEvent, now: Instant): number | undefined {
  return isSnoozed(event, now) ? undefined : stageAt(event, now)
}

/** The first instant after `now` at which one of `events` may become due. */
export function nextInstant(events: Iterable<ReminderEvent>, now: Instant): Instant | undefined {
  let first: Instant | undefined
  for (const { at, leads, snoozedUntil = now } of events)
    for (const instant of [snoozedUntil, ...leads.map((days) => at - days * DAY_MS)]) {
      const dueAt = Math.max(instant, snoozedUntil)
      if (dueAt > now && (first === undefined || dueAt < first)) first = dueAt
    }
  return first
}
