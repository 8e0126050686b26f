/** What the journal records about a version that a restore adds. */
import { z } from 'zod'
import { VersionRow } from '../model/model.ts'
import { KeyFacts } from './contents.ts'

const { origin, madeAt, validity } = VersionRow.shape

export const RestoredVersion = z.object({
  origin,
  madeAt,
  validity,
  /** Whether the version becomes the key's current secret. */
  isCurrent: z.boolean(),
  /** The key's fields in the backup; present only if the key is not in this vault. */
  key: KeyFacts.optional(),
  /** When the backup was made. */
  asOf: z.int(),
})
export type RestoredVersion = z.infer<typeof RestoredVersion>
