/** Decides whether a secret authenticates, from the answer to one call that changes nothing. */
import { isRefusal } from './failure.ts'

/**
 * `true` if `ask` succeeds, or is refused with an error that only a known key gets (`isKnown`); `false` if the provider does not accept the secret.
 * Throws the error of `ask` if neither is certain.
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
