/**
 * Decides which reminders are urgent: those are shown in the window, in the status bar and in the tray until the user acts on them or snoozes them.
 * Pure.
 */
import { DAY_MS, expiryOf } from './expiry.ts'
import type { AccountRow, Instant, KeyRow } from '../model/model.ts'
import { accountEvents, dueLead, keyEvents, nextInstant, rotationDue } from './reminders.ts'
import type { ReminderEvent, Reminder, ReminderPolicy } from './reminders.ts'

/** An event is urgent from this number of days before its date on. */
const URGENT_DAYS = 7

/** The event's date is at most a week away or has passed, one of its lead times has begun, and it is not snoozed. */
export function isUrgent(event: ReminderEvent, now: Instant): boolean {
  return event.at - now <= URGENT_DAYS * DAY_MS && dueLead(event, now) !== undefined
}

/** The date has been past for as long as the event was announced before it. After that the event is no news, and only the list shows it. */
export const isOldNews = ({ at }: Pick<ReminderEvent, 'at'>, now: Instant): boolean =>
  now - at > URGENT_DAYS * DAY_MS

/** The earliest instant at which an event of the key can become urgent. */
const urgentFrom = (row: KeyRow, policy: ReminderPolicy): number =>
  Math.min(
    expiryOf(row) ?? Infinity,
    rotationDue(row, policy) ?? Infinity,
    row.overlap?.until ?? Infinity,
    row.leaked?.at ?? Infinity,
  ) -
  URGENT_DAYS * DAY_MS

/** Runs for every key of a vault at once. Most keys are far from any date, and no objects are created for those. */
export function isKeyUrgent(row: KeyRow, policy: ReminderPolicy, now: Instant): boolean {
  if (now < urgentFrom(row, policy)) return false
  return keyEvents(row, policy).some((event) => isUrgent(event, now))
}

interface Rows {
  readonly keys: Iterable<KeyRow>
  readonly accounts: Iterable<AccountRow>
}

/** All urgent reminders, the one with the earliest date first. */
export function urgentReminders(
  { keys, accounts }: Rows,
  policy: ReminderPolicy,
  now: Instant,
): readonly Reminder[] {
  const found: Reminder[] = []
  const take = (events: readonly ReminderEvent[]) => {
    for (const event of events) {
      const days = isUrgent(event, now) ? dueLead(event, now) : undefined
      if (days !== undefined) found.push({ event, days })
    }
  }
  for (const key of keys) if (isKeyUrgent(key, policy, now)) take(keyEvents(key, policy))
  for (const account of accounts) take(accountEvents(account, policy))
  return found.sort(byDate)
}

export const byDate = (one: Reminder, other: Reminder): number => one.event.at - other.event.at

/** The first instant after `now` at which time alone may change {@link isUrgent} for one of the events. */
export function nextUrgent(events: Iterable<ReminderEvent>, now: Instant): Instant | undefined {
  const bordered = Array.from(events, (one) => ({ ...one, leads: [...one.leads, URGENT_DAYS] }))
  return nextInstant(bordered, now)
}

/** The same for one key among many. The result may be too early, never too late, and is cheap for a key that is far from any date. */
export function nextKeyUrgent(row: KeyRow, policy: ReminderPolicy, now: Instant): Instant | undefined {
  const from = urgentFrom(row, policy)
  if (from <= now) return nextUrgent(keyEvents(row, policy), now)
  return from === Infinity ? undefined : from
}
