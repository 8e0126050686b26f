/** The app lock as the page sees it: whether one is set, whether it is locked, and when its removal ends. Never contains a name. */
import { z } from 'zod'
import { Instant } from './model.ts'

/** The cause of a lock. */
export const LockCause = z.enum(['hand', 'idle', 'suspend', 'screen', 'start'])
export type LockCause = z.infer<typeof LockCause>

/** Removes the lock after a forgotten passphrase if the system has no authentication of its own. */
export const LockRemoval = z.discriminatedUnion('state', [
  z.object({ state: z.literal('not-asked') }),
  /** `endsAt`: by main's clock, if the machine stays on until then. */
  z.object({ state: z.literal('waiting'), askedAt: Instant, endsAt: Instant }),
  z.object({ state: z.literal('due'), askedAt: Instant }),
])
export type LockRemoval = z.infer<typeof LockRemoval>

export const LockView = z.discriminatedUnion('state', [
  z.object({ state: z.literal('off') }),
  z.object({
    state: z.literal('open'),
    setAt: Instant,
    /** Whether the system can authenticate the user (Touch ID). */
    canAskSystem: z.boolean(),
    removal: LockRemoval,
  }),
  z.object({
    state: z.literal('locked'),
    by: LockCause,
    since: Instant,
    /** No attempt is allowed before this instant of main's clock. */
    retryAt: Instant.optional(),
    canAskSystem: z.boolean(),
    removal: LockRemoval,
  }),
])
export type LockView = z.infer<typeof LockView>

export const MAX_PASSPHRASE = 1_000

/** How long the lock stays after a forgotten passphrase if the system cannot authenticate the user. */
export const REMOVAL_WAIT_MS = 86_400_000
