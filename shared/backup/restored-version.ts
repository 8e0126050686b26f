/** What the journal notes about a version that a restore brings. */
import { z } from 'zod'
import { VersionRow } from '../model/model.ts'
import { KeyFacts } from './contents.ts'

const { origin, madeAt, validity } = VersionRow.shape

export const RestoredVersion = z.object({
  origin,
  madeAt,
  validity,
  /** Whether it becomes the key's current secret. */
  isCurrent: z.boolean(),
  /** The key as it was, for one that is not here. */
  key: KeyFacts.optional(),
  /** When the backup was made. */
  asOf: z.int(),
})
export type RestoredVersion = z.infer<typeof RestoredVersion>
