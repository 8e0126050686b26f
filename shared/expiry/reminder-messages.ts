/** The words of reminder events: the same in a notification and in the window. Pure. */
import { durationWords } from './expiry.ts'
import type { Instant } from '../model/model.ts'
import type { ReminderEvent, ReminderReason } from './reminders.ts'

/** Rounds the remaining time down, so that it is never overstated. */
const endWords = (at: Instant, now: Instant) =>
  at > now ? `expires in ${durationWords(at - now)}` : 'has expired'

/** "expires in 3 days", after {@link subjectWords}. */
export function eventWords({ reason, at }: ReminderEvent, now: Instant): string {
  return STATES[reason]?.[0] ?? endWords(at, now)
}

/** The text for one key and for many, for events other than an expiry. */
const STATES: Readonly<Partial<Record<ReminderReason, readonly [one: string, many: string]>>> = {
  rotation: ['is due for rotation', 'are due for rotation'],
  overlap: ['can be retired', 'can be retired'],
  leak: ['was found in public', 'were found in public'],
}

export const subjectWords = ({ reason, name }: ReminderEvent): string =>
  reason === 'credential' ? `The credential of ${name}` : name

const NOUNS: Record<ReminderReason, readonly [one: string, many: string]> = {
  expiry: ['key', 'keys'],
  rotation: ['secret', 'secrets'],
  overlap: ['old key', 'old keys'],
  credential: ['credential', 'credentials'],
  leak: ['key', 'keys'],
}

interface Counted {
  readonly event: ReminderEvent
  /** The lead time that has begun: days before the date. */
  readonly days: number
}

function countWords(those: readonly Counted[], reason: ReminderReason, isOver: boolean): string[] {
  if (those.length === 0) return []
  const isOne = those.length === 1
  const counted = `${those.length.toLocaleString()} ${NOUNS[reason][isOne ? 0 : 1]}`
  const state = STATES[reason]
  if (state !== undefined) return [`${counted} ${state[isOne ? 0 : 1]}`]
  if (isOver) return [`${counted} ${isOne ? 'has' : 'have'} expired`]
  const days = Math.max(...those.map((one) => one.days))
  return [`${counted} ${isOne ? 'expires' : 'expire'} within ${String(days)} ${days === 1 ? 'day' : 'days'}`]
}

const REASONS: readonly ReminderReason[] = ['leak', 'expiry', 'credential', 'overlap', 'rotation']

/** "2 keys have expired", "7 keys expire within 14 days": one text for events of one kind, the most urgent first. */
export function countedWords(reminders: readonly Counted[], now: Instant): readonly string[] {
  return REASONS.flatMap((reason) =>
    [true, false].flatMap((isOver) =>
      countWords(
        reminders.filter(({ event }) => event.reason === reason && event.at <= now === isOver),
        reason,
        isOver,
      ),
    ),
  )
}
