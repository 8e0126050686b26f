/** Calls about the app lock. All but `set`, `change` and `turn-off` are answered while it is shut. */
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
  /** Opens it; a removal that was requested meanwhile is cancelled and reported. */
  'lock:unlock': { input: WithPassphrase, output: z.object({ removalCalledOff: z.boolean() }) },
  'lock:unlock-with-system': { input: Nothing, output: z.object({ removalCalledOff: z.boolean() }) },
  /** Removes the lock once the system knows who is there; where it cannot tell, begins the wait. */
  'lock:forgotten': { input: Nothing, output: LockView },
  /** Cancels the wait. */
  'lock:keep': { input: Nothing, output: Nothing },
  /** Removes the lock when the wait is over. */
  'lock:remove': { input: Nothing, output: Nothing },
  /** Somebody is using the page. Where the system does not say how long nobody was there, this does. */
  'lock:active': { input: Nothing, output: Nothing },
} as const
