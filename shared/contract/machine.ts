/** Calls about which functions work on this machine. */
import { z } from 'zod'
import { MachineFacts, MachineTrial } from '../diagnostics/machine.ts'

export const machineCalls = {
  /** Runs the checks again. */
  'machine:facts': { input: z.void(), output: MachineFacts },
  /** Performs the real action, and returns the results of all checks afterwards. */
  'machine:try': { input: z.strictObject({ part: MachineTrial }), output: MachineFacts },
} as const
