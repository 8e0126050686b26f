/** Writes the text of notifications. Pure. Never a secret; names only if they may be shown. */
import type { Instant, KeyId } from '../../../shared/model/model.ts'
import { countedWords, eventWords, subjectWords } from '../../../shared/expiry/reminder-messages.ts'
import type { Queue, QueueItem } from '../../../shared/model/queue.ts'
import type { Reminder, ReminderReason } from '../../../shared/expiry/reminders.ts'
import type { Notification } from '../ports/notifications.ts'

interface Sight {
  readonly now: Instant
  /** Names may be shown. */
  readonly names: boolean
  /** A button may snooze the reminder. */
  readonly canSnooze: boolean
}

/**
 * The keys that a button may snooze. An old key of an overlap is kept longer instead, a key that was found in public cannot wait, and an account has
 * no snooze.
 */
const snoozable = (reminders: readonly Reminder[]): readonly KeyId[] => [
  ...new Set(
    reminders.flatMap(({ event: { reason, about } }) =>
      about.kind === 'key' && reason !== 'overlap' && reason !== 'leak' ? [about.key] : [],
    ),
  ),
]

const NAMELESS: Record<ReminderReason, string> = {
  expiry: 'A key',
  rotation: 'A key',
  overlap: 'An old key',
  credential: 'The credential of an account',
  leak: 'A key',
}

const subjectOf = ({ event }: Reminder, names: boolean) =>
  names ? subjectWords(event) : NAMELESS[event.reason]

const NEXT: Record<ReminderReason, string> = {
  expiry: 'Replace the key in time, or snooze the reminder.',
  rotation: 'The secret is due for rotation.',
  overlap: 'The old key is still active past its planned end.',
  credential: 'Update the credential, so that Keyhold can keep syncing the account’s keys.',
  leak: 'Anyone may be using it. Replace the key, then delete the old one.',
}

/** The notification for a single reminder. */
export function reminderNotification(reminder: Reminder, { now, names, canSnooze }: Sight): Notification {
  const { reason, about } = reminder.event
  return {
    title: `${subjectOf(reminder, names)} ${eventWords(reminder.event, now)}`,
    body: NEXT[reason],
    urgency: reminder.days === 0 && reason !== 'rotation' ? 'critical' : 'normal',
    about,
    snoozes: canSnooze ? snoozable([reminder]) : [],
  }
}

const NAMES_SHOWN = 3

/** One notification for many reminders: "7 keys expire within 14 days". */
export function summaryNotification(
  reminders: readonly Reminder[],
  { now, names, canSnooze }: Sight,
): Notification {
  const named = reminders.slice(0, NAMES_SHOWN).map(({ event }) => event.name)
  const others = reminders.length - named.length
  const list = names
    ? `${named.join(', ')}${others > 0 ? ` and ${others.toLocaleString()} more` : ''}`
    : 'Open Keyhold to see which.'
  const [title = '', ...more] = countedWords(reminders, now)
  return {
    title,
    body: [...more, list].join('. '),
    urgency: reminders.some(({ days }) => days === 0) ? 'critical' : 'normal',
    about: { kind: 'attention' },
    snoozes: canSnooze ? snoozable(reminders) : [],
  }
}

/** The notification that a queue of replacements has paused by itself at this key. */
export function stoppedNotification({ name }: QueueItem, { items }: Queue, names: boolean): Notification {
  const waiting = items.filter(({ state }) => state === 'waiting').length
  const rest = waiting === 0 ? '' : ` ${keysWait(waiting)} until you resume.`
  return {
    title: names ? `Replacing keys has paused at ${name}` : 'Replacing keys has paused',
    body: `The last key didn’t complete.${rest}`,
    urgency: 'normal',
    about: { kind: 'attention' },
    snoozes: [],
  }
}

const keysWait = (count: number) => (count === 1 ? '1 key waits' : `${count.toLocaleString()} keys wait`)
