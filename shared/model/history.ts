/** The append-only record of events, without values. */
import { z } from 'zod'
import type { CopyForm } from './copy-as.ts'
import type { ExportFormat } from './export-formats.ts'
import type { LocalFields } from './local-fields.ts'
import { AccountId, ErrorData, Instant, KeyId } from './model.ts'
import type { OperationKind } from './operation.ts'

export const HistoryKind = z.enum([
  'account-connected',
  'account-changed',
  'account-removed',
  'connection-tested', // something was about to be sent there with a credential
  'host-confirmed', // an address that is not the provider's own; `for`: sending, or opening in the browser
  'host-refused',
  'sync-failed',
  'key-appeared', // first seen in a list
  'key-changed', // the provider reports other fields than before
  'key-gone',
  'key-back',
  'key-added', // entered by hand
  'key-restored', // its secret came from a backup; `asOf`: when that was made
  'account-restored',
  'exported', // its secret went into a file for another program; `format`, `program`
  'backup-made', // encrypted, with all secrets; `keys`
  'key-edited', // local notes, tags and so on
  'key-created',
  'key-incomplete', // its provider could not give it all that its creation asked for
  'key-completed', // by a later attempt
  'key-regenerated',
  'key-switched',
  'key-updated', // changed at the provider by us
  'key-revoked',
  'key-deleted', // local record
  'overlap-began', // replaced; the old key works on
  'overlap-prolonged',
  'overlap-revived', // the old key was switched on again
  'overlap-ended', // the old key is deleted, or stays switched off
  'overlap-rolled-back',
  'key-merged', // confirmed as renewed elsewhere
  'version-deleted',
  'changes-lost', // the database could not be read to its end
  'secrets-moved', // between the system's keychain and a sealed vault
  'entry-deleted', // an entry of the keychain that belonged to nothing
  'copied',
  'revealed',
  'approval-granted', // a command may have the secret, or may change the key
  'approval-denied', // also when nobody answered
  'approval-revoked',
  'secret-checked', // its service, or the secret itself, was asked when it expires
  'secret-used', // a program got the secret over the command line
  'operation-rejected',
  'operation-unknown',
  'operation-unsaved',
  'operation-recovered',
  'operation-closed',
  'provider-described', // by the user
  'provider-changed', // its description
  'provider-removed',
  'provider-without-keys', // the user has said that it has no keys yet, and creating is unlocked
  'provider-list-confirmed', // the user has seen its list, and creating and deleting are unlocked
  'lock-set',
  'lock-changed',
  'lock-removed', // `by`: the passphrase, the system, or the wait
])
export type HistoryKind = z.infer<typeof HistoryKind>

export const HistoryEntry = z.object({
  id: z.int(),
  at: Instant,
  kind: HistoryKind,
  key: KeyId.optional(),
  account: AccountId.optional(),
  /** The name at that time, so that an entry remains readable after its subject was deleted. */
  name: z.string(),
  /** Small facts without values, such as changed fields, a number of keys or a version. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  error: ErrorData.optional(),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

/** A field of a key that a sync compares with the provider's. */
export type SyncedField =
  | 'name'
  | 'handle'
  | 'switch'
  | 'validFrom'
  | 'expires'
  | 'grants'
  | 'createdAt'
  | 'facts'
  | 'lastUsedAt'
  | 'leaked'

/** A field that an entry names as changed: the user's own, those that a sync compares, and those of an account. */
export type HistoryField =
  keyof LocalFields | SyncedField | ('sign' | 'settings' | 'credential') | 'renewedAs' // the user has said that a newer key is another one

/** What removed the lock, or set it: its passphrase, the system's own question, or the wait. */
export type LockChangedBy = 'passphrase' | 'system' | 'wait'

/** The names of changed fields, as one text. */
export type FieldList = string & { readonly isFieldList: true }

export const fieldList = (names: readonly HistoryField[]): FieldList => names.join(', ') as FieldList

/** For the fields of a provider's form, whose names its own file chooses. */
export const formFieldList = (form: Readonly<Record<string, unknown>>): FieldList =>
  Object.keys(form).join(', ') as FieldList

/**
 * All details that an entry can be written with. The window has words for each (`renderer/screens/history/history-messages.ts`); without them it
 * does not compile.
 */
export type HistoryDetails = {
  readonly version?: number
  readonly fields?: FieldList
  /** A number of keys. */
  readonly keys?: number
  readonly enabled?: boolean
  readonly operation?: OperationKind
  readonly host?: string
  readonly for?: 'send' | 'open'
  readonly as?: CopyForm
  readonly format?: ExportFormat
  /** The name of a program. */
  readonly program?: string
  /** A command of the command line. */
  readonly command?: string
  readonly lasts?: 'once' | '15-minutes' | 'until-lock'
  readonly answer?: 'none'
  readonly tested?: false
  /** How many equal events the entry stands for; `until` is the time of the last one. */
  readonly times?: number
  readonly asOf?: Instant
  readonly until?: Instant
  readonly to?: 'keychain' | 'sealed-vault'
  /** Numbers of secrets: moved, and left in the old place. */
  readonly moved?: number
  readonly kept?: number
  /** The name of a replacement's other key. */
  readonly with?: string
  readonly by?: LockChangedBy
  /** Numbers of changes and of secrets that a damaged database has lost. */
  readonly changes?: number
  readonly secrets?: number
}
