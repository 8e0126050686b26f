/** The records of the core, and the store that keeps them. All calls are synchronous; a transaction is all or nothing. */
import type { HistoryDetails, HistoryEntry } from '../../../shared/model/history.ts'
import type {
  AccountId,
  AccountSign,
  Expiry,
  FormValues,
  Grant,
  Instant,
  KeyId,
  Leak,
  OperationId,
  Switch,
  VersionRow,
} from '../../../shared/model/model.ts'
import type { OperationKind, OperationState, Overlap, Assessment } from '../../../shared/model/operation.ts'
import type { DescribedId } from '../../../shared/model/provider-description.ts'
import type { ReminderReason } from '../../../shared/expiry/reminders.ts'
import type { AppError } from '../../../shared/contract/errors.ts'
import type { MachineFacts, PlaceFacts } from '../../../shared/diagnostics/machine.ts'
import type { BackupState } from '../../../shared/backup/state.ts'
import type { Queue } from '../../../shared/model/queue.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import type { Backup, ShutVault } from '../../../shared/contract/snapshot.ts'
import type { EntryName } from './keychain.ts'
import type { ClipboardFingerprint } from './world.ts'

export interface AccountRecord {
  readonly id: AccountId
  readonly provider: string
  readonly name: string
  readonly sign: AccountSign | undefined
  readonly settings: FormValues
  /** The entry that holds the credential: the account's own, or the entry of one of its keys (`credentialKey`). */
  readonly credentialEntry: EntryName
  /** The newest of the account's own entries; the number increases when a new credential is given. */
  readonly credentialVersion: number
  /** The keychain backend that wrote the entry. */
  readonly credentialBackend: string
  readonly credentialExpiresAt: Instant | undefined
  readonly credentialKey: KeyId | undefined
  readonly connectedAt: Instant
  readonly lastSync: { readonly at: Instant; readonly error: AppError | undefined } | undefined
  readonly asOf: Instant | undefined
  readonly clockSkewMs: number | undefined
  readonly warnings: readonly string[]
}

export interface KeyRecord {
  readonly id: KeyId
  readonly account: AccountId | undefined
  readonly provider: string
  readonly remoteId: string | undefined
  readonly scope: string
  readonly name: string
  readonly handle: string | undefined
  readonly switch: Switch
  readonly validFrom: Instant | undefined
  readonly expires: Expiry
  readonly createdAt: Instant | undefined
  readonly lastUsedAt: Instant | undefined
  readonly leaked: Leak | undefined
  readonly grants: readonly Grant[]
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  /** `stale`: renewed outside Keyhold. The secret is held if there is a version row with `version`. */
  readonly stale: boolean
  /** The current version; 0 while no secret is held. */
  readonly version: number
  readonly favourite: boolean
  readonly tags: readonly string[]
  readonly notes: string
  readonly environment: string
  readonly consoleUrl: string
  readonly goneSince: Instant | undefined
  readonly renewedAs: KeyId | undefined
  /** The user has answered that it is not the same key. */
  readonly renewalDenied: boolean
  readonly copiedAt: Instant | undefined
  /** The user's own lead times and age limit for this key; `undefined`: the settings apply. */
  readonly reminderDays: readonly number[] | undefined
  readonly rotateEveryDays: number | undefined
  readonly asOf: Instant
}

export interface VersionRecord {
  readonly key: KeyId
  readonly version: number
  readonly entry: EntryName
  readonly backend: string
  readonly origin: VersionRow['origin']
  readonly madeAt: Instant
  readonly validity: VersionRow['validity']
}

/** One row of the journal. Never holds a secret in clear. */
export interface OperationRecord {
  readonly id: OperationId
  readonly kind: OperationKind
  readonly state: OperationState
  readonly key: KeyId
  readonly version: number
  readonly account: AccountId | undefined
  readonly provider: string
  readonly name: string
  readonly startedAt: Instant
  /** Until when a response may arrive; the second check of an unknown outcome waits a minute longer. */
  readonly deadline: Instant
  /** For `create`, `replace` and `add`: the fields of the key to be made. */
  readonly draft: FormValues
  /** The provider's state of the key before the request. */
  readonly before:
    { readonly remoteId: string; readonly scope: string; readonly createdAt: Instant | undefined } | undefined
  /** The fields of the sealed response, without its secret. */
  readonly issued: { readonly remoteId: string; readonly createdAt: Instant | undefined } | undefined
  readonly error: AppError | undefined
  /** Checks of an `unknown` outcome that showed no change: times by the provider's clock. */
  readonly checks: readonly Instant[]
  readonly assessment: Assessment | undefined
  /** For an operation whose old key or value continues to work. Before `overlapping` its times are only planned. */
  readonly overlap: Overlap | undefined
  /** Present while the provider has not completed the new key (`create.finish`). */
  readonly completion?: Completion | undefined
}

/** `error`: why the last attempt failed. Without one, no attempt has ended. */
export interface Completion {
  readonly error?: AppError | undefined
}

