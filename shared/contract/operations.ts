/** Calls about the journal's open operations, overlaps among them. */
import { z } from 'zod'
import { Instant, ShownName, OperationId } from '../model/model.ts'
import { Outcome, OverlapCheck, PlaceId, SealedFinding } from '../model/operation.ts'

const Nothing = z.void()
const ByOperation = z.strictObject({ operation: OperationId })

export const operationCalls = {
  /** Continues from the journal's state: opens the sealed response, writes it to the keychain, finishes. */
  'operation:resume': { input: ByOperation, output: Outcome },
  /** Copies a sealed, not yet saved secret. */
  'operation:copy': { input: ByOperation, output: z.object({ clearsAt: Instant }) },
  /** Looks into the sealed response of an unknown outcome for a whole secret, and tests what it finds at the provider. */
  'operation:find': { input: ByOperation, output: SealedFinding },
  /** Tests once more what was found, and saves it. */
  'operation:save-found': { input: ByOperation, output: Outcome },
  /** Dismisses an unknown outcome. A sealed response stays on disk. */
  'operation:close': { input: ByOperation, output: Nothing },
  /** Hides it at once and holds its dismissal back, so that it can be undone; main carries it out by itself if nobody ends it. */
  'operation:hold-dismissal': { input: ByOperation, output: Nothing },
  'operation:undo-dismissal': { input: ByOperation, output: Nothing },
  /** Carries a held dismissal out. */
  'operation:end-dismissal': { input: ByOperation, output: Nothing },

  /** Asks the provider for the old key's status and whether the key is still used. */
  'overlap:check': { input: ByOperation, output: OverlapCheck },
  /** Ends the old key: switched off where that can be undone, else deleted. `name` must be the old key's own. */
  'overlap:retire': {
    input: z.strictObject({ operation: OperationId, by: z.enum(['switch-off', 'delete']), name: ShownName }),
    output: Nothing,
  },
  /** Switches a retired key on again. */
  'overlap:revive': { input: ByOperation, output: Nothing },
  /** Leaves a retired key switched off at its provider and ends the overlap. */
  'overlap:finish': { input: ByOperation, output: Nothing },
  'overlap:keep-longer': {
    input: z.strictObject({ operation: OperationId, until: Instant }),
    output: Nothing,
  },
  /** Ticks a place that uses the new key by now, or takes the tick back. Nothing else follows from it. */
  'overlap:tick': {
    input: z.strictObject({ operation: OperationId, place: PlaceId, isSwitchedOver: z.boolean() }),
    output: Nothing,
  },
  /** Deletes the new key at its provider; the old one is current again. `name` must be the new key's own. */
  'overlap:roll-back': {
    input: z.strictObject({ operation: OperationId, name: ShownName }),
    output: Nothing,
  },
} as const
