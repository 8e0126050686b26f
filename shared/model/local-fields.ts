/** The user's own fields of a key, which are never sent to a provider. */
import { z } from 'zod'
import { LONGEST_LINK, LONGEST_NOTES, MOST_TAGS } from './limits.ts'
import { Instant, Name, ReminderDays, RotateEveryDays } from './model.ts'

export const LocalFields = z.strictObject({
  /** For manual keys only; a provider's key is renamed at the provider. */
  name: Name.optional(),
  notes: z.string().max(LONGEST_NOTES).optional(),
  tags: z.array(Name).max(MOST_TAGS).optional(),
  environment: z.string().max(1_000).optional(),
  consoleUrl: z.string().max(LONGEST_LINK).optional(),
  favourite: z.boolean().optional(),
  /** `default`: as in the settings. */
  reminderDays: z.union([ReminderDays, z.literal('default')]).optional(),
  rotateEveryDays: z.union([RotateEveryDays, z.literal('default')]).optional(),
  /** Only if the provider keeps no expiry. `never` and `unknown` are different values. */
  typedExpiry: z.union([Instant, z.enum(['never', 'unknown'])]).optional(),
})
export type LocalFields = z.infer<typeof LocalFields>
