/** Calls about one key: in Keyhold, in the keychain, and at its provider. */
import { z } from 'zod'
import { CopyAs } from '../model/copy-as.ts'
import { HistoryEntry } from '../model/history.ts'
import { LocalFields } from '../model/local-fields.ts'
import {
  AccountId,
  FormValues,
  Grant,
  Instant,
  KeyId,
  KeyRow,
  ShownName,
  VersionRow,
} from '../model/model.ts'
import { Outcome } from '../model/operation.ts'
import { LONGEST_OVERLAP_HOURS } from '../model/overlap.ts'
import { SecretInput } from './secret-input.ts'

const Nothing = z.void()
/** How long two keys are valid in an overlap before the user is asked. */
export const OverlapHours = z.int().min(1).max(LONGEST_OVERLAP_HOURS)
const ByKey = z.strictObject({ key: KeyId })

const KeyDetail = z.object({
  key: KeyRow,
  versions: z.array(VersionRow).readonly(),
  grants: z.array(Grant).readonly(),
  /** Further metadata from the provider, labelled for people ("HTTP endpoint"). */
  facts: z.array(z.object({ label: z.string(), value: z.string() })).readonly(),
  /** The forms in which its secret can be copied; empty if the secret is not stored. */
  copyAs: z.array(CopyAs).readonly(),
  /** Newest first, at most 50. */
  history: z.array(HistoryEntry).readonly(),
})
export type KeyDetail = z.infer<typeof KeyDetail>

/** `shape` is missing if Keyhold does not know this kind of key, `check` if Keyhold knows no check for it. */
const CheckPlan = z.object({
  shape: z.string().optional(),
  check: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('claims') }),
      z.object({
        kind: z.literal('call'),
        service: z.string(),
        address: z.string(),
        hasOwnServers: z.boolean(),
      }),
    ])
    .optional(),
})
export type CheckPlan = z.infer<typeof CheckPlan>

const CheckReport = z.object({
  works: z.boolean(),
  /** `{}`: never expires. Missing: the answer does not contain an expiry. */
  expires: z.object({ at: Instant.optional() }).optional(),
  owner: z.string().optional(),
  label: z.string().optional(),
  scopes: z.array(z.string()).readonly().optional(),
  /** Missing, like `host`, if no service was asked. */
  service: z.string().optional(),
  host: z.string().optional(),
  at: Instant,
})
export type CheckReport = z.infer<typeof CheckReport>

export const keyCalls = {
  'key:detail': { input: ByKey, output: KeyDetail },
  'key:add': { input: z.strictObject({ secret: SecretInput, fields: LocalFields }), output: Outcome },
  'key:edit': { input: z.strictObject({ key: KeyId, fields: LocalFields }), output: Nothing },
  /** Without `as`: the secret itself. */
  'key:copy': {
    input: z.strictObject({ key: KeyId, version: z.int().optional(), as: CopyAs.optional() }),
    output: z.object({ clearsAt: Instant }),
  },
  /** SECURITY: the only call whose answer contains a secret. */
  'key:reveal-secret': {
    input: z.strictObject({ key: KeyId, version: z.int().optional() }),
    output: z.object({ secret: z.string(), hidesAt: Instant }),
  },
  /**
   * `overlapHours`: how long the provider lets the old secret work. Allowed only if the provider supports it; the provider then ends the old secret.
   */
  'key:regenerate': {
    input: z.strictObject({ key: KeyId, overlapHours: OverlapHours.optional() }),
    output: Outcome,
  },
  /**
   * `overlapHours`: the overlap of the old secret, which the user ends; missing: the old secret is only stored as an earlier version. `typedExpiry`:
   * when the new secret stops working, if the provider keeps no expiry; missing: unchanged.
   */
  'key:paste': {
    input: z.strictObject({
      key: KeyId,
      secret: SecretInput,
      overlapHours: OverlapHours.optional(),
      typedExpiry: LocalFields.shape.typedExpiry,
    }),
    output: Outcome,
  },
  /** A draft with the settings of this key and a validity of the same length. Reads the key from its provider. */
  'key:replacement': { input: ByKey, output: z.object({ draft: FormValues }) },
  'key:replace': {
    input: z.strictObject({ key: KeyId, draft: FormValues, overlapHours: OverlapHours }),
    output: Outcome,
  },
  /** Whether the stored secret authenticates at its provider, by a call that changes nothing there. */
  'key:verify': {
    input: z.strictObject({ key: KeyId, version: z.int().optional() }),
    output: z.object({ works: z.boolean(), at: Instant }),
  },
  /** The kind of key that a manual key's secret looks like, and how to check it. Reads the secret; sends nothing. */
  'key:check-plan': { input: ByKey, output: CheckPlan },
  /** Checks a manual key's secret at its service, by one call that changes nothing, or reads the expiry that the secret itself contains. */
  'key:check': {
    input: z.strictObject({ key: KeyId, address: z.string().max(500).optional() }),
    output: CheckReport,
  },
  'key:create': { input: z.strictObject({ account: AccountId, draft: FormValues }), output: Outcome },
  'key:update': { input: z.strictObject({ key: KeyId, draft: FormValues }), output: Nothing },
  'key:switch': { input: z.strictObject({ key: KeyId, enabled: z.boolean() }), output: Nothing },
  /** Deletes the key at its provider. `name` must equal the key's name. */
  'key:revoke': { input: z.strictObject({ key: KeyId, name: ShownName }), output: Nothing },
  /** Deletes, in Keyhold only, a manual key or one that was deleted at its provider, with its secrets. `name` must equal the key's name. */
  'key:delete': { input: z.strictObject({ key: KeyId, name: ShownName }), output: Nothing },
  /** Hides the key at once and delays its deletion, so that the user can undo it. Main deletes the key after the delay, without another call. */
  'key:hold-deletion': { input: z.strictObject({ key: KeyId, name: ShownName }), output: Nothing },
  'key:undo-deletion': { input: ByKey, output: Nothing },
  /** Deletes the key now, without the rest of the delay. */
  'key:end-deletion': { input: ByKey, output: Nothing },
  'key:delete-version': {
    input: z.strictObject({ key: KeyId, version: z.int(), name: ShownName }),
    output: Nothing,
  },
  /** Confirms or denies "probably rotated elsewhere". */
  'key:merge': { input: z.strictObject({ key: KeyId, same: z.boolean() }), output: Nothing },
} as const
