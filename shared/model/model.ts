/** What the page may know: schemas of every row that crosses. Nothing here holds a secret. */
import { z } from 'zod'
import { isOneEmoji, TILE_COLOURS } from './account-sign.ts'

export const KeyId = z.string().min(1).max(64).brand<'KeyId'>()
export type KeyId = z.infer<typeof KeyId>
export const AccountId = z.string().min(1).max(64).brand<'AccountId'>()
export type AccountId = z.infer<typeof AccountId>
export const OperationId = z.string().min(1).max(64).brand<'OperationId'>()
export type OperationId = z.infer<typeof OperationId>

/** Epoch milliseconds, UTC. */
export const Instant = z.int()
export type Instant = z.infer<typeof Instant>

/** What people call a key or an account; no name is refused for its length before it is looked at. */
export const Name = z.string().max(10_000)

/** A name as it is shown, repeated by whoever confirms an act. Providers hold names of any length: a list of a megabyte may be one. */
export const ShownName = z.string().max(2_000_000)

/** Mirrors `AppError` (shared/contract/errors.ts), which stays a hand-written union so that `switch` can be exhaustive. */
export const ErrorData = z.looseObject({ kind: z.string() })

export const Grant = z.object({
  permission: z.string().max(200),
  target: z.object({ type: z.string().max(200), id: z.string().max(200) }).optional(),
})
export type Grant = z.infer<typeof Grant>

/**
 * When a key stops working and who says so. `at` missing means never. `unknown`: the provider keeps no expiry
 * and nobody has typed one, which is not the same as never.
 */
export const Expiry = z.discriminatedUnion('source', [
  z.object({ source: z.literal('provider'), at: Instant.optional() }),
  z.object({ source: z.literal('typed'), at: Instant.optional() }),
  z.object({ source: z.literal('unknown') }),
])
export type Expiry = z.infer<typeof Expiry>

/** `stale`: renewed elsewhere, so the value here is probably dead. `unsaved`: sealed on disk, not yet in the keychain. */
export const SecretState = z.enum(['held', 'missing', 'stale', 'unsaved'])
export type SecretState = z.infer<typeof SecretState>

/** The provider's own switch. Expiry is a question of the clock: see `shared/expiry/expiry.ts`. */
export const Switch = z.enum(['enabled', 'disabled', 'frozen', 'unknown'])
export type Switch = z.infer<typeof Switch>

/** Days before a date; 0 is the date itself. None: no reminder. */
export const ReminderDays = z.array(z.int().min(0).max(365)).max(12).readonly()
export type ReminderDays = z.infer<typeof ReminderDays>
export const RotateEveryDays = z.int().min(0).max(3_650)

/** A key as the page sees it. */
export const KeyRow = z.object({
  id: KeyId,
  /** Missing: entered by hand, or kept from a removed account. */
  account: AccountId.optional(),
  provider: z.string(),
  name: z.string(),
  /** What the provider itself shows to tell keys apart (eight characters at RIPE Atlas). Never part of a secret that is not public. */
  handle: z.string().optional(),
  /** The part of the account it lives in (an IONOS region). */
  scope: z.string().optional(),
  switch: Switch,
  validFrom: Instant.optional(),
  expires: Expiry,
  createdAt: Instant.optional(),
  /** When the current secret was issued, where that is newer than `createdAt` or all that is known. */
  secretMadeAt: Instant.optional(),
  lastUsedAt: Instant.optional(),
  secret: SecretState,
  version: z.int(),
  favourite: z.boolean(),
  tags: z.array(z.string()).readonly(),
  notes: z.string(),
  environment: z.string(),
  consoleUrl: z.string(),
  /** What it may do, each once, as the provider calls it; missing where none is known. */
  permissions: z.array(z.string()).readonly().optional(),
  /** What these are about: type and id, with a space between. */
  targets: z.array(z.string()).readonly().optional(),
  /** The account that uses this very key as its credential. */
  credentialOf: AccountId.optional(),
  /** Since when a complete list no longer had it. It is kept. */
  goneSince: Instant.optional(),
  /** It lives side by side with another key until the user retires one of them. */
  overlap: z
    .object({ role: z.enum(['new', 'old']), operation: OperationId, other: KeyId, until: Instant })
    .optional(),
  /** A newer key that looks like this one renewed elsewhere; the user decides. */
  renewedAs: KeyId.optional(),
  copiedAt: Instant.optional(),
  /** Lead times of its own; missing: as in the settings. */
  reminderDays: ReminderDays.optional(),
  rotateEveryDays: RotateEveryDays.optional(),
  /** Its reminders are silent until then; may have passed. */
  snoozedUntil: Instant.optional(),
  /** When the provider last confirmed these fields; for manual keys, when they were typed. */
  asOf: Instant,
})
export type KeyRow = z.infer<typeof KeyRow>

export const SyncState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('never') }),
  z.object({ state: z.literal('running'), since: Instant }),
  z.object({ state: z.literal('done'), at: Instant }),
  z.object({ state: z.literal('failed'), at: Instant, error: ErrorData }),
])
export type SyncState = z.infer<typeof SyncState>

export const FieldValue = z.union([
  z.string().max(2_000_000),
  z.boolean(),
  Instant,
  z.array(z.string().max(1_000)).max(500),
  z.array(Grant).max(500),
])
export type FieldValue = z.infer<typeof FieldValue>
/** What a form was filled with, by field name. Each provider checks its own. */
export const FormValues = z.record(z.string().max(100), FieldValue)
export type FormValues = z.infer<typeof FormValues>

/** How the user tells an account from others at a glance; what is missing comes from its provider. */
export const AccountSign = z.strictObject({
  colour: z.enum(TILE_COLOURS).optional(),
  emoji: z.string().max(64).refine(isOneEmoji).optional(),
})
export type AccountSign = z.infer<typeof AccountSign>

export const AccountRow = z.object({
  id: AccountId,
  provider: z.string(),
  name: z.string(),
  sign: AccountSign.optional(),
  /** The form without its secret. */
  settings: FormValues,
  credential: SecretState,
  /** When the credential itself stops working, where it can be known (a JWT's `exp`). */
  credentialExpiresAt: Instant.optional(),
  /** The key of this vault that is the credential. */
  credentialKey: KeyId.optional(),
  sync: SyncState,
  /** The last time every scope was listed in full. */
  asOf: Instant.optional(),
  /** This machine's clock minus the provider's, when it is over two minutes. */
  clockSkewMs: z.int().optional(),
  /** What the provider wants said (a deprecation, say). */
  warnings: z.array(z.string()).readonly(),
})
export type AccountRow = z.infer<typeof AccountRow>

export const VersionRow = z.object({
  version: z.int(),
  /** `retiring`: replaced by the current one, and still in use until the user retires it. */
  status: z.enum(['current', 'retiring', 'previous']),
  origin: z.enum(['typed', 'created', 'regenerated', 'adopted']),
  madeAt: Instant,
  /** The keychain backend that wrote it. */
  backend: z.string(),
  /** Whether the provider accepts it. `revoked` once it was replaced in place or its key was deleted; `unknown` where it was never tested. */
  validity: z.enum(['valid', 'revoked', 'unknown']),
})
export type VersionRow = z.infer<typeof VersionRow>
