/** The world that the program runs in: one argument of `createApp`. The program cannot tell a fake one from the real one. */
import type { EventName, Payload } from '../../../shared/contract/contract.ts'
import type { ClipboardStatus } from '../../../shared/diagnostics/machine.ts'
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

export interface Clock {
  now(): Instant
  /** Milliseconds that have passed since some moment; goes on while the wall clock is moved, and may stand still in sleep. */
  steadyMs(): number
  /** Runs `act` once after `delayMs`; the returned function stops it. */
  after(delayMs: number, act: () => void): () => void
}

/** A keyed hash of what was written: enough to recognise it, useless to recover it. */
export type ClipboardFingerprint = string & { readonly clipboardMark: never }

/** `replaced`: it holds something else. `still-there`: it could not be emptied, or was put back at once. */
export type ClipboardClearing = 'cleared' | 'replaced' | 'still-there'

export interface ClipboardPort {
  /** Writes a secret, marked so that clipboard histories leave it out, and proves that it arrived. Throws Failure `clipboard`. */
  writeSecret(secret: Secret): Promise<ClipboardFingerprint>
  /** The mark that `writeSecret` will give for it. */
  fingerprint(secret: Secret): ClipboardFingerprint
  /** Empties the clipboard if it still holds what `fingerprint` stands for. Throws Failure `clipboard` where it does not answer. */
  clearIfStill(fingerprint: ClipboardFingerprint): Promise<ClipboardClearing>
  /**
   * What the user has copied elsewhere, for "paste". Throws Failure `secret`: `clipboard-empty`, and `own-copy` for what this program has
   * put there itself.
   */
  readSecret(): Promise<Secret>
  /** Marks are computed with this key from now on, so that they mean the same after a restart. 32 bytes. */
  useFingerprintKey(key: Uint8Array): void
  truth(): Promise<ClipboardStatus>
}

export interface Log {
  /** `event` is a constant phrase; `facts` hold no secret, no path and no provider text. */
  info(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void
  /** Keeps the detail in the log and returns the ticket that the page may show. */
  unexpected(where: string, error: unknown): string
}

export interface Paths {
  readonly databasePath: string
  readonly backupDir: string
  readonly sealedResponseDir: string
}

export interface World {
  readonly paths: Paths
  readonly clock: Clock
  readonly keychain: KeychainPort
  readonly clipboard: ClipboardPort
  readonly network: NetworkPort
  readonly desktop: DesktopPort
  readonly confirmations: ConfirmationPort
  readonly gestures: GesturePort
  readonly lock: LockPort
  readonly machine: MachinePort
  readonly notifications: NotificationPort
  /** Opens an https address in the user's browser. */
  readonly openExternal: (address: string) => Promise<void>
  /** Lets the user choose a place for a file of this name and writes it. False: the user chose none. Throws Failure `file`. */
  readonly saveFile: (name: string, text: string) => Promise<boolean>
  /** Tells every open page. Payloads go through the contract's schema first. */
  readonly push: <K extends EventName>(name: K, payload: Payload<K>) => void
  readonly log: Log
}
