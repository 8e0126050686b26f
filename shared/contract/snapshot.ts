/** The vault's snapshot in the page, and the numbered changes that keep it current. */
import { z } from 'zod'
import { ProviderMetadata } from '../model/catalogue.ts'
import { AccountId, AccountRow, Instant, KeyId, KeyRow, OperationId } from '../model/model.ts'
import { OperationRow } from '../model/operation.ts'
import { Queue } from '../model/queue.ts'
import { LockView } from '../model/lock.ts'
import { Settings } from '../model/settings.ts'

export const KeychainHealth = z.object({
  /**
   * `no-keyring`: a service answers, but has no keyring to store a secret in. `restarted`: the service was restarted, and this program is still
   * connected to the earlier one. `replaced`: another service has taken its place; this program is still connected to the earlier one.
   */
  state: z.enum([
    'ready',
    'locked',
    'no-keyring',
    'absent',
    'restarted',
    'replaced',
    'hung',
    'refused',
    'unchecked',
  ]),
  /** The keychain's name: "GNOME Keyring (Secret Service)", "macOS Keychain", "Windows Credential Manager". */
  backend: z.string(),
  checkedAt: Instant.optional(),
  /** When a value was last written, read back and compared, in this session. */
  provedAt: Instant.optional(),
  /** How long the keychain keeps what is written now: for good, or until the session ends. Missing: the keychain does not report it. */
  lasts: z.enum(['for-good', 'session']).optional(),
  /** For `absent`, what is missing: a keychain, the system's library for it, or a readable file of the sealed vault. */
  lacks: z.enum(['service', 'library', 'sealed-vault']).optional(),
  /** Which prompt the system can show to help; `passphrase`: Keyhold itself asks, because the keychain is a sealed vault. */
  offers: z.enum(['unlock', 'create-keyring', 'passphrase']).optional(),
  /** How the last prompt ended, if it did not help. */
  lastPrompt: z.enum(['dismissed', 'unanswered']).optional(),
})
export type KeychainHealth = z.infer<typeof KeychainHealth>

/**
 * Whether reminders reach the user outside of Keyhold. `ready`: the system can show them, but none was shown yet. `failed`: the system refused the
 * last one. `unsupported`: the system cannot show any.
 */
export const NotificationHealth = z.object({
  state: z.enum(['unchecked', 'ready', 'shown', 'failed', 'unsupported']),
  at: Instant.optional(),
})
export type NotificationHealth = z.infer<typeof NotificationHealth>

/** A problem that the vault found by itself and that the user must know about. */
export const Notice = z.discriminatedUnion('kind', [
  /** A sealed response that cannot be opened. Keyhold keeps it. */
  z.object({ kind: z.literal('sealed-response-unreadable'), name: z.string(), at: Instant }),
  /** A sealed response that no open operation refers to (after a restored backup). Keyhold keeps it. */
  z.object({ kind: z.literal('sealed-response-unreferenced'), name: z.string(), at: Instant }),
  /** The last database backup failed. */
  z.object({ kind: z.literal('backup-failed'), at: Instant }),
  /** The newest encrypted backup is old. */
  z.object({ kind: z.literal('backup-old'), at: Instant }),
  /** The vault has secrets and has never had an encrypted backup. */
  z.object({ kind: z.literal('backup-none'), at: Instant }),
  /** Written changes can no longer be read. The rest of their log was kept aside. */
  z.object({
    kind: z.literal('changes-lost'),
    changes: z.int(),
    /** When the last readable change was written. */
    since: Instant.optional(),
    /** The number of secrets that lost their rows; their entries are still in the keychain. */
    secrets: z.int().optional(),
    at: Instant,
  }),
  /** The folder of recovery files cannot be read. Keyhold keeps its content. */
  z.object({ kind: z.literal('sealed-response-folder'), at: Instant }),
  /** A copied secret could not be removed from the clipboard. Keyhold tries again. */
  z.object({ kind: z.literal('clipboard-stuck'), at: Instant }),
  /** The user chose to start from a backup; the damaged file was kept aside. */
  z.object({ kind: z.literal('restored'), at: Instant }),
])
export type Notice = z.infer<typeof Notice>

export const Backup = z.object({ name: z.string(), madeAt: Instant, keys: z.int(), good: z.boolean() })
export type Backup = z.infer<typeof Backup>

export const OpenVault = z.object({
  vault: z.literal('open'),
  revision: z.int(),
  /** Main's clock when the snapshot was taken. */
  now: Instant,
  accounts: z.array(AccountRow).readonly(),
  keys: z.array(KeyRow).readonly(),
  /** Open operations only. */
  operations: z.array(OperationRow).readonly(),
  providers: z.array(ProviderMetadata).readonly(),
  settings: Settings,
  keychain: KeychainHealth,
  notices: z.array(Notice).readonly(),
  /** Replacements that still wait, and the outcome of the last ones. */
  queue: Queue.optional(),
  lock: LockView,
  notifications: NotificationHealth,
  /** `offered`: a demo vault can be opened in its own window. `inside`: this is a demo vault. Missing: no demo vault is available. */
  demo: z.enum(['offered', 'inside']).optional(),
})
export type OpenVault = z.infer<typeof OpenVault>

/** The database could not be opened. Its file is unchanged. */
export const ShutVault = z.object({
  vault: z.literal('shut'),
  why: z.enum(['damaged', 'newer', 'foreign', 'in-use', 'unreadable', 'read-only', 'missing', 'disk-full']),
  backups: z.array(Backup).readonly(),
})
export type ShutVault = z.infer<typeof ShutVault>

/** The app is locked. Contains only what the lock screen needs, and no name. */
export const LockedVault = z.object({
  vault: z.literal('locked'),
  /** Main's clock when the snapshot was taken. */
  now: Instant,
  theme: Settings.shape.theme,
  lock: LockView,
})
export type LockedVault = z.infer<typeof LockedVault>

export const Snapshot = z.discriminatedUnion('vault', [OpenVault, ShutVault, LockedVault])
export type Snapshot = z.infer<typeof Snapshot>

/** A change that follows a snapshot. Revision n+1 applies only to revision n. */
export const Change = z.object({
  revision: z.int(),
  keys: z.array(KeyRow).readonly(),
  keysGone: z.array(KeyId).readonly(),
  accounts: z.array(AccountRow).readonly(),
  accountsGone: z.array(AccountId).readonly(),
  operations: z.array(OperationRow).readonly(),
  /** Operations that have ended; the page removes them. */
  operationsGone: z.array(OperationId).readonly(),
  /** The whole list, sent when the user has described, changed or removed a provider. */
  providers: z.array(ProviderMetadata).readonly().optional(),
  settings: Settings.optional(),
  keychain: KeychainHealth.optional(),
  notices: z.array(Notice).readonly().optional(),
  /** `none`: the queue was dismissed. */
  queue: z.union([Queue, z.literal('none')]).optional(),
  notifications: NotificationHealth.optional(),
})
export type Change = z.infer<typeof Change>
