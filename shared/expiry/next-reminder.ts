/** When the next reminder of a key comes, and which. Pure. */
import type { Instant } from '../model/model.ts'
import { nextInstant, stageAt, type ReminderEvent, type Reminder } from './reminders.ts'

export interface NextReminder extends Reminder {
  /** When it comes; epoch milliseconds, UTC. */
  readonly at: Instant
  /** It is one that was put off until then. */
  readonly isSnoozed: boolean
}

/** The earliest of all of them after `now`; `undefined`: none is to come. */
export function nextReminder(events: readonly ReminderEvent[], now: Instant): NextReminder | undefined {
  return events
    .map((event) => nextOf(event, now))
    .filter((next) => next !== undefined)
    .sort((one, other) => one.at - other.at)[0]
}

/** The end of a snooze is one only if a lead time has come by then. */
function nextOf(event: ReminderEvent, now: Instant): NextReminder | undefined {
  const at = nextInstant([event], now)
  if (at === undefined) return undefined
  const days = stageAt(event, at)
  if (days === undefined) return nextOf(event, at)
  return { event, days, at, isSnoozed: at === event.snoozedUntil }
}
