/** Calls about encrypted backups. The user chooses files in dialogs of the system, so the page never passes a path. */
import { z } from 'zod'
import { DryRun, RestoreResult } from '../backup/restore.ts'
import { AutomaticBackups, BackupState } from '../backup/state.ts'
import { MAX_PASSPHRASE } from '../model/lock.ts'

const Nothing = z.void()
const Passphrase = z.string().min(1).max(MAX_PASSPHRASE)

const EncryptFor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('passphrase'), passphrase: Passphrase }),
  z.strictObject({ kind: z.literal('recipients'), recipients: AutomaticBackups.shape.recipients }),
])
const OpenWith = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('passphrase'), passphrase: Passphrase }),
  /** The text of an age identity file. */
  z.strictObject({ kind: z.literal('identities'), text: z.string().min(1).max(100_000) }),
])
const Ids = z.array(z.string().min(1).max(64)).max(200_000)

export const backupCalls = {
  'backup:state': { input: Nothing, output: BackupState },
  /** The user chooses the file. `secrets` is missing if the user chose none. `missing`: the number of secrets that the keychain did not have. */
  'backup:write': {
    input: z.strictObject({ for: EncryptFor }),
    output: z.object({ secrets: z.int().optional(), missing: z.int().optional() }),
  },
  /** Cancels the running backup, dry run, restore or rehearsal. */
  'backup:cancel': { input: Nothing, output: Nothing },
  /** `folder` is missing if the user chose none. */
  'backup:choose-folder': { input: Nothing, output: z.object({ folder: z.string().optional() }) },
  /** The user confirms folder and recipients outside the page. `false`: the user declined. */
  'backup:set-automatic': {
    input: z.strictObject({ automatic: AutomaticBackups.optional() }),
    output: z.object({ set: z.boolean() }),
  },
  /** Snoozes the backup reminder for a month. */
  'backup:snooze': { input: Nothing, output: Nothing },
  'backup:write-automatic': { input: Nothing, output: Nothing },
  /** Saves a new identity to a file that the user chooses; the page gets its public half. `recipient` is missing if the user chose no file. */
  'backup:new-identity': { input: Nothing, output: z.object({ recipient: z.string().optional() }) },
  /** The user chooses the file. `dryRun` is missing if the user chose none. */
  'restore:open': {
    input: z.strictObject({ with: OpenWith }),
    output: z.object({ dryRun: DryRun.optional() }),
  },
  'restore:run': {
    input: z.strictObject({ id: z.uuid(), accounts: Ids, keys: Ids, settings: z.boolean().optional() }),
    output: RestoreResult,
  },
  'restore:close': { input: z.strictObject({ id: z.uuid() }), output: Nothing },
  /** Makes a dry run of the newest backup. The returned state contains its outcome. */
  'restore:rehearse': { input: z.strictObject({ with: OpenWith }), output: BackupState },
} as const
