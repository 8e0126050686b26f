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
/** How long two keys are valid side by side before the user is asked. */
export const OverlapHours = z.int().min(1).max(LONGEST_OVERLAP_HOURS)
const ByKey = z.strictObject({ key: KeyId })

const KeyDetail = z.object({
  key: KeyRow,
  versions: z.array(VersionRow).readonly(),
  grants: z.array(Grant).readonly(),
  /** The provider's own further facts, labelled for people ("HTTP endpoint"). */
  facts: z.array(z.object({ label: z.string(), value: z.string() })).readonly(),
  /** The forms in which its secret can be copied; empty while none is held. */
  copyAs: z.array(CopyAs).readonly(),
  /** Newest first, at most 50. */
  history: z.array(HistoryEntry).readonly(),
})
export type KeyDetail = z.infer<typeof KeyDetail>

/** `shape` missing: no kind of key that Keyhold knows. `check` missing: Keyhold knows no check for it. */
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
  /** `{}`: it never expires. Missing: the answer does not say. */
  expires: z.object({ at: Instant.optional() }).optional(),
  owner: z.string().optional(),
  label: z.string().optional(),
  scopes: z.array(z.string()).readonly().optional(),
  /** Missing, like `host`: nobody was asked. */
  service: z.string().optional(),
  host: z.string().optional(),
  at: Instant,
})
export type CheckReport = z.infer<typeof CheckReport>

export const keyCalls = {
  'key:detail': { input: ByKey, output: KeyDetail },
  'key:add': { input: z.strictObject({ secret: SecretInput, fields: LocalFields }), output: Outcome },
  'key:edit': { input: z.strictObject({ key: KeyId, fields: LocalFields }), output: Nothing },
  /** `as` missing: the value. */
  'key:copy': {
    input: z.strictObject({ key: KeyId, version: z.int().optional(), as: CopyAs.optional() }),
    output: z.object({ clearsAt: Instant }),
  },
  /** SECURITY: the one call whose answer holds a secret. */
  'key:reveal-secret': {
    input: z.strictObject({ key: KeyId, version: z.int().optional() }),
    output: z.object({ secret: z.string(), hidesAt: Instant }),
  },
  /** `overlapHours`: the provider lets the old secret work so long, and then ends it; only where it can. */
  'key:regenerate': {
    input: z.strictObject({ key: KeyId, overlapHours: OverlapHours.optional() }),
    output: Outcome,
  },
  /**
   * `overlapHours`: the old value lives on so long, until the user retires it; missing: it is only kept. `typedExpiry`: when the new value
   * stops working, where the provider keeps no expiry; missing: as before.
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
  /** The draft of a key like this one, its validity shifted by the same length. Asks the provider. */
  'key:replacement': { input: ByKey, output: z.object({ draft: FormValues }) },
  'key:replace': {
    input: z.strictObject({ key: KeyId, draft: FormValues, overlapHours: OverlapHours }),
    output: Outcome,
  },
  /** Whether the held secret authenticates at its provider, by a call that changes nothing there. */
  'key:verify': {
    input: z.strictObject({ key: KeyId, version: z.int().optional() }),
    output: z.object({ works: z.boolean(), at: Instant }),
  },
  /** What kind of key a manual key's secret looks like, and how it can be checked. Reads the secret; asks nobody. */
  'key:check-plan': { input: ByKey, output: CheckPlan },
  /** Checks a manual key's secret at its service, by one call that changes nothing, or reads what the secret says by itself. */
  'key:check': {
    input: z.strictObject({ key: KeyId, address: z.string().max(500).optional() }),
    output: CheckReport,
  },
  'key:create': { input: z.strictObject({ account: AccountId, draft: FormValues }), output: Outcome },
  'key:update': { input: z.strictObject({ key: KeyId, draft: FormValues }), output: Nothing },
  'key:switch': { input: z.strictObject({ key: KeyId, enabled: z.boolean() }), output: Nothing },
  /** Deletes the key at its provider. `name` must be the key's own. */
  'key:revoke': { input: z.strictObject({ key: KeyId, name: ShownName }), output: Nothing },
  /** Deletes a manual key, or one that its provider has deleted, and its secrets in Keyhold only. `name` must be the key's own. */
  'key:delete': { input: z.strictObject({ key: KeyId, name: ShownName }), output: Nothing },
  /** Hides it at once and holds its deletion back, so that it can be undone; main carries it out by itself if nobody ends it. */
  'key:hold-deletion': { input: z.strictObject({ key: KeyId, name: ShownName }), output: Nothing },
  'key:undo-deletion': { input: ByKey, output: Nothing },
  /** Carries a held deletion out. */
  'key:end-deletion': { input: ByKey, output: Nothing },
  'key:delete-version': {
    input: z.strictObject({ key: KeyId, version: z.int(), name: ShownName }),
    output: Nothing,
  },
  /** Confirms or denies "probably rotated elsewhere". */
  'key:merge': { input: z.strictObject({ key: KeyId, same: z.boolean() }), output: Nothing },
} as const
