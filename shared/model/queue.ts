/** The queue of many replacements, one after the other, as the page sees it and as it is stored. */
import { z } from 'zod'
import { ErrorData, KeyId, OperationId } from './model.ts'

export const QueueItem = z.object({
  key: KeyId,
  /** The name at that time, so that the list stays readable after the key was deleted. */
  name: z.string(),
  state: z.enum([
    'waiting',
    'running',
    'done', // both keys work; from now on the overlap belongs to the key
    'failed', // nothing was created, or the journal has an operation that waits for the user
    'skipped', // cancelled before its turn, or the provider offers no replacement
  ]),
  error: ErrorData.optional(),
  /** The journal's operation, once one was begun. */
  operation: OperationId.optional(),
})
export type QueueItem = z.infer<typeof QueueItem>

/** At most one exists. After a restart the queue is paused and never continues by itself. */
export const Queue = z.object({
  state: z.enum(['running', 'paused', 'ended']),
  /** Why a paused queue waits: the user, a doubt about the last key (see its error), or a restart. */
  pausedBy: z.enum(['user', 'doubt', 'restart']).optional(),
  overlapHours: z.int(),
  /** The pause between one replacement and the next. */
  pauseSeconds: z.int(),
  items: z.array(QueueItem).readonly(),
})
export type Queue = z.infer<typeof Queue>
