/** When the next reminder of a key comes, and which. Pure. */
import type { Instant } from '../model/model.ts'
import { nextInstant, stageAt, type Occasion, type Reminder } from './reminders.ts'

export interface NextReminder extends Reminder {
  /** When it comes; epoch milliseconds, UTC. */
  readonly at: Instant
  /** It is one that was put off until then. */
  readonly isSnoozed: boolean
}

/** The earliest of all of them after `now`; `undefined`: none is to come. */
export function nextReminder(occasions: readonly Occasion[], now: Instant): NextReminder | undefined {
  return occasions
    .map((occasion) => nextOf(occasion, now))
    .filter((next) => next !== undefined)
    .sort((one, other) => one.at - other.at)[0]
}

/** The end of a snooze is one only if a stage has come by then. */
function nextOf(occasion: Occasion, now: Instant): NextReminder | undefined {
  const at = nextInstant([occasion], now)
  if (at === undefined) return undefined
  const days = stageAt(occasion, at)
  if (days === undefined) return nextOf(occasion, at)
  return { occasion, days, at, isSnoozed: at === occasion.snoozedUntil }
}
