/** The message of every failure: what happened, what it means for the keys, and the action to take. */
import type {
  Action,
  AppError,
  ApprovalTrouble,
  SecretTrouble,
  WorkTrouble,
} from '../../shared/contract/errors.ts'
import type { Field } from '../../shared/model/catalogue.ts'
import { durationWords } from '../../shared/expiry/expiry.ts'
import { BACKUP } from './errors-backup.ts'
import { clipboardSentence, keychainSentence } from './errors-keychain.ts'
import { descriptionSentence } from './errors-description.ts'
import { importSentence } from './errors-import.ts'
import { hostSentence, LIMITS } from './errors-limits.ts'
import { lockedSentence, lockSentence } from './errors-lock.ts'
import { providerSentence } from './errors-provider.ts'
import { sealedVaultSentence } from './errors-sealed-vault.ts'
import { closedSentence, vaultSentence } from './errors-vault.ts'
import type { ErrorContext, Sentence } from './sentence.ts'

type InvalidWhy = Extract<AppError, { kind: 'invalid' }>['why']
type Missing = Extract<AppError, { kind: 'not-found' }>['what']

const INVALID: Record<InvalidWhy, string> = {
  required: 'Fill in this field.',
  malformed: 'Check the spelling and the format.',
  'too-long': 'This is too long.',
  'too-short': 'This is too short.',
  'too-simple': 'This repeats the same few characters.',
  'not-https': 'Use an https:// URL (http:// only for localhost).',
  'unknown-choice': 'Choose one of the options.',
  'in-the-past': 'Choose a date in the future.',
  'unreadable-file': 'Keyhold couldn’t read this file.',
  'no-certificate': 'This file holds no certificate.',
  'damaged-certificate': 'A certificate in this file is damaged.',
  'key-store': 'This is a key store. Export its certificate as PEM or DER.',
}

const FULL_URL = 'Enter a full URL, such as https://example.com.'

/** For fields that several forms share, by their names. */
const INVALID_FIELDS: Readonly<Partial<Record<InvalidWhy, Readonly<Record<string, string>>>>> = {
  required: {
    name: 'Enter a name.',
    label: 'Enter a name.',
    user: 'Enter a user name.',
    passphrase: 'Enter the passphrase.',
    credential: 'Enter the credential.',
    typedExpiry: 'Choose a date.',
  },
  malformed: {
    name: 'Leave out line breaks and invisible characters.',
    label: 'Leave out line breaks and invisible characters.',
    tags: 'Leave out commas and invisible characters.',
    environment: 'Use A–Z, a–z, 0–9 and _, not starting with a digit.',
    consoleUrl: FULL_URL,
    address: FULL_URL,
    user: 'Leave out “:” and invisible characters.',
    password: 'Leave out line breaks and invisible characters.',
    credential: 'It contains a character that can’t be sent. Copy it again.',
  },
}

const ACTIONS: Record<Action, string> = {
  sync: 'A sync',
  create: 'Creating a key',
  edit: 'Editing a key',
  switch: 'Enabling or disabling a key',
  regenerate: 'Regenerating a key',
  replace: 'Replacing a key',
  retire: 'Retiring the old key',
  'roll-back': 'Rolling back',
  verify: 'Testing a key',
  revoke: 'Deleting a key',
  delete: 'Deleting a key',
  'remove-account': 'Removing the account',
  add: 'Adding a key',
}

const MISSING: Record<Missing, string> = {
  account: 'This account is no longer in the vault',
  key: 'This key is no longer in the vault',
  version: 'This version is no longer in the vault',
  operation: 'This operation has already ended',
  provider: 'Keyhold doesn’t support this provider',
  backup: 'This backup no longer exists',
  link: 'No console URL is set',
  form: 'This format isn’t available for this key',
  entry: 'This entry no longer exists, or it belongs to a key or an account',
  approval: 'This request has already ended',
}

