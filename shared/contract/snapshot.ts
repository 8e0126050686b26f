/** The snapshot of the vault that the page holds, and the numbered changes that keep it current. */
import { z } from 'zod'
import { ProviderMetadata } from '../model/catalogue.ts'
import { AccountId, AccountRow, Instant, KeyId, KeyRow, OperationId } from '../model/model.ts'
import { OperationRow } from '../model/operation.ts'
import { Queue } from '../model/queue.ts'
import { LockView } from '../model/lock.ts'
import { Settings } from '../model/settings.ts'

export const KeychainHealth = z.object({
  /**
   * `no-keyring`: a service answers, and has nothing to keep a secret in. `restarted`: it was started again, and this program is still
   * connected to the one before. `replaced`: another one has taken its place meanwhile, with the same consequence.
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
  /** By name: "GNOME Keyring (Secret Service)", "macOS Keychain", "Windows Credential Manager". */
  backend: z.string(),
  checkedAt: Instant.optional(),
  /** When a value was last written, read back and compared, in this session. */
  provedAt: Instant.optional(),
  /** Until when it keeps what is written now: for good, or until the session ends. Missing: it does not say. */
  lasts: z.enum(['for-good', 'session']).optional(),
  /** What is not there where it is absent: a keychain, the system's library for it, or a sealed vault's file that can be read. */
  lacks: z.enum(['service', 'library', 'sealed-vault']).optional(),
  /** What the system can be asked for, with a prompt of its own; `passphrase`: Keyhold asks for it, since it is a sealed vault. */
  offers: z.enum(['unlock', 'create-keyring', 'passphrase']).optional(),
  /** How its last prompt ended, where it did not help. */
  lastPrompt: z.enum(['dismissed', 'unanswered']).optional(),
})
export type KeychainHealth = z.infer<typeof KeychainHealth>

/**
 * Whether reminders reach the user outside of Keyhold. `ready`: something would show them, and nothing has been shown yet. `failed`: the
 * system refused the last one. `unsupported`: nothing here shows any.
 */
export const NotificationHealth = z.object({
  state: z.enum(['unchecked', 'ready', 'shown', 'failed', 'unsupported']),
  at: Instant.optional(),
})
export type NotificationHealth = z.infer<typeof NotificationHealth>

/** Something that the vault found by itself and that the user has to know of. */
export const Notice = z.discriminatedUnion('kind', [
  /** A sealed response that cannot be opened. It is kept. */
  z.object({ kind: z.literal('sealed-response-unreadable'), name: z.string(), at: Instant }),
  /** A sealed response that no open operation speaks of (after a restored backup). It is kept. */
  z.object({ kind: z.literal('sealed-response-unreferenced'), name: z.string(), at: Instant }),
  /** The last database backup failed. */
  z.object({ kind: z.literal('backup-failed'), at: Instant }),
  /** The newest encrypted backup is old. */
  z.object({ kind: z.literal('backup-old'), at: Instant }),
  /** The vault has secrets and has never had an encrypted backup. */
  z.object({ kind: z.literal('backup-none'), at: Instant }),
  /** Changes that were written can no longer be read. What is left of their log was kept aside. */
  z.object({
    kind: z.literal('changes-lost'),
    changes: z.int(),
    /** When the last change was that can be read. */
    since: Instant.optional(),
    /** How many secrets lost their rows; their entries are still in the keychain. */
    secrets: z.int().optional(),
    at: Instant,
  }),
  /** The folder of recovery files cannot be read. Its content is kept. */
  z.object({ kind: z.literal('sealed-response-folder'), at: Instant }),
  /** A copied secret could not be taken off the clipboard. It is tried again. */
  z.object({ kind: z.literal('clipboard-stuck'), at: Instant }),
  /** Started from a backup at the user's choice; the damaged file was kept aside. */
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
  /** Replacements that wait for their turn, and how the last ones came out. */
  queue: Queue.optional(),
  lock: LockView,
  notifications: NotificationHealth,
  /** `offered`: a demo vault can be opened in a window of its own. `inside`: this is one. Missing: there is none here. */
  demo: z.enum(['offered', 'inside']).optional(),
})
export type OpenVault = z.infer<typeof OpenVault>

/** The database did not open. The file is unchanged, byte for byte. */
export const ShutVault = z.object({
  vault: z.literal('shut'),
  why: z.enum(['damaged', 'newer', 'foreign', 'in-use', 'unreadable', 'read-only', 'missing', 'disk-full']),
  backups: z.array(Backup).readonly(),
})
export type ShutVault = z.infer<typeof ShutVault>

/** The app is locked: what the lock screen needs, and no name of anything. */
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

/** What follows a snapshot: revision n+1 makes sense only to who holds revision n. */
export const Change = z.object({
  revision: z.int(),
  keys: z.array(KeyRow).readonly(),
  keysGone: z.array(KeyId).readonly(),
  accounts: z.array(AccountRow).readonly(),
  accountsGone: z.array(AccountId).readonly(),
  operations: z.array(OperationRow).readonly(),
  /** Ended operations leave the page. */
  operationsGone: z.array(OperationId).readonly(),
  /** All of them: one has been described, changed or removed. */
  providers: z.array(ProviderMetadata).readonly().optional(),
  settings: Settings.optional(),
  keychain: KeychainHealth.optional(),
  notices: z.array(Notice).readonly().optional(),
  /** `none`: it has been dismissed. */
  queue: z.union([Queue, z.literal('none')]).optional(),
  notifications: NotificationHealth.optional(),
})
export type Change = z.infer<typeof Change>
