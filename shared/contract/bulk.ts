/** Calls about many keys at once. */
import { z } from 'zod'
import { MOST_COPIED, MOST_REPLACED, MOST_TAGS } from '../model/limits.ts'
import { Instant, KeyId, Name } from '../model/model.ts'
import { OverlapHours } from './keys.ts'

const Nothing = z.void()
const Keys = z.array(KeyId).min(1).max(100_000)
const Tags = z.array(Name).max(MOST_TAGS)

export const bulkCalls = {
  /** Adds and removes tags; other tags of the keys stay. Changes all keys or none. */
  'keys:tag': { input: z.strictObject({ keys: Keys, add: Tags, remove: Tags }), output: Nothing },
  /** Exports metadata only, to a file that the user chooses. `saved` is false if the user chose no file. */
  'keys:export': {
    input: z.strictObject({ keys: Keys, format: z.enum(['csv', 'json']) }),
    output: z.object({ saved: z.boolean() }),
  },

  /**
   * Copies one `.env` line for each key that has a stored secret. `missing`: the number of keys without one. `twice`: variables that several of the
   * keys have.
   */
  'keys:copy-env': {
    input: z.strictObject({ keys: z.array(KeyId).min(1).max(MOST_COPIED) }),
    output: z.object({
      clearsAt: Instant,
      copied: z.int(),
      missing: z.int(),
      twice: z.array(z.string()),
    }),
  },

  /** Replaces the keys one after the other. Refused while another queue has not ended. */
  'queue:start': {
    input: z.strictObject({
      keys: z.array(KeyId).min(1).max(MOST_REPLACED),
      overlapHours: OverlapHours,
      pauseSeconds: z.int().min(0).max(3_600),
    }),
    output: Nothing,
  },
  /** Pauses after the current key. */
  'queue:pause': { input: Nothing, output: Nothing },
  'queue:resume': { input: Nothing, output: Nothing },
  /** Skips the keys that still wait; the current replacement is completed. */
  'queue:cancel': { input: Nothing, output: Nothing },
  /** Dismisses an ended queue. */
  'queue:dismiss': { input: Nothing, output: Nothing },
} as const
