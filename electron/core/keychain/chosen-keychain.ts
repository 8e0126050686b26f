/** The keychain that the user has chosen: the system's, or the sealed vault. The choice is read before every call. */
import type { EntryName, KeychainPort } from '../ports/keychain.ts'
import type { SealedVault } from '../ports/sealed-vault.ts'

/** SECURITY: only the user's choice decides. A keychain that does not answer is never replaced by the other one. */
export function createChosenKeychain(system: KeychainPort, sealed: SealedVault): KeychainPort {
  const isSealed = () => sealed.choice().uses === 'sealed-vault'
  const port = () => (isSealed() ? sealed.keychain : system)
  const otherPort = () => (isSealed() ? system : sealed.keychain)

  async function hasCopy(name: EntryName): Promise<boolean> {
    const [own, other] = [await port().read(name), await otherPort().read(name)]
    const isSame = own !== undefined && other?.equals(own) === true
    for (const secret of [own, other]) secret?.wipe()
    return isSame
  }

  /** Deletes the entry in the other place if it has the same value. If that place is locked, the copy stays there as an orphaned entry. */
  async function removeCopy(name: EntryName): Promise<void> {
    try {
      if (await hasCopy(name)) await otherPort().remove(name)
    } catch {
      // The chosen place alone decides whether the removal has succeeded.
    }
  }

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
    async remove(name) {
      // An unfinished move would copy the entry back later.
      if (sealed.choice().move !== undefined) await removeCopy(name)
      return port().remove(name)
    },
    names: () => port().names(),
  }
}
