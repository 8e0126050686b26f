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
  'connection-tested', // a request with the credential was about to be sent to this address
  'host-confirmed', // for an address that is not the provider's own; `for`: sending, or opening in the browser
  'host-refused',
  'sync-failed',
  'key-appeared', // first seen in a list
  'key-changed', // the provider reports other fields than before
  'key-gone',
  'key-back',
  'key-added', // entered by hand
  'key-restored', // the secret came from a backup; `asOf`: when the backup was made
  'account-restored',
  'exported', // the secret was written to a file for another program; `format`, `program`
  'backup-made', // with all secrets, encrypted; `keys`
  'key-edited', // local notes, tags and so on
  'key-created',
  'key-incomplete', // the provider could not complete what the key's creation requested
  'key-completed', // a later attempt completed the key
  'key-regenerated',
  'key-switched',
  'key-updated', // Keyhold changed the key at the provider
  'key-revoked',
  'key-deleted', // the record in Keyhold
  'overlap-began', // the key was replaced; the old key still works
  'overlap-prolonged',
  'overlap-revived', // the old key was switched on again
  'overlap-ended', // the old key was deleted, or stays disabled
  'overlap-rolled-back',
  'key-merged', // confirmed as renewed elsewhere
  'version-deleted',
  'changes-lost', // the database could not be read completely
  'secrets-moved', // moved between the system's keychain and a sealed vault
  'entry-deleted', // an unreferenced keychain entry was deleted
  'copied',
  'revealed',
  'approval-granted', // a command may have the secret or change the key
  'approval-denied', // also if nobody answered
  'approval-revoked',
  'secret-checked', // the expiry was read from the service or from the secret itself
  'secret-used', // a program got the secret over the command line
  'operation-rejected',
  'operation-unknown',
  'operation-unsaved',
  'operation-recovered',
  'operation-closed',
  'provider-described', // by the user
  'provider-changed', // the description was changed
  'provider-removed',
  'provider-without-keys', // the user confirmed that the provider has no keys yet, which unlocks creating
  'provider-list-confirmed', // the user confirmed the list, which unlocks creating and deleting
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

/** What removed or set the lock: its passphrase, the system's authentication, or the end of the wait. */
export type LockChangedBy = 'passphrase' | 'system' | 'wait'

/** The names of changed fields, as one text. */
export type FieldList = string & { readonly isFieldList: true }

export const fieldList = (names: readonly HistoryField[]): FieldList => names.join(', ') as FieldList

/** For the fields of a provider's form, whose names its own file chooses. */
export const formFieldList = (form: Readonly<Record<string, unknown>>): FieldList =>
  Object.keys(form).join(', ') as FieldList

/** All details that an entry can have. `renderer/screens/history/history-messages.ts` must word each one, or the window does not compile. */
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
  /** The number of equal events that the entry represents; `until` is the time of the last one. */
  readonly times?: number
  readonly asOf?: Instant
  readonly until?: Instant
  readonly to?: 'keychain' | 'sealed-vault'
  /** The numbers of secrets that were moved, and that were left in the old place. */
  readonly moved?: number
  readonly kept?: number
  /** The name of a replacement's other key. */
  readonly with?: string
  readonly by?: LockChangedBy
  /** The numbers of changes and of secrets that were lost with a damaged database. */
  readonly changes?: number
  readonly secrets?: number
}
