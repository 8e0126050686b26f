/** Messages for snoozing a reminder, and for the rule that limits a secret's age. Pure. */

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
