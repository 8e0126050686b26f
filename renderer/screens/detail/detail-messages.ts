/** The words of the panel of one key. Pure. */
import { commonMessages } from '../../messages/common-messages.ts'

/** What has to be known of a key before it is used. */
export const bannerMessages = {
  frozen: (provider: string | undefined) => `${provider ?? 'Its provider'} has frozen this key`,
  frozenDetail: 'Anything using it is refused.',
  frozenNext: 'Regenerate it to reactivate it.',
  credential: (account: string) => `${account} signs in with this key`,
  credentialDetail:
    'If you regenerate it, the account uses the new secret. You can’t disable or delete it until the account has another credential.',
  deleted: (provider: string | undefined) =>
    `This key was deleted at ${provider ?? commonMessages.itsProvider}`,
  /** How long ago stands between the two. */
  deletedBefore: 'Noticed',
  deletedAfter: '. Keyhold keeps its details until you delete them here.',
} as const

/** An operation on the key that is not finished. */
export const openOperationMessages = {
  unsaved: 'A new secret is not in your keychain yet',
  unknown: 'Couldn’t confirm whether this key was regenerated',
  underWay: 'A new secret is on its way',
  next: 'What to do',
  nextOf: (name: string) => `What to do about ${name}`,
  /** How long ago stands between the two. */
  startedBefore: 'Started',
  startedAfter: '.',
} as const

/** The provider shows a key that may be this one. */
export const renewedElsewhereMessages = {
  title: 'Probably regenerated elsewhere',
  same: 'Yes, the same key',
  other: 'No, another one',
  /** The date of the other key stands behind it. */
  of: 'of',
  /** Behind the name, the handle and the date of the other key. */
  detail:
    'looks like this key with a new secret. If it is, notes and tags move to it, and the stored secret counts as outdated.',
} as const

export const copyMessages = {
  label: (name: string) => `Copy ${name}`,
  forms: (name: string) => `Copy ${name} in another form`,
} as const

/** On the button that opens the form of a section. */
export const sectionMessages = { edit: 'Edit' } as const

export const reminderEditMessages = {
  expiry: 'When it expires',
  rotation: 'Rotate its secret every',
  asInSettings: 'As in the settings',
  own: 'Its own',
  never: 'Never',
  /** What the settings say. */
  now: (setting: string) => `Now: ${setting}.`,
  leadDays: 'Remind me',
  leadDaysHint: 'None: never.',
  save: 'Save reminders',
} as const

export const validityMessages = {
  title: 'Valid',
  edit: 'Edit expiry',
  save: 'Save expiry',
  noDate: (expiry: string) => `Expires: ${expiry}`,
  /** A date stands behind each. */
  starts: 'Starts',
  expires: 'Expires',
  expired: 'Expired',
} as const
