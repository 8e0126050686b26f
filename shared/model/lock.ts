/** The app lock as the page sees it: whether there is one, whether it is shut, and what its removal waits for. Never a name. */
import { z } from 'zod'
import { Instant } from './model.ts'

/** What has locked the app. */
export const LockCause = z.enum(['hand', 'idle', 'suspend', 'screen', 'start'])
export type LockCause = z.infer<typeof LockCause>

/** The way out for a forgotten passphrase where the system has no authentication of its own. */
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
    /** Whether the system can ask who is there (Touch ID). */
    canAskSystem: z.boolean(),
    removal: LockRemoval,
  }),
  z.object({
    state: z.literal('locked'),
    by: LockCause,
    since: Instant,
    /** No try before this instant of main's clock. */
    retryAt: Instant.optional(),
    canAskSystem: z.boolean(),
    removal: LockRemoval,
  }),
])
export type LockView = z.infer<typeof LockView>

export const MAX_PASSPHRASE = 1_000

/** How long a forgotten passphrase keeps the lock shut where nothing else can tell who is there. */
export const REMOVAL_WAIT_MS = 86_400_000
