/** Messages of a replacement: before it, in its form, and about how long both keys stay active. Pure. */

export const replaceMessages = {
  title: (name: string) => `Replace ${name}`,
  confirm: 'Create new key',
  overlapLabel: 'Keep both keys active for',
  overlapTitle: 'Both keys stay active',
  /** Followed by the instant. */
  newExpires: 'The new key expires',
  askingLabel: (provider: string, name: string) => `Loading the settings of ${name} from ${provider}`,
  asking: (provider: string) => `Loading the settings of this key from ${provider}…`,
} as const

/** The new key in lines, before it is created. */
export const summaryMessages = {
  change: 'Change details',
  on: 'Yes',
  permissions: (count: number) => (count === 1 ? '1 permission' : `${count.toLocaleString()} permissions`),
} as const

export const beforeReplaceMessages = {
  /** `noun`: what the provider calls a key. */
  lead: (provider: string, noun: string) =>
    `${provider} creates a second ${noun} like this one. The old key keeps working until you retire it.`,
  leaked: 'Leaked? Revoke it immediately:',
  regenerate: 'Regenerate instead…',
} as const

export const overlapFieldMessages = {
  hour: '1 h',
  day: '24 h',
  threeDays: '3 days',
  week: '7 days',
  other: 'Other',
  otherLabel: 'Length',
  otherUnit: 'hours',
  oldEndsFirst: 'The old key expires before that',
  oldEndsFirstDetail: 'The overlap ends with the old key.',
  /** The instant is shown between this and `untilAfter`. */
  untilBefore: 'Until',
  untilAfter: '. Then Keyhold asks you; it never retires a key by itself.',
  /** In place of `untilAfter`, where the provider ends the old secret. */
  untilEndedBy: (provider: string) => `. Then ${provider} ends the old secret.`,
} as const

export const keepLongerMessages = {
  title: (name: string) => `Keep the old ${name} longer?`,
  confirm: (until: string) => `Keep old key until ${until}`,
  done: (until: string) => `The old key is kept until ${until}`,
  left: (left: string) => `So far: ${left}.`,
  lengthLabel: 'Extend by',
  oldEndsFirst: 'The old key expires before that',
  oldEndsFirstDetail: 'From then on only the new one works.',
} as const
