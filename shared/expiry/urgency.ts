/** Which reminders press: what is shown in the window, in the status bar and in the tray until it is done or put off. Pure. */
import { DAY_MS, expiryOf } from './expiry.ts'
import type { AccountRow, Instant, KeyRow } from '../model/model.ts'
import { accountEvents, dueLead, keyEvents, nextInstant, rotationDue } from './reminders.ts'
import type { ReminderEvent, Reminder, ReminderPolicy } from './reminders.ts'

/** From so many days before its date on, an event is urgent. */
export const URGENT_DAYS = 7

/** Its date is at most a week away or has passed, a lead time of it has come, and nobody has put it off. */
export function isUrgent(event: ReminderEvent, now: Instant): boolean {
  return event.at - now <= URGENT_DAYS * DAY_MS && dueLead(event, now) !== undefined
}

/** It is as long past as it would have been announced before: what stays so for longer is news to nobody, and stands in the list. */
export const isOldNews = ({ at }: Pick<ReminderEvent, 'at'>, now: Instant): boolean =>
  now - at > URGENT_DAYS * DAY_MS

/** When anything about a key presses at the earliest. */
const pressesFrom = (row: KeyRow, policy: ReminderPolicy): number =>
  Math.min(expiryOf(row) ?? Infinity, rotationDue(row, policy) ?? Infinity, row.overlap?.until ?? Infinity) -
  URGENT_DAYS * DAY_MS

/** Asked of every key of a vault at once: most are far from any date, and nothing is made for those. */
export function isKeyUrgent(row: KeyRow, policy: ReminderPolicy, now: Instant): boolean {
  if (now < pressesFrom(row, policy)) return false
  return keyEvents(row, policy).some((event) => isUrgent(event, now))
}

interface Rows {
  readonly keys: Iterable<KeyRow>
  readonly accounts: Iterable<AccountRow>
}

/** All that press now, the one with the earliest date first. */
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

/** The first instant after `now` at which {@link isUrgent} may say something else of any of them, by time alone. */
export function nextUrgent(events: Iterable<ReminderEvent>, now: Instant): Instant | undefined {
  const bordered = Array.from(events, (one) => ({ ...one, leads: [...one.leads, URGENT_DAYS] }))
  return nextInstant(bordered, now)
}

/** The same of one key among many: it may be too early, never too late, and costs next to nothing for a key that is far from any date. */
export function nextKeyUrgent(row: KeyRow, policy: ReminderPolicy, now: Instant): Instant | undefined {
  const from = pressesFrom(row, policy)
  if (from <= now) return nextUrgent(keyEvents(row, policy), now)
  return from === Infinity ? undefined : from
}
