/** Messages of the settings about the keychain and Keyhold's entries in it. Pure. */
import type { EntryCount } from '../../../shared/contract/keychain.ts'
import type { KeychainHealth, Notice } from '../../../shared/contract/snapshot.ts'
import { counted } from '../../messages/counts.ts'
import { backupMessages } from '../backup/backup-messages.ts'

export function lastingWords({ state, lasts }: KeychainHealth): string {
  if (lasts === 'for-good') return 'Persistent'
  if (lasts === 'session')
    return 'Secrets are lost: the keychain holds this collection in memory only. Make another collection the default in the keychain’s own settings.'
  return state === 'ready' ? 'Unknown' : 'Unknown while it isn’t responding'
}

/** Says how the system's last prompt ended; `undefined` unless it was dismissed or unanswered. */
export const promptWords = ({ lastPrompt }: KeychainHealth): string | undefined =>
  lastPrompt && PROMPT_ENDS[lastPrompt]

const PROMPT_ENDS: Record<NonNullable<KeychainHealth['lastPrompt']>, string> = {
  dismissed: 'You closed the keychain’s last prompt.',
  unanswered: 'You didn’t answer the keychain’s last prompt.',
}

/** Labels of the button for {@link KeychainHealth.offers}. */
export const OFFERS: Record<Exclude<KeychainHealth['offers'], 'passphrase' | undefined>, string> = {
  unlock: 'Unlock the keyring',
  'create-keyring': 'Create a keyring',
}

export const keychainMessages = {
  answerPrompt: 'Answer the prompt of your system.',
  checkNow: 'Check now',
  whatToDo: 'Show next steps',
} as const

/** The facts about the keychain: the label of each, and its text if nothing is known. */
export const keychainFacts = {
  keychain: 'Keychain',
  noKeychain: 'none found',
  state: 'State',
  lasting: 'After a reboot',
  entries: 'Entries',
  counting: '…',
  backup: 'Backup',
  noBackup: 'None yet',
  backUp: 'Back up…',
  checked: 'Last checked',
  neverChecked: 'never',
  proved: 'Last round trip',
  neverProved: 'Not tested yet',
  /** The relative time is shown between this and `provedAfter`. */
  provedBefore: 'Keyhold wrote a test entry, read it back and compared it',
  provedAfter: '.',
} as const

/** The state of the keychain. */
export const KEYCHAIN_STATES: Record<KeychainHealth['state'], string> = {
  ready: 'Ready and unlocked.',
  locked: 'Locked.',
  absent: 'No keychain found in this session.',
  'no-keyring': 'No keyring to save secrets in yet.',
  restarted: 'Restarted. Restart Keyhold to use your secrets; they are still in the keychain.',
  replaced: 'This keychain replaced another one. Restart Keyhold to use it.',
  hung: 'Not responding. It may be waiting for you in another window.',
  refused: 'Access denied, or keychain full.',
  unchecked: 'Not tested yet.',
}

export const noKeychainMessages = {
  title: 'Secrets need a keychain',
  /** Follows the advice on what to install. */
  untilThen:
    'Until then Keyhold works without secrets: names, dates and reminders all work, and nothing is lost.',
} as const

export const elsewhereMessages = {
  title: 'Some entries are in another keychain',
  entries: (entries: number, backend: string) =>
    `${counted(entries, 'entry is', 'entries are')} in ${backend}, which isn’t responding. Nothing in that keychain was changed.`,
} as const

/** Notices that the vault raises by itself. */
export const NEWS: Record<Notice['kind'], string> = {
  'sealed-response-unreadable': 'A recovery file can’t be opened. Keyhold keeps it.',
  'sealed-response-unreferenced': 'A recovery file belongs to no known operation. Keyhold keeps it.',
  'backup-failed': 'The last backup of the database failed.',
  'backup-old': `${backupMessages.old}.`,
  'backup-none': `${backupMessages.never}.`,
  'changes-lost': 'Changes to the vault couldn’t be read. What is left of them was kept aside.',
  'sealed-response-folder': 'The folder of recovery files can’t be read. Its files are kept.',
  'clipboard-stuck': 'A copied secret is still on the clipboard. Keyhold tries again.',
  restored: 'The vault was opened from a backup. The damaged file was kept aside.',
}

/** For example "12 secrets and 3 credentials" */
export function countWords({ secrets, credentials, proxyPasswords, underWay }: EntryCount): string {
  const parts = [
    counted(secrets, 'secret', 'secrets'),
    counted(credentials, 'credential', 'credentials'),
    ...(proxyPasswords > 0 ? [counted(proxyPasswords, 'proxy password', 'proxy passwords')] : []),
    ...(underWay > 0 ? [counted(underWay, 'key of a recovery file', 'keys of recovery files')] : []),
  ]
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`
}

/** Entries that were written to keychains other than the present one. Empty unless the present one is ready. */
export function elsewhere({ keychains }: EntryCount, keychain: KeychainHealth): EntryCount['keychains'] {
  if (keychain.state !== 'ready') return []
  return keychains.filter(({ backend, entries }) => entries > 0 && backend !== keychain.backend)
}
