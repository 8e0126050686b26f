/** What the program knows about the encrypted backups of its vault. */
import { z } from 'zod'
import { ErrorData, Instant } from '../model/model.ts'

/** Recipients and a folder are enough to write: no passphrase is kept anywhere. */
export const AutomaticBackups = z.strictObject({
  /** Absolute. */
  folder: z.string().min(1).max(4_096),
  /** `age1…` */
  recipients: z.array(z.string().min(1).max(4_000)).min(1).max(20),
  everyDays: z.int().min(1).max(90),
  /** How many are kept in the folder. */
  keep: z.int().min(1).max(100),
})
export type AutomaticBackups = z.infer<typeof AutomaticBackups>

export const BackupState = z.object({
  /** Chosen at random once: part of the names of automatic backups, so that two vaults may share a folder. */
  vault: z.string().regex(/^[0-9a-f]{8}$/),
  /** The newest one that was written and verified. */
  last: z
    .object({
      at: Instant,
      /** Its absolute path. */
      path: z.string(),
      keys: z.int(),
      secrets: z.int(),
      /** Secrets that the keychain did not have. */
      missing: z.int(),
      isAutomatic: z.boolean(),
    })
    .optional(),
  /** When the first one was written, by which the first check is due. */
  firstAt: Instant.optional(),
  automatic: AutomaticBackups.optional(),
  /** When the last automatic backup was written. Missing since the automatic backups were changed: then one is due. */
  automaticAt: Instant.optional(),
  /** No reminder of a backup appears before. Set once the vault holds something that no backup has, and by a snooze. */
  remindAt: Instant.optional(),
  /** The last automatic backup failed. Since it has worked again, there is none. */
  failed: z.object({ at: Instant, error: ErrorData }).optional(),
  /** The last rehearsal of a restore. */
  rehearsal: z
    .object({
      at: Instant,
      /** When the rehearsed backup was made; missing if it could not be opened. */
      madeAt: Instant.optional(),
      /** `opened`: decrypted and read to its end. `whole`: without what opens it, its bytes are those that were written. */
      outcome: z.enum(['opened', 'whole', 'failed']),
      keys: z.int().optional(),
      /** Secrets here that differ from the backup or are not in it. */
      newerHere: z.int().optional(),
      error: ErrorData.optional(),
    })
    .optional(),
  /** SHA-256 of the newest file, in hex: a check without a passphrase or an identity compares it. */
  lastHash: z.string().optional(),
})
export type BackupState = z.infer<typeof BackupState>
