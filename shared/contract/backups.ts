/** Calls about encrypted backups. Files are chosen in dialogs of the system, so no page names a path. */
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
  /** The text of an identity file of age. */
  z.strictObject({ kind: z.literal('identities'), text: z.string().min(1).max(100_000) }),
])
const Ids = z.array(z.string().min(1).max(64)).max(200_000)

export const backupCalls = {
  'backup:state': { input: Nothing, output: BackupState },
  /** The user chooses the place. `secrets` is missing if the user chose none. `missing`: secrets that the keychain did not have. */
  'backup:write': {
    input: z.strictObject({ for: EncryptFor }),
    output: z.object({ secrets: z.int().optional(), missing: z.int().optional() }),
  },
  /** Ends the backup, dry run, restore or rehearsal that runs. */
  'backup:cancel': { input: Nothing, output: Nothing },
  /** `folder` is missing if the user chose none. */
  'backup:choose-folder': { input: Nothing, output: z.object({ folder: z.string().optional() }) },
  /** The user confirms folder and recipients outside the page. `false`: the user said no. */
  'backup:set-automatic': {
    input: z.strictObject({ automatic: AutomaticBackups.optional() }),
    output: z.object({ set: z.boolean() }),
  },
  /** Puts the reminder of a backup off for a month. */
  'backup:snooze': { input: Nothing, output: Nothing },
  'backup:write-automatic': { input: Nothing, output: Nothing },
  /** Saves a new identity where the user chooses; the page gets its public half. `recipient` is missing if the user chose no place. */
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
  /** A dry run of the newest backup. Its outcome is in the state. */
  'restore:rehearse': { input: z.strictObject({ with: OpenWith }), output: BackupState },
} as const