/** scrypt's parameters; stored with every hash, so that they can be raised later. */
export interface ScryptCost {
  /** N: a power of two. Memory is 128 × N × r bytes. */
  readonly n: number
  readonly r: number
  readonly p: number
}

export interface PassphraseHash extends ScryptCost {
  /** Base64. */
  readonly salt: string
  /** Base64. */
  readonly hash: string
}

/** A wait that no change of the clock can shorten: measured by the machine's uptime. */
export interface Wait {
  /** The rest of the wait, in milliseconds, when it was recorded. */
  readonly leftMs: number
  /** The machine's uptime when the rest was recorded. */
  readonly notedAtMs: number
}

/** A lock that is set. Its passphrase opens the app, never a secret. */
export interface LockRecord {
  readonly passphrase: PassphraseHash
  readonly setAt: Instant
  /** Wrong passphrases in a row. */
  readonly failures: number
  /** No try is allowed before this wait is over. */
  readonly retry: Wait | undefined
  /** The passphrase was forgotten; the lock is removed after this wait. */
  readonly removal: (Wait & { readonly askedAt: Instant }) | undefined
}

/** A sign-in for one proxy, which is named by its origin (`http://host:port`). The password is in the keychain. */
export interface ProxySignInRecord {
  readonly proxy: string
  readonly user: string
  readonly entry: EntryName
  readonly version: number
  /** The keychain backend that wrote the entry. */
  readonly backend: string
}

