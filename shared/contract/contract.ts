/**
 * Every call and event between page and main, with its schema. Adding a call is three edits, each demanded by
 * the compiler: in `calls/`, its handler, its use. Input is refused when it has an unknown field; output is trimmed.
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
  /** The vault has been opened, restored or closed: ask for a new snapshot. */
  'app:reset': z.void(),
  'sync:progress': z.object({ account: AccountId, seen: z.int(), total: z.int().optional() }),
  'operation:progress': z.object({
    operation: OperationId,
    kind: OperationKind,
    key: KeyId,
    step: OperationStep,
  }),
  /** The main page is to take what a menu, the tray or another start asks of it (`desktop:take-command`). */
  'desktop:command-waits': z.void(),
  /** The lock was set, changed or turned off. Opening and shutting it is a reset. */
  'lock:changed': LockView,
  /** From 0 to 1. */
  'export:progress': z.object({ done: z.number() }),
  /** How far the window's import is. */
  'import:progress': ImportProgress,
  /** How far a move between keychain and sealed vault is. */
  'sealed-vault:moving': MoveProgress,
  'clipboard:cleared': z.object({ cleared: z.boolean() }),
  /** A key of this shape was just copied in another program. */
  'clipboard:offered': z.object({ shape: z.string() }),
  /** The palette's window is in front, or hidden again. Its page is paused in between. */
  'palette:shown': z.void(),
  'palette:hidden': z.void(),
  'shortcut:changed': ShortcutState,
  'backup:progress': z.object({
    work: z.enum(['backup', 'open', 'restore', 'rehearsal']),
    /** From 0 to 1. */
    done: z.number(),
  }),
  /** Ask for `backup:state` again. */
  'backup:changed': z.void(),
  /** Another card waits, or none does; or the remembered answers or the theme have changed. */
  'approval:changed': z.void(),
} as const

type Calls = typeof calls
type Events = typeof events

export type CallName = keyof Calls
export type Input<K extends CallName> = z.infer<Calls[K]['input']>
export type Output<K extends CallName> = z.infer<Calls[K]['output']>
export type EventName = keyof Events
export type Payload<K extends EventName> = z.infer<Events[K]>

/** The whole surface that preload puts on `window.vault`. */
export interface Bridge {
  /**
   * Resolves with the answer as JSON text. One text crosses in no time; ten thousand rows as objects are copied field by field, twice
   * (measured: 100 ms in main and as much in the page).
   */
  call(name: string, input: unknown): Promise<string>
  /** `payload` is JSON text; missing where the event has none. */
  listen(onEvent: (name: string, payload: string | undefined) => void): () => void
}
