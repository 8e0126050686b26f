/** The schemas of every row that the page receives. No row contains a secret. */
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

/** The name of a key or an account. The limit is so high that `nameProblem`, not this schema, refuses a name that is too long. */
export const Name = z.string().max(10_000)

/** A name as it is shown; the user repeats it to confirm an action. Providers allow names of any length: a list of a megabyte may be one name. */
export const ShownName = z.string().max(2_000_000)

/** Mirrors `AppError` (shared/contract/errors.ts), which stays a hand-written union so that `switch` can be exhaustive. */
export const ErrorData = z.looseObject({ kind: z.string() })

export const Grant = z.object({
  permission: z.string().max(200),
  target: z.object({ type: z.string().max(200), id: z.string().max(200) }).optional(),
})
export type Grant = z.infer<typeof Grant>

/**
 * When a key stops working, and the source of that date. If `at` is missing, the key never expires. `unknown`: the provider keeps no expiry and
 * nobody has typed one, which is not the same as never.
 */
export const Expiry = z.discriminatedUnion('source', [
  z.object({ source: z.literal('provider'), at: Instant.optional() }),
  z.object({ source: z.literal('typed'), at: Instant.optional() }),
  z.object({ source: z.literal('unknown') }),
])
export type Expiry = z.infer<typeof Expiry>

/** `stale`: renewed elsewhere, so the stored secret is probably invalid. `unsaved`: sealed on disk, not yet in the keychain. */
export const SecretState = z.enum(['held', 'missing', 'stale', 'unsaved'])
export type SecretState = z.infer<typeof SecretState>

/** The provider's own switch. Expiry depends on the clock: see `shared/expiry/expiry.ts`. */
export const Switch = z.enum(['enabled', 'disabled', 'frozen', 'unknown'])
export type Switch = z.infer<typeof Switch>

/** Days before a date; 0 is the date itself. Empty: no reminder. */
export const ReminderDays = z.array(z.int().min(0).max(365)).max(12).readonly()
export type ReminderDays = z.infer<typeof ReminderDays>
export const RotateEveryDays = z.int().min(0).max(3_650)

/** A find of a key's secret in public, as its provider reports it. The address is only shown: it may lead anywhere. */
export const Leak = z.object({ at: Instant, where: z.string().optional() })
export type Leak = Readonly<z.infer<typeof Leak>>

/** A key as the page sees it. */
export const KeyRow = z.object({
  id: KeyId,
  /** Missing if the key was entered by hand, or was kept from a removed account. */
  account: AccountId.optional(),
  provider: z.string(),
  name: z.string(),
  /** The part that the provider itself shows to identify keys (eight characters at RIPE Atlas). Never a part of a secret that is not public. */
  handle: z.string().optional(),
  /** The part of the account that contains the key (an IONOS region). */
  scope: z.string().optional(),
  switch: Switch,
  validFrom: Instant.optional(),
  expires: Expiry,
  createdAt: Instant.optional(),
  /** When the current secret was issued, if that is later than `createdAt` or is the only known date. */
  secretMadeAt: Instant.optional(),
  lastUsedAt: Instant.optional(),
  leaked: Leak.optional(),
  secret: SecretState,
  version: z.int(),
  favourite: z.boolean(),
  tags: z.array(z.string()).readonly(),
  notes: z.string(),
  environment: z.string(),
  consoleUrl: z.string(),
  /** The key's permissions, each once, in the provider's words; missing if none is known. */
  permissions: z.array(z.string()).readonly().optional(),
  /** The targets of the permissions: type and id, separated by a space. */
  targets: z.array(z.string()).readonly().optional(),
  /** The account that uses this very key as its credential. */
  credentialOf: AccountId.optional(),
  /** Since when a complete list no longer contains the key. Keyhold keeps the record. */
  goneSince: Instant.optional(),
  /** The key is in an overlap with another key until the user retires one of them. */
  overlap: z
    .object({
      role: z.enum(['new', 'old']),
      operation: OperationId,
      other: KeyId,
      until: Instant,
      /** The provider itself ends the old secret at `until`: the user need not. */
      endsAtProvider: z.literal(true).optional(),
    })
    .optional(),
  /** A newer key that is probably a renewal of this one elsewhere; the user decides. */
  renewedAs: KeyId.optional(),
  /** The key lacks something at its provider: the operation that created it, and why its last attempt to complete the key failed. */
  incomplete: z.object({ operation: OperationId, error: ErrorData }).optional(),
  copiedAt: Instant.optional(),
  /** The key's own lead times; missing: as in the settings. */
  reminderDays: ReminderDays.optional(),
  rotateEveryDays: RotateEveryDays.optional(),
  /** The key's reminders are snoozed until then; may be in the past. */
  snoozedUntil: Instant.optional(),
  /** When the provider last confirmed these fields; for manual keys, when they were entered. */
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
/** The values of a form, by field name. Each provider checks its own. */
export const FormValues = z.record(z.string().max(100), FieldValue)
export type FormValues = z.infer<typeof FormValues>

/** The emoji and colour that identify an account at a glance; missing parts come from its provider. */
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
  /** When the credential itself expires, if known (a JWT's `exp`). */
  credentialExpiresAt: Instant.optional(),
  /** The key of this vault that is the account's credential. */
  credentialKey: KeyId.optional(),
  sync: SyncState,
  /** The last time that every scope was listed in full. */
  asOf: Instant.optional(),
  /** This machine's clock minus the provider's, if the difference is over two minutes. */
  clockSkewMs: z.int().optional(),
  /** The provider's warnings (a deprecation, say). */
  warnings: z.array(z.string()).readonly(),
})
export type AccountRow = z.infer<typeof AccountRow>

export const VersionRow = z.object({
  version: z.int(),
  /** `retiring`: replaced by the current version, and still in use until the user retires it. */
  status: z.enum(['current', 'retiring', 'previous']),
  origin: z.enum(['typed', 'created', 'regenerated', 'adopted']),
  madeAt: Instant,
  /** The keychain backend that wrote the secret. */
  backend: z.string(),
  /** Whether the provider accepts the secret. `revoked` once it was replaced in place or its key was deleted; `unknown` if it was never tested. */
  validity: z.enum(['valid', 'revoked', 'unknown']),
})
export type VersionRow = z.infer<typeof VersionRow>