/** A provider that the user describes. */
export interface DescriptionRecord {
  readonly id: DescribedId
  /** JSON text, which may be of a form that this version does not know. */
  readonly document: string
  /** When the user said that its list is read rightly. */
  readonly listConfirmedAt: Instant | undefined
  /** When the user said that the service has no keys yet. */
  readonly noKeysAt: Instant | undefined
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

/** A lead time of an event (shared/expiry/reminders.ts) of which the user has been reminded. */
export interface SentReminder {
  readonly reason: ReminderReason
  readonly subject: string
  readonly at: Instant
  readonly days: number
  readonly sentAt: Instant
}

/** An entry of a backup may hold details that this version does not know. */
export type EarlierHistoryEntry = Omit<HistoryEntry, 'id' | 'error'> & {
  readonly error?: AppError | undefined
}

export type NewHistoryEntry = Omit<EarlierHistoryEntry, 'details'> & { readonly details: HistoryDetails }

export interface Store {
  /**
   * Nested calls join the outer transaction. Throws Failure `vault` (`disk-full`, `read-only`, `damaged`, `in-use`). `repeatable`: all of it can
   * be fetched again, such as a provider's list. Such a transaction is as atomic, but does not wait for the disk, so that a power cut may undo it
   * as a whole; the next lasting transaction makes it lasting, too.
   */
  transaction<T>(run: () => T, kind?: 'lasting' | 'repeatable'): T
  readonly accounts: {
    all(): AccountRecord[]
    get(id: AccountId): AccountRecord | undefined
    put(record: AccountRecord): void
    /** Its keys must have been moved or deleted before. */
    remove(id: AccountId): void
  }
  readonly keys: {
    all(): KeyRecord[]
    isEmpty(): boolean
    ofAccount(account: AccountId): KeyRecord[]
    get(id: KeyId): KeyRecord | undefined
    /** By the provider's own address; if a missing key has the same address, the living one. */
    byRemote(account: AccountId, scope: string, remoteId: string): KeyRecord | undefined
    /** The same for many addresses at once, as a list has them: the keys found, by address. */
    byRemotes(account: AccountId, scope: string, remoteIds: readonly string[]): Map<string, KeyRecord>
    /** The living keys of one scope whose address is none of these. Does not read the ten thousand keys that are listed. */
    livingExcept(account: AccountId, scope: string, remoteIds: Iterable<string>): KeyId[]
    put(record: KeyRecord): void
    /**
     * Its versions must have been moved or deleted before the transaction ends. History stays. Returns the keys that named it as `renewedAs`: they
     * name none any more.
     */
    remove(id: KeyId): readonly KeyId[]
  }
  readonly versions: {
    all(): VersionRecord[]
    ofKey(key: KeyId): VersionRecord[]
    get(key: KeyId, version: number): VersionRecord | undefined
    put(record: VersionRecord): void
    remove(key: KeyId, version: number): void
  }
  readonly operations: {
    /** Operations that have not ended, oldest first. */
    open(): OperationRecord[]
    /** Operations that began at this instant or later, including those that have ended, oldest first. */
    begunSince(instant: Instant): OperationRecord[]
    /** Operations whose new key is stored and that still have a `completion`, oldest first. */
    incomplete(): OperationRecord[]
    get(id: OperationId): OperationRecord | undefined
    put(record: OperationRecord): void
  }
  readonly history: {
    add(entry: NewHistoryEntry): void
    /** Adds entries from a backup below all that are here, the newest first: they stay in the order of their times. */
    addEarlier(entries: readonly EarlierHistoryEntry[]): void
    /** Counts one more failed sync, at `until`, in the account's newest entry of that kind. False: there is no such entry. */
    growOutage(account: AccountId, until: Instant): boolean
    /** Deletes entries older than `before`: from the oldest entry up to the first one that is not older. */
    prune(before: Instant): void
    /** Newest first, ids below `before`. */
    list(filter: { before?: number | undefined; limit: number; key?: KeyId | undefined }): HistoryEntry[]
  }
  readonly descriptions: {
    /** The oldest first. */
    all(): DescriptionRecord[]
    get(id: DescribedId): DescriptionRecord | undefined
    put(record: DescriptionRecord): void
    /** No account may use it. */
    remove(id: DescribedId): void
  }
  /** Origins that the user has confirmed: for sending a credential to, and for opening in the browser. */
  readonly hosts: {
    has(purpose: 'send' | 'open', origin: string): boolean
    add(purpose: 'send' | 'open', origin: string): void
  }
  readonly proxySignIns: {
    all(): ProxySignInRecord[]
    /** Replaces the record for the same proxy. */
    put(record: ProxySignInRecord): void
    remove(proxy: string): void
  }
  readonly clipboard: {
    /** The fingerprints of secrets that may still be on the clipboard. */
    read(): readonly ClipboardFingerprint[]
    write(fingerprints: readonly ClipboardFingerprint[]): void
  }
  readonly reminders: {
    /** Until when the reminders of a key are snoozed, including snoozes that have ended. */
    snoozes(): { readonly key: KeyId; readonly until: Instant }[]
    snooze(key: KeyId, until: Instant): void
    unsnooze(key: KeyId): void
    /** The sent reminders of one event, the nearest lead time first. */
    recorded(event: Pick<SentReminder, 'reason' | 'subject' | 'at'>): SentReminder[]
    record(record: SentReminder): void
    remove(record: SentReminder): void
    /** When the user was last reminded of anything. */
    lastSentAt(): Instant | undefined
    /** Deletes the records of reminders after an instant: they were sent by a clock that ran ahead. */
    removeSentAfter(instant: Instant): void
    /** Deletes the records of reminders whose subject no longer exists. */
    forgetStrangers(): void
  }
  /** What is known about the backups of this vault. `undefined`: nothing yet, or it cannot be understood. */
  readonly backups: {
    read(): BackupState | undefined
    write(state: BackupState): void
  }
  readonly settings: {
    /** Defaults filled in; values that no longer fit the schema are left out. */
    read(): Settings
    write(settings: Settings): void
  }
  /** The one queue of replacements. */
  readonly queue: {
    read(): Queue | undefined
    write(queue: Queue): void
    remove(): void
  }
  readonly lock: {
    /** `undefined` while no lock is set. */
    read(): LockRecord | undefined
    write(record: LockRecord): void
    remove(): void
  }
  close(): void
}

/** Changes that were written and can no longer be read. */
export interface LostChanges {
  /** The number of lost transactions. */
  readonly changes: number
  /** The time of the last transaction that can be read. */
  readonly since: Instant | undefined
  /** How many fewer secrets are named than before; `undefined` if the earlier number is unknown. */
  readonly secrets: number | undefined
}

export type Opened =
  | {
      readonly state: 'open'
      readonly store: Store
      /** Changes found lost before the database was opened; the rest of the damaged log was kept aside. */
      readonly lost: LostChanges | undefined
    }
  | { readonly state: 'shut'; readonly why: ShutVault['why'] }

/** The vault opened for reading alone. `none`: nothing was ever stored here. */
export type OpenedToRead =
  | { readonly state: 'open'; readonly store: Store }
  | { readonly state: 'none' }
  | { readonly state: 'shut'; readonly why: ShutVault['why'] }

/** The files around the database. */
export interface Storage {
  /**
   * Opens the database or leaves it unchanged, byte for byte. A missing file is a first start only if neither backups nor sealed responses are
   * stored beside its path; otherwise it is `missing`.
   */
  open(): Opened
  /**
   * At the user's request: creates an empty database if `open` says `missing`, `damaged` or `foreign`. The existing file is kept aside; backups
   * and sealed responses stay. Throws Failure `vault` in every other state.
   */
  startAnew(): void
  /** Newest first; each backup is inspected. */
  backups(): Backup[]
  /** Moves the current database aside (dated, never deleted) and puts this backup in its place. Close the store first. */
  restore(name: string): void
  /** A dated copy, at most one a day unless `force`; the last 7 are kept. */
  backup(store: Store, options?: { force?: boolean }): void
  /** Inspects the database file without opening it or changing a byte of it. */
  check(): MachineFacts['vault']
  /** Inspects the vault's folder and tries to write to it. Never throws. */
  place(): PlaceFacts
  /** Free bytes on the database's disk. */
  freeBytes(): number
}

/** Sealed responses on disk: written whole and fsynced, or not at all. */
export interface SealedResponseStore {
  write(operation: OperationId, sealed: Uint8Array): void
  read(operation: OperationId): Uint8Array | undefined
  remove(operation: OperationId): void
  /** Every name in the folder. */
  list(): string[]
}
