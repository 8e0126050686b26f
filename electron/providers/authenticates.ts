/** Whether a secret authenticates, from how one call that changes nothing is answered. */
import { isRefusal } from './failure.ts'

/**
 * `true` when `ask` is answered, or refused with a no that `isKnown` says only a known key gets; `false` when the provider says that it does
 * not accept the secret. Throws what `ask` threw where neither can be told.
 */
export async function authenticates(
  ask: () => Promise<unknown>,
  isKnown: (error: unknown) => boolean = () => false,
): Promise<boolean> {
  try {
    await ask()
    return true
  } catch (error) {
    if (isRefusal(error, 'unauthorized')) return false
    if (isKnown(error)) return true
    throw error
  }
}
