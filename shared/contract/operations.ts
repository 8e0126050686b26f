/** Calls about the journal's open operations, overlaps among them. */
import { z } from 'zod'
import { Instant, ShownName, OperationId } from '../model/model.ts'
import { Outcome, OverlapCheck, PlaceId, SealedFinding } from '../model/operation.ts'

const Nothing = z.void()
const ByOperation = z.strictObject({ operation: OperationId })

export const operationCalls = {
  /** Continues from the journal's state: opens the sealed response, writes the secret to the keychain, commits the operation. */
  'operation:resume': { input: ByOperation, output: Outcome },
  /** Copies a secret that is sealed but not yet saved. */
  'operation:copy': { input: ByOperation, output: z.object({ clearsAt: Instant }) },
  /** Searches the sealed response of an unknown outcome for a whole secret, and tests a found secret at the provider. */
  'operation:find': { input: ByOperation, output: SealedFinding },
  /** Tests the found secret again, and saves it. */
  'operation:save-found': { input: ByOperation, output: Outcome },
  /** Dismisses an unknown outcome. A sealed response stays on disk. */
  'operation:close': { input: ByOperation, output: Nothing },
  /**
   * Hides the operation at once and delays its dismissal, so that the user can undo it. Main dismisses the operation after the delay, without another
   * call.
   */
  'operation:hold-dismissal': { input: ByOperation, output: Nothing },
  'operation:undo-dismissal': { input: ByOperation, output: Nothing },
  /** Dismisses the operation now, without the rest of the delay. */
  'operation:end-dismissal': { input: ByOperation, output: Nothing },

  /** Asks the provider for the old key's status and whether the key is still used. */
  'overlap:check': { input: ByOperation, output: OverlapCheck },
  /** Retires the old key: disables it if that can be undone, otherwise deletes it. `name` must equal the old key's name. */
  'overlap:retire': {
    input: z.strictObject({ operation: OperationId, by: z.enum(['switch-off', 'delete']), name: ShownName }),
    output: Nothing,
  },
  /** Enables a retired key again. */
  'overlap:revive': { input: ByOperation, output: Nothing },
  /** Leaves a retired key disabled at its provider and ends the overlap. */
  'overlap:finish': { input: ByOperation, output: Nothing },
  'overlap:keep-longer': {
    input: z.strictObject({ operation: OperationId, until: Instant }),
    output: Nothing,
  },
  /** Ticks a place that already uses the new key, or removes the tick. Has no other effect. */
  'overlap:tick': {
    input: z.strictObject({ operation: OperationId, place: PlaceId, isSwitchedOver: z.boolean() }),
    output: Nothing,
  },
  /** Deletes the new key at its provider; the old key becomes current again. `name` must equal the new key's name. */
  'overlap:roll-back': {
    input: z.strictObject({ operation: OperationId, name: ShownName }),
    output: Nothing,
  },
} as const
