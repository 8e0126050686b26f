/** The messages of the panel of one key. Pure. */
import { capital, KEY_STATES, ROTATED_ELSEWHERE } from '../../../shared/expiry/state-messages.ts'
import type { KeyRow, VersionRow } from '../../../shared/model/model.ts'
import { commonMessages } from '../../messages/common-messages.ts'

/** The warnings that the user must read before using a key. */
export const bannerMessages = {
  frozen: (provider: string | undefined) => `${provider ?? 'Its provider'} has frozen this key`,
  frozenDetail: 'Requests with this key are rejected.',
  frozenNext: 'Regenerate the key to reactivate it.',
  credential: (account: string) => `${account} signs in with this key`,
  credentialDetail:
    'If you regenerate it, the account uses the new secret. You can’t disable or delete it until the account has another credential.',
  deleted: (provider: string | undefined) =>
    `This key was deleted at ${provider ?? commonMessages.itsProvider}`,
  /** The time since then is shown between these two texts. */
  deletedBefore: 'Noticed',
  deletedAfter: '. Keyhold keeps its details until you remove the key from Keyhold.',
} as const

/** The banner of an unfinished operation on the key. */
export const openOperationMessages = {
  unsaved: 'A new secret is not in your keychain yet',
  unknown: 'Couldn’t confirm whether this key was regenerated',
  underWay: 'This key is getting a new secret',
  next: 'Show next steps',
  nextOf: (name: string) => `Show next steps for ${name}`,
  /** The time since the start is shown between these two texts. */
  startedBefore: 'Started',
  startedAfter: '.',
} as const

/** The banner of a new key that its provider has not completed. */
export const incompleteMessages = {
  title: (provider: string | undefined) => `${provider ?? 'Its provider'} didn’t complete this key`,
  next: (provider: string | undefined) =>
    `Try again, or complete the key at ${provider ?? commonMessages.itsProvider} and dismiss this.`,
  completed: 'Key completed',
  labelOf: (words: string, name: string) => `${words} (${name})`,
} as const

/** The banner shown when the provider lists a key that may be the regenerated form of this key. */
export const renewedElsewhereMessages = {
  title: capital(ROTATED_ELSEWHERE),
  same: 'Yes, the same key',
  other: 'No, another one',
  /** The date of the other key is shown after this text. */
  of: 'of',
  /** Shown after the name, the handle and the date of the other key. */
  detail:
    'looks like this key with a new secret. If it is, notes and tags move to it, and the stored secret counts as outdated.',
} as const

export const copyMessages = {
  label: (name: string) => `Copy ${name}`,
  forms: (name: string) => `Copy ${name} in another form`,
} as const

/** The text of the button that opens the form of a section. */
export const sectionMessages = { edit: 'Edit' } as const

export const reminderEditMessages = {
  expiry: 'When it expires',
  rotation: 'Rotate its secret every',
  asInSettings: 'Default',
  own: 'Custom',
  never: 'Never',
  /** The current value in the settings. */
  now: (setting: string) => `Now: ${setting}.`,
  leadDays: 'Remind me',
  leadDaysHint: 'Select none for no reminders',
  save: 'Save reminders',
} as const

export const validityMessages = {
  title: 'Valid',
  edit: 'Edit expiry',
  save: 'Save expiry',
  noDate: (expiry: string) => `Expires: ${expiry}`,
  /** A date is shown after each of these texts. */
  starts: 'Starts',
  expires: 'Expires',
  expired: capital(KEY_STATES.expired),
} as const

export const headMessages = {
  back: 'Back to the list',
  nameless: 'Without a name',
  addFavourite: 'Add to favourites',
  removeFavourite: 'Remove from favourites',
  close: 'Close the panel',
  manual: 'Manual',
  more: (name: string) => `More for ${name}`,
  missing: 'This key is no longer in the vault.',
} as const

export const historyMessages = { title: 'Activity', all: 'All', none: 'Nothing yet.' } as const

export const localMessages = {
  title: 'Yours',
  variableHint: 'Such as API_KEY',
  notesHint: 'Where it’s used and who owns it',
  console: 'Console',
  consoleHint: 'https://',
} as const

export const permissionSectionMessages = {
  title: (count: number) => (count === 0 ? 'Permissions' : `Permissions (${count.toLocaleString()})`),
  none: 'No permissions',
  targets: (targets: readonly string[]) => `for ${targets.join(', ')}`,
} as const

export const factMessages = {
  title: 'Facts',
  provider: 'Provider',
  kind: 'Kind',
  part: 'Part',
  created: 'Created',
  lastUsed: 'Last used',
  unknown: 'Unknown',
  /** The time since then is shown after either text. */
  changed: 'Manual key, last changed',
  synced: 'Last synced',
  syncFailed: '. The last sync failed, so it may have changed since',
} as const

export const reminderSectionMessages = {
  title: 'Reminders',
  edit: 'Edit reminders',
  beforeExpiry: 'Before expiry',
  rotation: 'Rotate every',
  own: '(custom)',
  byDefault: '(default)',
  /** A date is shown after either text. */
  next: 'Next',
  silentUntil: 'Silent until',
  again: 'Remind me again',
} as const

type SecretWords = (row: Pick<KeyRow, 'version'>, backend: string) => string

const SECRET_STATES: Record<KeyRow['secret'], SecretWords> = {
  held: ({ version }, backend) => `in ${backend}, version ${version}`,
  missing: () => 'Providers show a secret only when it is created',
  stale: () => 'Rotated outside Keyhold; the stored secret is probably outdated',
  unsaved: () => 'The new secret waits for your keychain',
}

export const secretMessages = {
  title: 'Secret',
  state: SECRET_STATES,
  keychain: 'your keychain',
  /** The time since then is shown after this text. */
  lastCopied: 'Last copied',
} as const

const SAVED: Record<VersionRow['origin'], (backend: string) => string> = {
  typed: (backend) => `Saved to ${backend} on`,
  created: (backend) => `Saved to ${backend} on`,
  regenerated: (backend) => `Saved to ${backend} on`,
  adopted: (backend) => `Found in ${backend} on`,
}

/** The proof that a secret is stored. */
export const secretProofMessages = {
  title: 'Storage details',
  /** Followed by the instant. */
  saved: SAVED,
  readBack: 'Verified: Keyhold read the secret back and compared it',
  before: ({ version, validity }: Pick<VersionRow, 'version' | 'validity'>) =>
    `The previous secret is kept as version ${version}${validity === 'revoked' ? ' and no longer works' : ''}`,
} as const

const ORIGINS: Record<VersionRow['origin'], string> = {
  typed: 'entered',
  created: 'created',
  regenerated: 'regenerated',
  adopted: 'found in your keychain',
}

const VALIDITIES: Record<VersionRow['validity'], string> = {
  valid: 'works',
  revoked: 'no longer works',
  unknown: 'not tested',
}

export const versionMessages = {
  title: (count: number) => `Versions (${count.toLocaleString()})`,
  version: (version: number) => `Version ${version}`,
  origins: ORIGINS,
  validities: VALIDITIES,
  copy: (version: number, name: string) => `Copy version ${version} of ${name}`,
  delete: (version: number, name: string) => `Delete version ${version} of ${name}`,
} as const
