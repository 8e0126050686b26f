/** The messages of the attention table. Pure. */
import { capital, KEY_STATES, ROTATED_ELSEWHERE } from '../../../shared/expiry/state-messages.ts'
import type { CredentialTrouble } from '../../../shared/expiry/attention.ts'
import type { ReminderReason } from '../../../shared/expiry/reminders.ts'
import { keysText } from '../../messages/counts.ts'
import type { GroupId } from './attention-groups.ts'

export const GROUP_TITLES: Record<GroupId, string> = {
  unsaved: 'Secrets not saved',
  leaked: 'Found in public',
  unconfirmed: 'Results to confirm',
  overlap: 'Old keys to retire',
  vault: 'Vault and keychain',
  credential: 'Account credentials',
  incomplete: 'New keys to complete',
  renewed: 'Rotated outside Keyhold',
  expired: capital(KEY_STATES.expired),
  expiring: capital(KEY_STATES.expiring),
  rotation: 'Rotation due',
  others: 'More keys',
}

export const CREDENTIAL_TITLES: Record<CredentialTrouble, string> = {
  missing: 'Credential not stored',
  refused: 'Credential no longer accepted',
  ended: 'Credential expired',
  ending: 'Credential expires soon',
}

export const DATE_TITLES: Record<ReminderReason, readonly [before: string, after: string]> = {
  expiry: ['Expires', capital(KEY_STATES.expired)],
  rotation: ['Due', 'Due since'],
  overlap: ['Ends', 'Ended'],
  credential: ['Expires', capital(KEY_STATES.expired)],
  leak: ['Found', 'Found'],
}

export const MESSAGES = {
  title: 'Needs attention',
  allClear: 'All clear: no operation is open, and no reminder is due.',
  table: 'Items that need attention',
  hint: 'J and K move, Space selects, Enter opens',
  selected: (count: number) => `${count.toLocaleString()} selected`,
  bulk: 'With the selected items',
  keys: keysText,
  replace: (count: number) => `Replace ${keysText(count)}…`,
  dismiss: (count: number) =>
    count === 1 ? 'Dismiss 1 result' : `Dismiss ${count.toLocaleString()} results`,
  nothingInBulk: 'Handle these one by one',
  details: (subject: string) => `Details of ${subject}`,
  /** The commands that give one key a new secret. */
  renew: { replace: 'Replace…', regenerate: 'Regenerate…', paste: 'Update secret…' },
  replacementOf: (name: string) => `Replacement of ${name}`,
  begun: 'Started',
  renewed: capital(ROTATED_ELSEWHERE),
  renewedDetail: 'A newer key looks like this one. Is it the same key?',
  leaked: 'Its secret was found in public',
  incomplete: 'Not completed at the provider',
  queue: 'Replacing keys',
  showQueue: 'Show the batch',
  checkAgain: 'Check again',
  newCredential: 'Update credential…',
  backUp: 'Back up…',
  snooze: 'Snooze',
  open: 'Open',
  others: (count: number) =>
    count === 1 ? '1 more key needs attention' : `${count.toLocaleString()} more keys need attention`,
  othersDetail: 'Their stored secret is outdated, or they expired over a week ago.',
} as const
