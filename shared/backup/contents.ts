/** The schemas of the JSON in a backup file, format 1. `docs/backup-format.md` describes the same format for people. */
import { z } from 'zod'
import {
  AccountSign,
  ErrorData,
  Expiry,
  FormValues,
  Grant,
  Instant,
  Leak,
  ReminderDays,
  RotateEveryDays,
  Switch,
  VersionRow,
} from '../model/model.ts'
import { HistoryEntry } from '../model/history.ts'
import { DescribedId } from '../model/provider-description.ts'
import { Assessment, Completion, OperationKind, OperationState, Overlap } from '../model/operation.ts'

export const BACKUP_FORMAT = 'keyhold-backup'
/** Increases when a field is removed or changes its meaning. New fields may appear under the same number. */
export const BACKUP_VERSION = 1
/** The ending of every backup's file name. */
export const BACKUP_ENDING = '.keyhold.age'

const Id = z.string().min(1).max(64)
const Text = z.string().max(2_000_000)

/** A secret is text if it is valid UTF-8, otherwise base64. Both are missing if the secret could not be read when the backup was made. */
const Value = { secret: Text.optional(), secretBase64: z.base64().max(3_000_000).optional() }

export const BackupHead = z.object({
  format: z.literal(BACKUP_FORMAT),
  version: z.int().min(1),
  madeAt: Instant,
  /** `Keyhold 0.1.0`. */
  madeBy: z.string().max(100),
  /** The vault that the backup was made from: a random id, chosen once per vault. Tells the backups of two machines apart. */
  vault: z.string().max(64),
})
export type BackupHead = z.infer<typeof BackupHead>

/** A provider that the user described. */
export const BackupDescription = z.object({
  id: DescribedId,
  /** The exported JSON text. */
  document: Text,
  listConfirmedAt: Instant.optional(),
  createdAt: Instant,
  updatedAt: Instant,
})
export type BackupDescription = z.infer<typeof BackupDescription>

const accountFields = {
  id: Id,
  provider: z.string().max(100),
  name: Text,
  sign: AccountSign.optional().catch(undefined),
  settings: FormValues,
  credentialExpiresAt: Instant.optional(),
  /** The key whose current secret is the credential, if there is one. The backup repeats that secret in the account. */
  credentialKey: Id.optional(),
  connectedAt: Instant,
  asOf: Instant.optional(),
  warnings: z.array(Text).max(1_000),
}
const versionFields = {
  version: z.int().min(1).max(1_000_000),
  origin: VersionRow.shape.origin,
  madeAt: Instant,
  validity: VersionRow.shape.validity,
}
const keyFields = {
  id: Id,
  account: Id.optional(),
  provider: z.string().max(100),
  remoteId: Text.optional(),
  scope: Text,
  name: Text,
  handle: Text.optional(),
  switch: Switch,
  validFrom: Instant.optional(),
  expires: Expiry,
  createdAt: Instant.optional(),
  lastUsedAt: Instant.optional(),
  leaked: Leak.optional(),
  grants: z.array(Grant).max(10_000),
  facts: z.array(z.object({ label: Text, value: Text })).max(1_000),
  stale: z.boolean(),
  /** The current version; 0 if Keyhold holds no secret. */
  version: z.int().min(0).max(1_000_000),
  favourite: z.boolean(),
  tags: z.array(Text).max(1_000),
  notes: Text,
  environment: Text,
  consoleUrl: Text,
  goneSince: Instant.optional(),
  renewalDenied: z.boolean(),
  copiedAt: Instant.optional(),
  reminderDays: ReminderDays.optional(),
  rotateEveryDays: RotateEveryDays.optional(),
  snoozedUntil: Instant.optional(),
  asOf: Instant,
}
const operationFields = {
  id: Id,
  kind: OperationKind,
  state: OperationState,
  key: Id,
  version: z.int().min(1).max(1_000_000),
  account: Id.optional(),
  provider: z.string().max(100),
  name: Text,
  startedAt: Instant,
  deadline: Instant,
  draft: FormValues,
  before: z.object({ remoteId: Text, scope: Text, createdAt: Instant.optional() }).optional(),
  issued: z.object({ remoteId: Text, createdAt: Instant.optional() }).optional(),
  error: ErrorData.optional(),
  checks: z.array(Instant).max(10_000),
  assessment: Assessment.optional(),
  overlap: Overlap.optional(),
  completion: Completion.optional(),
}
/** Sealed responses, in base64, with the key that opens them. */
const sealedFields = {
  name: z.string().min(1).max(100),
  sealedBase64: z.base64().max(30_000_000),
}

export const KeyFacts = z.object(keyFields)
export type KeyFacts = z.infer<typeof KeyFacts>

export const BackupAccount = z.object({ ...accountFields, ...Value })
export const BackupKey = z.object({
  ...keyFields,
  /** Oldest first. */
  versions: z.array(z.object({ ...versionFields, ...Value })).max(10_000),
})
export const BackupOperation = z.object({
  ...operationFields,
  /** The operation's secret, if it is already in the keychain but not yet in a version. */
  ...Value,
  recoveryKey: z.string().max(1_000).optional(),
  sealed: z.array(z.object(sealedFields)).max(1_000),
})
export const BackupHistory = HistoryEntry.omit({ id: true })

/** The rows as main and the worker exchange them, with secrets as bytes. `undefined`: the secret could not be read. */
interface WithSecret {
  readonly secret: Uint8Array | undefined
}
type Row<Fields extends z.ZodRawShape> = Readonly<z.infer<z.ZodObject<Fields>>>
export type AccountPiece = Row<typeof accountFields> & WithSecret
export type VersionPiece = Row<typeof versionFields> & WithSecret
export type KeyPiece = KeyFacts & { readonly versions: readonly VersionPiece[] }
export type OperationPiece = Row<typeof operationFields> &
  WithSecret & {
    readonly recoveryKey: Uint8Array | undefined
    readonly sealed: readonly { readonly name: string; readonly bytes: Uint8Array }[]
  }
export type HistoryPiece = z.infer<typeof BackupHistory>

/** The parts of a backup, in the order of the file. */
export type BackupPiece =
  | {
      readonly section: 'head'
      readonly head: BackupHead
      readonly settings: Readonly<Record<string, unknown>>
      readonly descriptions: readonly BackupDescription[]
    }
  | { readonly section: 'accounts'; readonly rows: readonly AccountPiece[] }
  | { readonly section: 'keys'; readonly rows: readonly KeyPiece[] }
  | { readonly section: 'operations'; readonly rows: readonly OperationPiece[] }
  /** Newest first. */
  | { readonly section: 'history'; readonly rows: readonly HistoryPiece[] }

export const ROW_SECTIONS = ['accounts', 'keys', 'operations', 'history'] as const
export type RowSection = (typeof ROW_SECTIONS)[number]

export interface BackupCounts {
  readonly accounts: number
  readonly keys: number
  /** The number of secrets of keys and credentials of accounts. */
  readonly secrets: number
  /** The number of secrets that the keychain did not have when the backup was made. */
  readonly missing: number
  readonly operations: number
}