const SECRETS: Record<SecretTrouble, Sentence> = {
  empty: { title: 'The secret is empty', detail: 'Nothing was stored.', action: 'Type or paste the secret.' },
  'contains-nul': {
    title: 'The secret contains a NUL character',
    detail: 'Keychains truncate values at NUL. Nothing was stored.',
    action: 'Copy it again, as text.',
  },
  'too-long': {
    title: 'The secret is too long for this keychain',
    detail:
      'This system stores at most 2,500 bytes per entry, and a secret with line breaks or special characters takes up a third more. Nothing was stored, and Keyhold sent the provider no request.',
  },
  unchanged: {
    title: 'This is the secret that is already stored',
    detail: 'Nothing has changed.',
    action: 'Paste the new secret.',
  },
  known: {
    title: 'Keyhold already has this secret',
    detail:
      'The response contains the secret of another key, or the credential of an account, and no new secret.',
  },
  'clipboard-empty': {
    title: 'There is no text on the clipboard',
    detail: 'Nothing was stored.',
    action: 'Copy a secret, then try again.',
  },
  'own-copy': {
    title: 'Keyhold copied this secret itself',
    detail:
      'A secret that Keyhold put on the clipboard is never read back from it. Nothing was stored or sent.',
    action: 'Paste the secret into the field, or copy it from another program.',
  },
  'no-line': {
    title: 'This secret doesn’t fit into a line of that file',
    detail: 'Programs that read such files would read a different secret. Nothing was copied.',
    action: 'Copy it as a shell export, or copy the secret alone.',
  },
  'no-header': {
    title: 'This secret doesn’t fit into a header',
    detail: 'It contains a space, line break or non-ASCII character. Nothing was copied.',
    action: 'Copy it without the header, and check that you pasted all of it.',
  },
}

const APPROVALS: Record<ApprovalTrouble, Sentence> = {
  denied: {
    title: 'You denied this request',
    detail: 'Nothing was released or changed.',
    action: 'Allow asking again in Settings › Command line.',
  },
  'timed-out': {
    title: 'You didn’t answer in time',
    detail: 'Nothing was released or changed.',
    action: 'Run the command again.',
  },
  'no-screen': {
    title: 'Keyhold has no window to ask in',
    detail: 'Nothing was released or changed.',
    action: 'Run the command in a desktop session.',
  },
}

const WORK: Record<WorkTrouble, Sentence> = {
  cancelled: { title: 'You cancelled this', detail: 'Nothing has changed.' },
  'too-large': {
    title: 'This is too large',
    detail: 'It needs more memory than Keyhold gives to one task. Nothing has changed.',
  },
  stopped: {
    title: 'This ended before it was done',
    detail: 'Nothing has changed.',
    action: 'Try again.',
  },
}

type Kind = AppError['kind']
type Words = {
  readonly [K in Kind]: (error: Extract<AppError, { kind: K }>, context: ErrorContext) => Sentence
}

const ownFault = (): Sentence => ({
  title: 'Something went wrong in Keyhold',
  detail: 'Nothing was done. This is a fault in Keyhold.',
  action: 'Restart Keyhold. If it keeps happening, report it.',
})

/** Does not end with "nothing has changed", because the provider has created the key. */
function incompleteSentence(
  { lacks, reason }: Extract<AppError, { kind: 'incomplete' }>,
  context: ErrorContext,
): Sentence {
  const who = context.provider ?? 'the provider'
  const why = errorOf(reason)
  // If the response of a call was lost, the call may have completed the key.
  const isSure = lacks.length > 0 && !(why.kind === 'provider' && why.outcome === 'unknown')
  const missing = lacks.length === 0 ? 'some of what you asked for' : lacks.join('; ')
  return {
    title: `${context.provider ?? 'The provider'} didn’t complete the new key`,
    detail: `It ${isSure ? 'lacks' : 'may lack'} ${missing}. Its secret is safe. ${reasonWords(why, context)}`,
    action: `Try again, or complete the key at ${who}.`,
  }
}

/** Quotes the provider's own text after the reason. */
function reasonWords(reason: AppError, context: ErrorContext): string {
  const { title } = sentence(reason, context)
  const words = reason.kind === 'provider' ? reason.words : undefined
  return words === undefined ? `${title}.` : `${title}: “${words}”.`
}

