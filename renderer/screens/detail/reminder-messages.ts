/** The messages about a key's next reminder, or the reason why there is none. Pure. */
import type { Instant, KeyRow } from '../../../shared/model/model.ts'
import { nextReminder, type NextReminder } from '../../../shared/expiry/next-reminder.ts'
import {
  keyEvents,
  secretSince,
  type ReminderPolicy,
  type ReminderReason,
} from '../../../shared/expiry/reminders.ts'

const EVENTS: Record<ReminderReason, string> = {
  expiry: 'it expires',
  rotation: 'it is due for rotation',
  overlap: 'it is due to be retired',
  credential: 'it expires',
  leak: 'it is found in public',
}

export type Outlook =
  | { readonly kind: 'to-come'; readonly at: Instant; readonly words: string }
  | { readonly kind: 'none'; readonly words: string }

/** For example "7 days before it expires". */
function nextWords({ event: { reason }, days, isSnoozed }: NextReminder): string {
  if (isSnoozed) return 'when the snooze ends'
  if (days === 0) return `when ${EVENTS[reason]}`
  return `${days === 1 ? '1 day' : `${days} days`} before ${EVENTS[reason]}`
}

export function outlook(row: KeyRow, policy: ReminderPolicy, now: Instant): Outlook {
  const next = nextReminder(keyEvents(row, policy), now)
  return next === undefined
    ? { kind: 'none', words: whyNone(row, policy) }
    : { kind: 'to-come', at: next.at, words: nextWords(next) }
}

function whyNone(row: KeyRow, policy: ReminderPolicy): string {
  if (!policy.reminders) return 'No reminders: they are off in the settings.'
  if (row.goneSince !== undefined) return 'No reminders: deleted at the provider.'
  if (row.switch === 'disabled' || row.switch === 'frozen') return 'Paused while the key is disabled.'
  if (keyEvents(row, policy).length > 0) return 'No more reminders: its dates have passed.'
  const days = row.reminderDays ?? policy.reminderDays
  if (days.length === 0 && row.expires.source !== 'unknown') return 'No reminders: no lead time set.'
  return row.expires.source === 'unknown'
    ? 'No reminders: no expiry date set.'
    : 'No reminders: never expires and has no rotation rule.'
}

/** Says that the secret's age is unknown, but only if a rotation rule depends on the age. */
export function ageWords(row: KeyRow, everyDays: number): string | undefined {
  if (everyDays === 0 || secretSince(row) !== undefined) return undefined
  return 'Secret age unknown; the rule starts with the next rotation.'
}
