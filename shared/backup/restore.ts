/** What a dry run of a restore shows. No row contains a secret. */
import { z } from 'zod'
import { Instant } from '../model/model.ts'

export const RestoreAccount = z.object({
  /** Its id in the backup. */
  id: z.string(),
  provider: z.string(),
  /** Missing for a provider that neither this program nor the backup names. */
  providerName: z.string().optional(),
  name: z.string(),
  /** `lacks`: here with the same settings, and its credential is gone. */
  status: z.enum(['new', 'lacks', 'same']),
})
export type RestoreAccount = Readonly<z.infer<typeof RestoreAccount>>

export const RestoreKey = z.object({
  /** Its id in the backup. */
  id: z.string(),
  /** The id of its account in the backup. */
  account: z.string().optional(),
  provider: z.string(),
  providerName: z.string().optional(),
  name: z.string(),
  /**
   * `new`: not here. `lacks`: here without its current secret, or without an operation that may hold one. `differs`: here with another secret. `same`: nothing would change, because the backup's
   * current secret is here, maybe as an earlier version.
   */
  status: z.enum(['new', 'lacks', 'differs', 'same']),
  /** Whether its current secret is in the backup. */
  hasSecret: z.boolean(),
  /** When the backup's current secret was made, and the one that is here. */
  madeAt: Instant.optional(),
  hereMadeAt: Instant.optional(),
})
export type RestoreKey = Readonly<z.infer<typeof RestoreKey>>

export const DryRun = z.object({
  /** Names this dry run in the calls that follow. */
  id: z.string(),
  madeAt: Instant,
  madeBy: z.string(),
  accounts: z.array(RestoreAccount).readonly(),
  keys: z.array(RestoreKey).readonly(),
  /**
   * Settings of the backup that differ from those here: how many, and whether to take them unless the user says otherwise, because nothing is here yet.
   * Missing: none.
   */
  settings: z.object({ count: z.int(), isSuggested: z.boolean() }).optional(),
  /** Keys with a secret here that the backup does not have. They stay as they are. */
  newerHere: z.int(),
  /** Secrets that could not be read when the backup was made. */
  missing: z.int(),
})
export type DryRun = z.infer<typeof DryRun>

export const RestoreResult = z.object({
  accounts: z.int(),
  keys: z.int(),
  secrets: z.int(),
  operations: z.int(),
  /** Settings that were changed. */
  settings: z.int(),
  /** Keys and accounts that could not be restored, with the failure. The restore stops at the first failure of the keychain or the database. */
  failed: z.array(z.object({ name: z.string(), error: z.looseObject({ kind: z.string() }) })).readonly(),
  /** How many of the picked were not reached, because it was cancelled or stopped. */
  left: z.int(),
})
export type RestoreResult = Readonly<z.infer<typeof RestoreResult>>