const FILE: Readonly<Record<Extract<AppError, { kind: 'file' }>['why'], string>> = {
  'disk-full': 'The disk is full.',
  'no-folder': 'Its folder is no longer there.',
  refused: 'Keyhold can’t write to this folder.',
}

/** One entry per kind, so that a new kind without a message does not compile. */
const WORDS: Words = {
  provider: providerSentence,
  incomplete: incompleteSentence,
  keychain: ({ why, backend }) => keychainSentence(why, backend),
  'sealed-vault': ({ why }) => sealedVaultSentence(why),
  vault: ({ why }) => vaultSentence(why),
  closed: () => closedSentence,
  locked: () => lockedSentence,
  host: ({ why, host }) => hostSentence(why, host),
  limit: ({ why }) => LIMITS[why],
  lock: ({ why, retryAt }, { now }) =>
    lockSentence(why, retryAt === undefined || now === undefined ? undefined : retryAt - now),
  clipboard: ({ why }) => clipboardSentence(why),
  approval: ({ why }) => APPROVALS[why],
  work: ({ why }) => WORK[why],
  backup: ({ why }) => BACKUP[why],
  description: descriptionSentence,
  file: ({ why }) => ({
    title: 'Keyhold couldn’t write the file',
    detail: FILE[why],
    action: 'Choose another place.',
  }),
  secret: ({ why }) => SECRETS[why],
  import: ({ why, line }) => importSentence(why, line),
  forbidden: ownFault,
  'bad-request': ownFault,
  invalid: ({ field, why }) => ({ title: `Check “${field}”`, detail: fieldWords(why, field) }),
  'not-found': ({ what }) => ({ title: MISSING[what], detail: 'It was removed or ended in the meantime.' }),
  busy: ({ act: action, until }, { now }) =>
    until === undefined
      ? {
          title: `${ACTIONS[action]} is still running`,
          detail: 'Another operation on this account is still running. Nothing was started.',
          action: 'Wait for it to finish, then try again.',
        }
      : {
          title: `${ACTIONS[action]} may still be running`,
          detail:
            'The answer to the last request was lost. If that request arrives late, it ends the new secret, too. Nothing was started.',
          action:
            now === undefined || until <= now
              ? 'Try again in a moment.'
              : `Try again in ${durationWords(until - now)}.`,
        },
  unsupported: () => ({ title: 'This provider doesn’t offer that', detail: 'Nothing was done.' }),
  'own-credential': () => ({
    title: 'This key is the account’s own credential',
    detail: 'Without it Keyhold could no longer reach the provider, so nothing was done.',
    action: 'Change the account’s credential first.',
  }),
  'name-mismatch': () => ({
    title: 'The name doesn’t match',
    detail: 'Nothing was deleted.',
    action: 'Type the name exactly.',
  }),
  'secret-missing': () => ({
    title: 'No secret stored for this key',
    detail: 'Providers show a secret only once, so Keyhold couldn’t import it.',
    action: 'Add it if you have it, or rotate the key.',
  }),
  unexpected: ({ ticket }) => ({
    title: 'Unexpected error',
    detail: `The log has the details under ${ticket}. It holds no secrets.`,
    action: 'Try again. If it keeps happening, report it with this ID.',
  }),
}

/** The message to show next to one field of a form. `field`: the field's name; `kind`: its kind in a provider's form. */
export function fieldWords(why: InvalidWhy, field: string, kind?: Field['kind']): string {
  const own = new Map(Object.entries(INVALID_FIELDS[why] ?? {})).get(field)
  if (own !== undefined) return own
  return why === 'malformed' && kind === 'url' ? FULL_URL : INVALID[why]
}

/** The message for one failure. Contains no secret and no path, because {@link AppError} has none. */
export function sentence(error: AppError, context: ErrorContext = {}): Sentence {
  const words = WORDS[error.kind] as (error: AppError, context: ErrorContext) => Sentence
  return words(error, context)
}

/** Converts a failure stored in a row (sync state, outcome, history) back to the union. An unknown kind becomes `unexpected`. */
export function errorOf(data: { readonly kind: string }): AppError {
  return Object.hasOwn(WORDS, data.kind) ? (data as AppError) : { kind: 'unexpected', ticket: data.kind }
}
