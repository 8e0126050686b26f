/** A round trip through the keychain: write, read back, compare, forget. */
import { randomBytes } from 'node:crypto'
import { checkEntry } from './entry-names.ts'
import type { Keychain } from './keychain.ts'
import { Secret } from '../ports/secret.ts'

/** Resolves when the keychain has stored a throwaway value and deleted it again. Throws Failure `keychain`. */
export async function testKeychain(keychain: Keychain): Promise<void> {
  const name = checkEntry(randomBytes(6).toString('hex'))
  const value = Secret.fromText(randomBytes(24).toString('base64'))
  try {
    await keychain.keep(name, value)
  } finally {
    value.wipe()
    await keychain.forget(name)
  }
}
