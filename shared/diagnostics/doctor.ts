/** The output of `keyhold --doctor --json`. Contains no secret, and no name of a key or an account. */
import { z } from 'zod'
import { MachineFacts, MachineTrial } from './machine.ts'
import { Instant } from '../model/model.ts'

export const DoctorReport = z.object({
  /** Increases when a field is removed or changes its meaning; new fields may appear under the same number. */
  format: z.literal(1),
  /** The program's version. */
  program: z.string(),
  at: Instant,
  /** No part is broken. */
  isWell: z.boolean(),
  lines: z.array(
    z.object({
      part: z.enum([...MachineTrial.options, 'shortcut', 'vault', 'backup', 'command-line']),
      title: z.string(),
      state: z.enum(['works', 'limited', 'broken', 'unknown']),
      says: z.string(),
      detail: z.string().optional(),
    }),
  ),
  /** The facts that the lines were made from. */
  facts: MachineFacts,
})
export type DoctorReport = z.infer<typeof DoctorReport>
