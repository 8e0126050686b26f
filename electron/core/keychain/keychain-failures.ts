/** Failures of the keychain that its callers expect. */
import { Failure, type KeychainTrouble } from '../../../shared/contract/errors.ts'
import type { EntryName } from '../ports/keychain.ts'
import type { Secret } from '../ports/secret.ts'
import type { Keychain } from './keychain.ts'

export const isKeychainFailure = (error: unknown, why: KeychainTrouble): boolean =>
  error instanceof Failure && error.error.kind === 'keychain' && error.error.why === why

/** `undefined` also for an entry that another keychain holds. Throws Failure `keychain` for every other failure. */
export async function takeIfThere(
  keychain: Pick<Keychain, 'take'>,
  entry: EntryName,
  backend?: string,
): Promise<Secret | undefined> {
  try {
    return await keychain.take(entry, backend)
  } catch (error) {
    if (isKeychainFailure(error, 'changed')) return undefined
    throw error
  }
}
