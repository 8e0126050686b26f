/** Calls about many keys at once. */
import { z } from 'zod'
import { MOST_COPIED, MOST_REPLACED, MOST_TAGS } from '../model/limits.ts'
import { Instant, KeyId, Name } from '../model/model.ts'
import { OverlapHours } from './keys.ts'

const Nothing = z.void()
const Keys = z.array(KeyId).min(1).max(100_000)
const Tags = z.array(Name).max(MOST_TAGS)

export const bulkCalls = {
  /** Adds and removes tags; the others of each key stay. All keys or none. */
  'keys:tag': { input: z.strictObject({ keys: Keys, add: Tags, remove: Tags }), output: Nothing },
  /** Metadata only, to a file that the user chooses. `saved` is false if the user chose no file. */
  'keys:export': {
    input: z.strictObject({ keys: Keys, format: z.enum(['csv', 'json']) }),
    output: z.object({ saved: z.boolean() }),
  },

  /**
   * Puts one `.env` line for each of them that holds a secret on the clipboard. `missing`: how many hold none; `twice`: variables that
   * several of them have.
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

  /** Replaces them one after the other. Refused until another queue has ended. */
  'queue:start': {
    input: z.strictObject({
      keys: z.array(KeyId).min(1).max(MOST_REPLACED),
      overlapHours: OverlapHours,
      pauseSeconds: z.int().min(0).max(3_600),
    }),
    output: Nothing,
  },
  /** Pauses after the key that is under way. */
  'queue:pause': { input: Nothing, output: Nothing },
  'queue:resume': { input: Nothing, output: Nothing },
  /** What waits is skipped; one that is under way comes to its end. */
  'queue:cancel': { input: Nothing, output: Nothing },
  /** Dismisses an ended queue. */
  'queue:dismiss': { input: Nothing, output: Nothing },
} as const
