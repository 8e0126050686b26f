/** Many replacements, one after the other: the queue as the page sees it and as it is kept. */
import { z } from 'zod'
import { ErrorData, KeyId, OperationId } from './model.ts'

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
  /** What the journal has of it, once something was begun. */
  operation: OperationId.optional(),
})
export type QueueItem = z.infer<typeof QueueItem>

/** At most one exists. It never goes on by itself after a restart: it is paused then. */
export const Queue = z.object({
  state: z.enum(['running', 'paused', 'ended']),
  /** Of a paused one: the user, a doubt about the last key (its error says which), or a restart. */
  pausedBy: z.enum(['user', 'doubt', 'restart']).optional(),
  overlapHours: z.int(),
  /** Between one replacement and the next. */
  pauseSeconds: z.int(),
  items: z.array(QueueItem).readonly(),
})
export type Queue = z.infer<typeof Queue>
