/** What `keyhold --doctor --json` prints. No secret, and no name of a key or an account. */
import { z } from 'zod'
import { MachineFacts, MachineTrial } from './machine.ts'
import { Instant } from '../model/model.ts'

export const DoctorReport = z.object({
  /** Grows when a field changes its meaning or goes; new fields may come without. */
  format: z.literal(1),
  /** The program's version. */
  program: z.string(),
  at: Instant,
  /** No part is broken. */
  isWell: z.boolean(),
  lines: z.array(
    z.object({
      part: z.enum([...MachineTrial.options, 'shortcut', 'vault']),
      title: z.string(),
      state: z.enum(['works', 'limited', 'broken', 'unknown']),
      says: z.string(),
      detail: z.string().optional(),
    }),
  ),
  /** What the lines were drawn from. */
  facts: MachineFacts,
})
export type DoctorReport = z.infer<typeof DoctorReport>
