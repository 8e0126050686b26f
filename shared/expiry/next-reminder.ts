/** Finds a key's next reminder and its time. Pure. */
import type { Instant } from '../model/model.ts'
import { nextInstant, stageAt, type ReminderEvent, type Reminder } from './reminders.ts'

export interface NextReminder extends Reminder {
  /** When the reminder is due; epoch milliseconds, UTC. */
  readonly at: Instant
  /** Whether the reminder was snoozed until then. */
  readonly isSnoozed: boolean
}

/** The earliest of all reminders after `now`; `undefined` if there is none. */
export function nextReminder(events: readonly ReminderEvent[], now: Instant): NextReminder | undefined {
  return events
    .map((event) => nextOf(event, now))
    .filter((next) => next !== undefined)
    .sort((one, other) => one.at - other.at)[0]
}

/** The end of a snooze counts as a reminder only if a lead time has begun by then. */
function nextOf(event: ReminderEvent, now: Instant): NextReminder | undefined {
  const at = nextInstant([event], now)
  if (at === undefined) return undefined
  const days = stageAt(event, at)
  if (days === undefined) return nextOf(event, at)
  return { event, days, at, isSnoozed: at === event.snoozedUntil }
}
