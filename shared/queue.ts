/** Many replacements, one after the other: the queue as the page sees it and as it is kept. */
import { z } from 'zod'
import { ErrorData, KeyId } from './model.ts'

export const QueueItem = z.object({
  key: KeyId,
  /** The name at the time, so that the list can be read when the key is gone. */
  name: z.string(),
  state: z.enum([
    'waiting',
    'running',
    'done', // both keys live; the overlap is the key's own from here on
    'failed', // nothing was made, or the journal has an operation that waits for the user
    'skipped', // cancelled before its turn, or the provider offers no replacement
  ]),
  error: ErrorData.optional(),
})
export type QueueItem = z.infer<typeof QueueItem>

/** At most one exists. It never goes on by itself after a restart: it is paused then. */
export const Queue = z.object({
  state: z.enum(['running', 'paused', 'ended']),
  overlapHours: z.int(),
  /** Between one replacement and the next. */
  pauseSeconds: z.int(),
  items: z.array(QueueItem).readonly(),
})
export type Queue = z.infer<typeof Queue>
