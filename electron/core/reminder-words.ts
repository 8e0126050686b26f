/** What a notification says. Pure. Never a secret; names only where they may be seen. */
import { durationWords } from '../../shared/expiry.ts'
import type { Instant } from '../../shared/model.ts'
import type { Reminder, ReminderReason } from '../../shared/reminders.ts'
import type { Notification } from './ports/notifications.ts'

interface Sight {
  readonly now: Instant
  /** Names may be shown. */
  readonly names: boolean
}

const NAMELESS: Record<ReminderReason, string> = {
  expiry: 'A key',
  rotation: 'A key',
  overlap: 'An old key',
  credential: 'The credential of an account',
}

const subjectOf = ({ occasion: { reason, name } }: Reminder, names: boolean) => {
  if (!names) return NAMELESS[reason]
  return reason === 'credential' ? `The credential of ${name}` : name
}

/** What is left is never promised too long: it is rounded down. */
const endWords = (at: Instant, now: Instant) =>
  at > now ? `expires in ${durationWords(at - now)}` : 'has expired'

function eventWords({ occasion: { reason, at } }: Reminder, now: Instant): string {
  if (reason === 'rotation') return 'is due for a new secret'
  return reason === 'overlap' ? 'can be retired' : endWords(at, now)
}

const NEXT: Record<ReminderReason, string> = {
  expiry: 'Replace it in time, or put the reminder off.',
  rotation: 'Its secret is older than your rule allows.',
  overlap: 'It still works beside the key that replaced it, longer than was planned.',
  credential: 'Give the account a new one, so that its keys go on being synced.',
}

/** One reminder by itself. */
export function reminderNotification(reminder: Reminder, { now, names }: Sight): Notification {
  const { reason, about } = reminder.occasion
  return {
    title: `${subjectOf(reminder, names)} ${eventWords(reminder, now)}`,
    body: NEXT[reason],
    urgency: reminder.days === 0 && reason !== 'rotation' ? 'critical' : 'normal',
    about,
  }
}

const NOUNS: Record<ReminderReason, readonly [one: string, many: string]> = {
  expiry: ['key', 'keys'],
  rotation: ['secret', 'secrets'],
  overlap: ['old key', 'old keys'],
  credential: ['credential', 'credentials'],
}

function countWords(reminders: readonly Reminder[], reason: ReminderReason, isOver: boolean): string[] {
  const those = reminders.filter((one) => one.occasion.reason === reason && (one.days === 0) === isOver)
  if (those.length === 0) return []
  const isOne = those.length === 1
  const counted = `${String(those.length)} ${NOUNS[reason][isOne ? 0 : 1]}`
  if (reason === 'rotation') return [`${counted} ${isOne ? 'is' : 'are'} due to be replaced`]
  if (reason === 'overlap') return [`${counted} can be retired`]
  if (isOver) return [`${counted} ${isOne ? 'has' : 'have'} expired`]
  const days = Math.max(...those.map((one) => one.days))
  return [`${counted} ${isOne ? 'expires' : 'expire'} within ${String(days)} ${days === 1 ? 'day' : 'days'}`]
}

const REASONS: readonly ReminderReason[] = ['expiry', 'credential', 'overlap', 'rotation']
const NAMES_SHOWN = 3

/** Many at once, in one: "7 keys expire within 14 days". */
export function summaryNotification(reminders: readonly Reminder[], { names }: Sight): Notification {
  const counts = REASONS.flatMap((reason) => [
    ...countWords(reminders, reason, true),
    ...countWords(reminders, reason, false),
  ])
  const named = reminders.slice(0, NAMES_SHOWN).map(({ occasion }) => occasion.name)
  const others = reminders.length - named.length
  const list = names
    ? `${named.join(', ')}${others > 0 ? ` and ${String(others)} more` : ''}`
    : 'Open Keyhold to see which.'
  const [title = '', ...more] = counts
  return {
    title,
    body: [...more, list].join('. '),
    urgency: reminders.some(({ days }) => days === 0) ? 'critical' : 'normal',
    about: { kind: 'attention' },
  }
}
