/** The state of the vault's encrypted backups. */
import { z } from 'zod'
import { ErrorData, Instant } from '../model/model.ts'

/** Recipients and a folder are enough to write a backup, so no passphrase is stored. */
export const AutomaticBackups = z.strictObject({
  /** An absolute path. */
  folder: z.string().min(1).max(4_096),
  /** `age1…` */
  recipients: z.array(z.string().min(1).max(4_000)).min(1).max(20),
  everyDays: z.int().min(1).max(90),
  /** How many backups stay in the folder. */
  keep: z.int().min(1).max(100),
})
export type AutomaticBackups = z.infer<typeof AutomaticBackups>

export const BackupState = z.object({
  /** A random id, chosen once. It is part of the names of automatic backups, so that two vaults may share a folder. */
  vault: z.string().regex(/^[0-9a-f]{8}$/),
  /** The newest backup that was written and verified. */
  last: z
    .object({
      at: Instant,
      /** Its absolute path. */
      path: z.string(),
      keys: z.int(),
      secrets: z.int(),
      /** The number of secrets that the keychain did not have. */
      missing: z.int(),
      isAutomatic: z.boolean(),
    })
    .optional(),
  /** When the first backup was written. The first check is due a fixed time later. */
  firstAt: Instant.optional(),
  automatic: AutomaticBackups.optional(),
  /** When the last automatic backup was written. A change of the automatic backups removes this time, and then a backup is due. */
  automaticAt: Instant.optional(),
  /** No reminder of a backup appears before this time. Set once the vault holds something that no backup has, and by a snooze. */
  remindAt: Instant.optional(),
  /** Why the last automatic backup failed. Missing if it succeeded. */
  failed: z.object({ at: Instant, error: ErrorData }).optional(),
  /** The last rehearsal of a restore. */
  rehearsal: z
    .object({
      at: Instant,
      /** When the rehearsed backup was made; missing if it could not be opened. */
      madeAt: Instant.optional(),
      /** `opened`: decrypted and read to its end. `whole`: not decrypted, but its bytes are those that were written. */
      outcome: z.enum(['opened', 'whole', 'failed']),
      keys: z.int().optional(),
      /** The number of secrets in the vault that differ from the backup or are not in it. */
      newerHere: z.int().optional(),
      error: ErrorData.optional(),
    })
    .optional(),
  /** SHA-256 of the newest file, in hex. A check without a passphrase or an identity compares it. */
  lastHash: z.string().optional(),
})
export type BackupState = z.infer<typeof BackupState>
