/**
 * Every call and event between page and main, with its schema. Adding a call takes three edits, and the compiler demands each of them: the contract
 * in `calls/`, the handler, the use. Main refuses input with an unknown field, and removes unknown fields from output.
 */
import { z } from 'zod'
import { accountCalls } from './accounts.ts'
import { approvalCalls } from './approvals.ts'
import { backupCalls } from './backups.ts'
import { exportCalls } from './exports.ts'
import { bulkCalls } from './bulk.ts'
import { descriptionCalls } from './descriptions.ts'
import { desktopCalls } from './desktop.ts'
import { importCalls, ImportProgress } from './import.ts'
import { keychainCalls } from './keychain.ts'
import { keyCalls } from './keys.ts'
import { lockCalls } from './lock.ts'
import { machineCalls } from './machine.ts'
import { operationCalls } from './operations.ts'
import { paletteCalls, ShortcutState } from './palette.ts'
import { proxyCalls } from './proxies.ts'
import { MoveProgress, sealedVaultCalls } from './sealed-vault.ts'
import { reminderCalls } from './reminders.ts'
import { vaultCalls } from './vault.ts'
import { LockView } from '../model/lock.ts'
import { AccountId, KeyId, OperationId } from '../model/model.ts'
import { OperationKind, OperationStep } from '../model/operation.ts'
import { Change } from './snapshot.ts'

export const calls = {
  ...vaultCalls,
  ...keychainCalls,
  ...accountCalls,
  ...keyCalls,
  ...operationCalls,
  ...bulkCalls,
  ...desktopCalls,
  ...paletteCalls,
  ...lockCalls,
  ...reminderCalls,
  ...machineCalls,
  ...proxyCalls,
  ...approvalCalls,
  ...sealedVaultCalls,
  ...backupCalls,
  ...importCalls,
  ...exportCalls,
  ...descriptionCalls,
} as const

/** The events that main may send to the page. */
export const events = {
  'app:changed': Change,
  /** The vault was opened, restored or closed: the page requests a new snapshot. */
  'app:reset': z.void(),
  'sync:progress': z.object({ account: AccountId, seen: z.int(), total: z.int().optional() }),
  'operation:progress': z.object({
    operation: OperationId,
    kind: OperationKind,
    key: KeyId,
    step: OperationStep,
  }),
  /** A command from a menu, the tray or another start waits for the main page, which fetches it with `desktop:take-command`. */
  'desktop:command-waits': z.void(),
  /** The lock was set, changed or turned off. Locking and unlocking send `app:reset` instead. */
  'lock:changed': LockView,
  /** `done`: from 0 to 1. */
  'export:progress': z.object({ done: z.number() }),
  /** The progress of the window's import. */
  'import:progress': ImportProgress,
  /** The progress of a move between keychain and sealed vault. */
  'sealed-vault:moving': MoveProgress,
  'clipboard:cleared': z.object({ cleared: z.boolean() }),
  /** A secret of this shape was just copied in another program. */
  'clipboard:offered': z.object({ shape: z.string() }),
  /** The palette's window is shown or hidden. Its page is paused while hidden. */
  'palette:shown': z.void(),
  'palette:hidden': z.void(),
  'shortcut:changed': ShortcutState,
  'backup:progress': z.object({
    work: z.enum(['backup', 'open', 'restore', 'rehearsal']),
    /** From 0 to 1. */
    done: z.number(),
  }),
  /** The page requests `backup:state` again. */
  'backup:changed': z.void(),
  /** The card that waits, the remembered answers or the theme have changed. */
  'approval:changed': z.void(),
} as const

type Calls = typeof calls
type Events = typeof events

export type CallName = keyof Calls
export type Input<K extends CallName> = z.infer<Calls[K]['input']>
export type Output<K extends CallName> = z.infer<Calls[K]['output']>
export type EventName = keyof Events
export type Payload<K extends EventName> = z.infer<Events[K]>

/** Everything that preload exposes as `window.vault`. */
export interface Bridge {
  /**
   * Resolves with the answer as JSON text. Electron passes one text quickly, but copies ten thousand rows field by field, twice (measured: 100 ms in
   * main and as much in the page).
   */
  call(name: string, input: unknown): Promise<string>
  /** `payload` is JSON text; missing if the event has none. */
  listen(onEvent: (name: string, payload: string | undefined) => void): () => void
}
