/** The keychain that the user has chosen: the system's, or the sealed vault. The choice is read before every call. */
import type { KeychainPort } from '../ports/keychain.ts'
import type { SealedVault } from '../ports/sealed-vault.ts'

/** SECURITY: only the user's choice decides. A keychain that does not answer is never replaced by the other one. */
export function createChosenKeychain(system: KeychainPort, sealed: SealedVault): KeychainPort {
  const isSealed = () => sealed.choice().uses === 'sealed-vault'
  const port = () => (isSealed() ? sealed.keychain : system)
  return {
    get maxBytes() {
      return port().maxBytes
    },
    get prompts() {
      return port().prompts
    },
    get takesPassphrase() {
      return isSealed()
    },
    probe: () => port().probe(),
    write: (name, secret) => port().write(name, secret),
    read: (name) => port().read(name),
    remove: (name) => port().remove(name),
    names: () => port().names(),
  }
}
