/** The world that the program runs in: one argument of `createApp`. The program cannot distinguish a fake world from the real one. */
import type { EventName, Payload } from '../../../shared/contract/contract.ts'
import type { ClipboardStatus, CommandLineState } from '../../../shared/diagnostics/machine.ts'
import type { Instant } from '../../../shared/model/model.ts'
import type { Secret } from './secret.ts'
import type { ConfirmationPort } from './confirmations.ts'
import type { DesktopPort } from './desktop.ts'
import type { GesturePort } from './gestures.ts'
import type { KeychainPort } from './keychain.ts'
import type { LockPort } from './lock.ts'
import type { MachinePort } from './machine.ts'
import type { NetworkPort } from './network.ts'
import type { NotificationPort } from './notifications.ts'
import type { SealedVault } from './sealed-vault.ts'
import type { RequesterPort } from './requester.ts'
import type { ImportFilesPort } from './import-files.ts'
import type { SourceFilesPort } from './source-files.ts'
import type { WorkerPort } from './worker.ts'
import type { BackupFiles } from './backup-files.ts'
import type { FileDialogs } from './file-dialogs.ts'
import type { FileDropPort } from './file-drops.ts'

export interface Clock {
  now(): Instant
  /** Milliseconds since a fixed moment; continues when the wall clock is changed, and may stop during sleep. */
  steadyMs(): number
  /** Runs `run` once after `delayMs`; the returned function stops it. */
  after(delayMs: number, run: () => void): () => void
}

/** The clock of an open vault. */
export interface VaultClock extends Clock {
  /** Resolves after `delayMs`. Rejects with Failure `closed` as soon as the vault closes. */
  wait(delayMs: number): Promise<void>
}

/** A keyed hash of a copied secret: enough to recognise the secret, useless to recover it. */
export type ClipboardFingerprint = string & { readonly clipboardMark: never }

/** `replaced`: the clipboard holds something else. `still-there`: the secret could not be removed, or was restored at once. */
export type ClipboardClearing = 'cleared' | 'replaced' | 'still-there'

export interface ClipboardPort {
  /** Writes a secret, marked so that clipboard histories leave it out, and verifies that it arrived. Throws Failure `clipboard`. */
  writeSecret(secret: Secret): Promise<ClipboardFingerprint>
  /** The fingerprint that `writeSecret` will return for the secret. */
  fingerprint(secret: Secret): ClipboardFingerprint
  /** Empties the clipboard if it still holds the secret with this fingerprint. Throws Failure `clipboard` if the clipboard does not respond. */
  clearIfStill(fingerprint: ClipboardFingerprint): Promise<ClipboardClearing>
  /**
   * The text that the user has copied in another program, for "paste". Throws Failure `secret`: `clipboard-empty`, and `own-copy` for a secret
   * that this program has copied itself.
   */
  readSecret(): Promise<Secret>
  /**
   * The text on the clipboard, for the watch: by this program's own read, which starts no other program. `undefined`: none, one that is too long for
   * a key, or a secret that this program has copied itself. Throws Failure `clipboard`.
   */
  look(): Promise<Secret | undefined>
  /** Fingerprints are computed with this key from now on, so that they stay valid after a restart. 32 bytes. */
  useFingerprintKey(key: Uint8Array): void
  status(): Promise<ClipboardStatus>
}

export interface Log {
  /** `event` is a constant phrase; `facts` hold no secret, no path and no provider text. */
  info(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void
  /** Writes the detail to the log and returns the ticket that the page may show. */
  unexpected(where: string, error: unknown): string
  /** Whether lines reach the disk. Changes nothing. Missing for a log that is no file. */
  canWrite?(): boolean
}

export interface Paths {
  readonly databasePath: string
  readonly backupDir: string
  readonly sealedResponseDir: string
}

/** The world of an open vault. */
export type VaultWorld = World & { readonly clock: VaultClock }

export interface World {
  readonly paths: Paths
  readonly clock: Clock
  readonly keychain: KeychainPort
  /** Missing: secrets are in the keychain and nowhere else, as in a demo vault. */
  readonly sealedVault?: SealedVault
  readonly clipboard: ClipboardPort
  readonly network: NetworkPort
  readonly desktop: DesktopPort
  readonly confirmations: ConfirmationPort
  readonly gestures: GesturePort
  readonly lock: LockPort
  readonly machine: MachinePort
  readonly notifications: NotificationPort
  readonly worker: WorkerPort
  readonly backupFiles: BackupFiles
  readonly fileDialogs: FileDialogs
  readonly fileDrops: FileDropPort
  /** Whether the `keyhold` command reaches this program. Missing: it has no command line. */
  readonly commandLine?: () => CommandLineState
  /** Missing: this system does not tell processes apart. Then a program is permitted something for once only. */
  readonly requesters?: RequesterPort
  /** Opens an https address in the user's browser. */
  readonly openExternal: (address: string) => Promise<void>
  /** Missing: this program opens no file for an import. */
  readonly importFiles?: ImportFilesPort
  /** Missing: no file that an import has read can be changed. */
  readonly sourceFiles?: SourceFilesPort
  /** Lets the user choose a place for a file of this name and writes it. False: the user cancelled. Throws Failure `file`. */
  readonly saveFile: (name: string, text: string) => Promise<boolean>
  /** Sends an event to every open page. Payloads are checked by the contract's schema first. */
  readonly push: <K extends EventName>(name: K, payload: Payload<K>) => void
  readonly log: Log
}
