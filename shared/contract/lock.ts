/** Calls about the app lock. All except `set`, `change` and `turn-off` are answered while the app is locked. */
import { z } from 'zod'
import { LockView, MAX_PASSPHRASE } from '../model/lock.ts'

const Nothing = z.void()
const Passphrase = z.string().max(MAX_PASSPHRASE)
const WithPassphrase = z.strictObject({ passphrase: Passphrase })

export const lockCalls = {
  'lock:look': { input: Nothing, output: LockView },
  'lock:set': { input: WithPassphrase, output: Nothing },
  'lock:change': { input: z.strictObject({ passphrase: Passphrase, next: Passphrase }), output: Nothing },
  'lock:turn-off': { input: WithPassphrase, output: Nothing },
  'lock:now': { input: Nothing, output: Nothing },
  /** Unlocks the app. Also cancels and reports a removal that was requested in the meantime. */
  'lock:unlock': { input: WithPassphrase, output: z.object({ removalCalledOff: z.boolean() }) },
  'lock:unlock-with-system': { input: Nothing, output: z.object({ removalCalledOff: z.boolean() }) },
  /** Removes the lock once the system has authenticated the user. If the system cannot do that, begins the wait. */
  'lock:forgotten': { input: Nothing, output: LockView },
  /** Cancels the removal and its wait. */
  'lock:keep': { input: Nothing, output: Nothing },
  /** Removes the lock when the wait is over. */
  'lock:remove': { input: Nothing, output: Nothing },
  /** The user is active in the page. Used where the system does not report how long the user has been idle. */
  'lock:active': { input: Nothing, output: Nothing },
} as const
