/** Calls about what works on this machine. */
import { z } from 'zod'
import { MachineFacts, MachineTrial } from '../diagnostics/machine.ts'

export const machineCalls = {
  /** Runs the checks again. */
  'machine:facts': { input: z.void(), output: MachineFacts },
  /** Runs the real action, and reports every check afterwards. */
  'machine:try': { input: z.strictObject({ part: MachineTrial }), output: MachineFacts },
} as const
