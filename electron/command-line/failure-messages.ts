/** The text and the exit code of every failure, for a terminal: what happened, what it means, what to do. */
import { EXIT, type ExitCode } from '../../shared/contract/command-line-limits.ts'
import type {
  AppError,
  ApprovalTrouble,
  BackupTrouble,
  ClipboardTrouble,
  LockTrouble,
  LimitTrouble,
  SecretTrouble,
  VaultTrouble,
  WorkTrouble,
} from '../../shared/contract/errors.ts'
import { durationWords } from '../../shared/expiry/expiry.ts'
import { importWords } from './import-failure-messages.ts'
import { keychainWords, sealedVaultWords } from './keychain-messages.ts'
import { providerWords } from './provider-messages.ts'

export interface FailureContext {
  /** Epoch milliseconds. */
  readonly now: number
  /** The provider's name, if the failure came from one. */
  readonly provider?: string | undefined
}

type Of<K extends AppError['kind']> = Extract<AppError, { kind: K }>

const INVALID: Record<Of<'invalid'>['why'], string> = {
  required: 'it is required',
  malformed: 'it has the wrong format',
  'too-long': 'it is too long',
  'too-short': 'it is too short',
  'too-simple': 'it repeats the same few characters',
  'not-https': 'it is not an https:// URL',
  'unknown-choice': 'it is not one of the choices',
  'in-the-past': 'it is in the past',
  'unreadable-file': 'its file could not be read',
  'no-certificate': 'its file holds no certificate',
  'damaged-certificate': 'its file holds a damaged certificate',
  'key-store': 'its file is a key store',
}

const MISSING: Record<Of<'not-found'>['what'], string> = {
  account: 'This account is no longer in the vault.',
  key: 'This key is no longer in the vault.',
  version: 'This key has no such version.',
  operation: 'This operation has already ended.',
  provider: 'Keyhold does not support this provider.',
  backup: 'This backup no longer exists.',
  link: 'No console URL is set.',
  form: 'This format is not available for this key.',
  entry: 'This entry no longer exists.',
  approval: 'This request has already ended.',
}

const SECRETS: Record<SecretTrouble, string> = {
  empty: 'The secret is empty.',
  'contains-nul': 'The secret contains a NUL character.',
  'too-long': 'The secret is too long for this keychain.',
  unchanged: 'This is the secret that is already stored.',
  known: 'Keyhold already has this secret.',
  'clipboard-empty': 'There is no text on the clipboard.',
  'own-copy': 'Keyhold copied this secret itself.',
  'no-header':
    'This secret does not fit into a header: it contains a space, a line break or a non-ASCII character.',
  'no-line': 'This secret does not fit into a line of that file: programs would read a different secret.',
}

const VAULT: Record<VaultTrouble, string> = {
  damaged: 'The vault’s database is damaged. Open the window to choose a backup: keyhold open',
  newer: 'The vault was written by a newer Keyhold. Install the newer version.',
  foreign: 'The file in the vault’s place is not a Keyhold vault.',
  'in-use': 'Another program holds the vault’s database. Close it, then try again.',
  unreadable: 'The vault’s database cannot be read. Check the permissions of the file and its folder.',
  'read-only': 'The vault’s folder cannot be written to. Check its permissions.',
  missing:
    'The vault’s database is gone, although backups or recovery files exist. Open the window: keyhold open',
  'disk-full': 'The disk is full. Free some space, then try again.',
}

const FILE: Record<Of<'file'>['why'], string> = {
  'disk-full': VAULT['disk-full'],
  'no-folder': 'The folder for the file is not there.',
  refused: 'The file could not be written.',
}

const LIMITS: Record<LimitTrouble, string> = {
  'no-gesture': 'Keyhold does this only right after a press in its window.',
  'too-often': 'Too many times in one minute. Wait a minute, then try again.',
  'dialog-open': 'Another dialog is open. Answer it first.',
  'too-many-calls': 'Keyhold is busy with earlier requests. Try again in a moment.',
  'too-large': 'This is too much at once.',
}

const APPROVAL: Record<ApprovalTrouble, string> = {
  denied: 'You denied this in Keyhold. Nothing was released or changed.',
  'timed-out': 'You did not answer Keyhold in time. Nothing was released or changed.',
  'no-screen': 'There is no screen on which Keyhold could ask you. Nothing was released or changed.',
}

const LOCK: Record<LockTrouble, string> = {
  wrong: 'Wrong passphrase.',
  wait: 'Too many wrong passphrases.',
  off: 'There is no lock.',
  set: 'There is a lock already.',
  'not-proved': 'Keyhold could not verify your identity.',
  'not-due': 'The wait is not over.',
}

const CLIPBOARD: Record<ClipboardTrouble, string> = {
  refused: 'The system denied access to the clipboard. The secret is not on it.',
  'not-kept':
    'The secret did not reach the clipboard: other programs could not read it, so Keyhold cleared it. Under Wayland, installing wl-clipboard helps.',
  'not-cleared':
    'The secret is still on the clipboard: another program keeps it there. Copy something else to replace it.',
  'no-tool':
    'The secret was not copied: under Wayland only the window in front may copy. Install wl-clipboard, or copy in the window.',
}

