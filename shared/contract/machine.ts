/** Calls about what works on this machine. */
import { z } from 'zod'
import { MachineFacts, MachineTrial } from '../diagnostics/machine.ts'

export const machineCalls = {
  /** Asked anew. */
  'machine:facts': { input: z.void(), output: MachineFacts },
  /** Does the real thing, and tells how all of it is afterwards. */
  'machine:try': { input: z.strictObject({ part: MachineTrial }), output: MachineFacts },
} as const
