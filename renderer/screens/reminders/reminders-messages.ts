/** Messages for snoozing a reminder, for lead times, and for the rule that limits a secret's age. Pure. */

export const snoozeMessages = {
  title: (what: string) => `Snooze ${what}`,
  confirm: 'Snooze',
  until: 'Until',
  untilHelp: 'At most a year from now',
  effectOnOne: 'Hides this key’s reminders until then. The key itself doesn’t change.',
  effectOnMany: 'Hides their reminders until then. The keys themselves don’t change.',
} as const

export const snoozeMenuMessages = {
  label: snoozeMessages.title,
  button: snoozeMessages.confirm,
  day: 'For a day',
  threeDays: 'For 3 days',
  week: 'For a week',
  untilDate: 'Until a date…',
} as const

export const rotationFieldMessages = {
  days: 'A new secret',
  unit: 'days after the last one',
} as const

/** One lead time as a choice. */
export const leadChoiceWords = (days: number): string => {
  if (days === 0) return 'When it expires'
  return days === 1 ? '1 day before' : `${days} days before`
}

/** For example "30, 14, 7, 3 and 1 days before, and when it expires", or "never". */
export function leadWords(days: readonly number[]): string {
  const before = [...new Set(days)].filter((one) => one > 0).sort((a, b) => b - a)
  const parts = [
    ...(before.length === 0
      ? []
      : [`${listed(before)} ${before.at(-1) === 1 && before.length === 1 ? 'day' : 'days'} before`]),
    ...(days.includes(0) ? ['when it expires'] : []),
  ]
  return parts.length === 0 ? 'never' : parts.join(', and ')
}

const listed = (numbers: readonly number[]): string =>
  numbers.length === 1 ? numbers.join('') : `${numbers.slice(0, -1).join(', ')} and ${String(numbers.at(-1))}`

/** For example "every 90 days", or "no rule". */
export const rotationWords = (everyDays: number): string => {
  if (everyDays === 0) return 'no rule'
  return everyDays === 1 ? 'every day' : `every ${everyDays} days`
}