const BACKUP: Record<BackupTrouble, string> = {
  'not-a-backup': 'This file is no backup of Keyhold. Nothing has changed.',
  newer: 'This backup was made by a newer Keyhold. Install the newer version. Nothing has changed.',
  damaged: 'This backup is cut short or damaged. Nothing has changed. Try an older one.',
  'too-large': 'This file is too large for a backup. Nothing has changed.',
  'needs-passphrase': 'This backup opens with a passphrase, not with an identity. Nothing has changed.',
  'needs-identity': 'This backup opens with an age identity, not with a passphrase. Nothing has changed.',
  'wrong-passphrase': 'Wrong passphrase. Nothing has changed.',
  'wrong-identity': 'This backup was not made for this identity. Nothing has changed.',
  'bad-identity': 'This is no age identity: it begins with AGE-SECRET-KEY-1. Nothing has changed.',
  'no-recipient': 'Give at least one recipient. Each begins with age1. No backup was made.',
  unreadable: 'The backup cannot be read. Check its path and its permissions. Nothing has changed.',
  'folder-gone': 'The folder for backups is not there. No backup was made. Older backups are unchanged.',
  'not-verified':
    'Keyhold could not read the backup back as it was written, and discarded it. Older backups are unchanged.',
  busy: 'Another backup or restore is running. Try again when it has ended.',
  ended: 'This dry run is over. Open the backup again.',
}

const WORK: Record<WorkTrouble, string> = {
  cancelled: 'You cancelled this. Nothing has changed.',
  'too-large': 'This needs more memory than Keyhold gives to one task. Nothing has changed.',
  stopped: 'The work ended before it was done. Nothing has changed. Try again.',
}

function descriptionWords(error: Of<'description'>): string {
  if (error.why === 'in-use')
    return `These accounts use the description: ${error.accounts.join(', ')}. Nothing was removed.`
  return error.why === 'unreadable'
    ? 'The description of this provider cannot be read. It is kept, and nothing was sent.'
    : 'The list has not been reviewed yet. Review it in the window: keyhold open'
}

/** Follows a sentence that says what is incomplete. */
function incompleteWords({ lacks, reason }: Of<'incomplete'>, { provider }: FailureContext): string {
  const why = storedFailure(reason)
  const isUnclear = why.kind === 'provider' && why.outcome === 'unknown'
  const missing = lacks.length === 0 ? 'some of what you asked for' : lacks.join('; ')
  const quoted =
    why.kind === 'provider' && why.words !== undefined
      ? ` ${provider ?? 'The provider'} says: “${why.words}”.`
      : ''
  return `It ${lacks.length === 0 || isUnclear ? 'may lack' : 'lacks'} ${missing}.${quoted} Try again in the window: keyhold open`
}

type Words = { readonly [K in AppError['kind']]: (error: Of<K>, context: FailureContext) => string }

const ownFault = () => 'Something went wrong in Keyhold. Nothing was done. If it keeps happening, report it.'

/** One entry for each kind. A new kind without an entry does not compile. */
const WORDS: Words = {
  provider: providerWords,
  incomplete: incompleteWords,
  keychain: ({ why, backend }) => keychainWords(why, backend),
  'sealed-vault': ({ why }) => sealedVaultWords(why),
  vault: ({ why }) => VAULT[why],
  closed: () => 'The vault was closed before this request ended. Try again.',
  locked: () => LOCKED,
  approval: ({ why }) => APPROVAL[why],
  work: ({ why }) => WORK[why],
  backup: ({ why }) => BACKUP[why],
  host: ({ why, host }) =>
    why === 'refused'
      ? `You did not allow ${host}. Nothing was sent.`
      : `${host} is not confirmed yet. Sync the account in the window to confirm its address.`,
  limit: ({ why }) => LIMITS[why],
  lock: ({ why, retryAt }, { now }) => LOCK[why] + waitWords(retryAt, now),
  clipboard: ({ why }) => CLIPBOARD[why],
  description: descriptionWords,
  file: ({ why }) => FILE[why],
  secret: ({ why }) => SECRETS[why],
  import: ({ why, line }) => importWords(why, line),
  invalid: ({ field, why }) => `“${field}” is not valid: ${INVALID[why]}. Nothing was done.`,
  'not-found': ({ what }) => MISSING[what],
  busy: ({ until }, { now }) =>
    until === undefined
      ? 'Another operation on this account is still running. Nothing was started. Try again when it has ended.'
      : `The answer to the last request was lost. If that request arrives late, it ends the new secret, too. Nothing was started.${waitWords(until, now)}`,
  unsupported: () => 'The provider does not offer this. Nothing was done.',
  'own-credential': () =>
    'This key is the account’s own credential. Without it Keyhold could not reach the provider, so nothing was done.',
  'name-mismatch': () => 'The name does not match. Nothing was done.',
  'secret-missing': () =>
    'No secret is stored for this key. Providers show a secret once; add it in the window if you have it.',
  forbidden: ownFault,
  'bad-request': ownFault,
  unexpected: ({ ticket }) =>
    `Something unexpected happened. The log has the details under ${ticket}. It holds no secrets.`,
}

/** One or two sentences. Provider text in them is untrusted: print them as lines. */
export function failureWords(error: AppError, context: FailureContext): string {
  const words = WORDS[error.kind] as (error: AppError, context: FailureContext) => string
  return words(error, context)
}

/** Converts a failure stored in a row (sync state, outcome) back to the union. An unknown kind becomes `unexpected`. */
export const storedFailure = (data: { readonly kind: string }): AppError =>
  Object.hasOwn(WORDS, data.kind) ? (data as AppError) : { kind: 'unexpected', ticket: data.kind }

const LOCKED = 'Keyhold is locked. Unlock it in its window: keyhold open'

const waitWords = (retryAt: number | undefined, now: number): string =>
  retryAt === undefined || retryAt <= now ? '' : ` Try again in ${durationWords(retryAt - now)}.`

export function exitCodeOf(error: AppError): ExitCode {
  if (error.kind === 'locked') return EXIT.locked
  if (error.kind === 'approval') return EXIT.denied
  if (error.kind === 'not-found') return EXIT.notFound
  return error.kind === 'provider' && error.outcome === 'unknown' ? EXIT.unknown : EXIT.failed
}
