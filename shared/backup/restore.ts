/** The result of a dry run of a restore. No row contains a secret. */
import { z } from 'zod'
import { Instant } from '../model/model.ts'

export const RestoreAccount = z.object({
  /** The account's id in the backup. */
  id: z.string(),
  provider: z.string(),
  /** Missing for a provider that neither this program nor the backup knows by name. */
  providerName: z.string().optional(),
  name: z.string(),
  /** `new`: not in this vault. `lacks`: in this vault with the same settings, but without its credential. */
  status: z.enum(['new', 'lacks', 'same']),
})
export type RestoreAccount = Readonly<z.infer<typeof RestoreAccount>>

export const RestoreKey = z.object({
  /** The key's id in the backup. */
  id: z.string(),
  /** The id of the key's account in the backup. */
  account: z.string().optional(),
  provider: z.string(),
  providerName: z.string().optional(),
  name: z.string(),
  /**
   * `new`: not in this vault. `lacks`: in this vault, but without its current secret or without an operation that may hold one. `differs`: in this
   * vault with another secret. `same`: a restore would change nothing, because the vault already has the backup's current secret, possibly as an
   * earlier version.
   */
  status: z.enum(['new', 'lacks', 'differs', 'same']),
  /** Whether the key's current secret is in the backup. */
  hasSecret: z.boolean(),
  /** When the backup's current secret was made, and when this vault's was. */
  madeAt: Instant.optional(),
  hereMadeAt: Instant.optional(),
})
export type RestoreKey = Readonly<z.infer<typeof RestoreKey>>

export const DryRun = z.object({
  /** Identifies this dry run in the calls that follow. */
  id: z.string(),
  madeAt: Instant,
  madeBy: z.string(),
  accounts: z.array(RestoreAccount).readonly(),
  keys: z.array(RestoreKey).readonly(),
  /**
   * The number of settings in the backup that differ from this vault's, and whether to restore them by default, because this vault is still empty.
   * Missing: none differ.
   */
  settings: z.object({ count: z.int(), isSuggested: z.boolean() }).optional(),
  /** Keys of this vault with a secret that the backup does not have. A restore does not change them. */
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
  /** The number of restored settings. */
  settings: z.int(),
  /** Keys and accounts that could not be restored, with the failure. The restore stops at the first failure of the keychain or the database. */
  failed: z.array(z.object({ name: z.string(), error: z.looseObject({ kind: z.string() }) })).readonly(),
  /** The number of picked keys and accounts that were not reached, because the restore was cancelled or stopped. */
  left: z.int(),
})
export type RestoreResult = Readonly<z.infer<typeof RestoreResult>>
