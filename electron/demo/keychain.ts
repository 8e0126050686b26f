/** The keychain of a demo vault: in memory, always unlocked, gone when the process ends. The system's keychain is never used. */
import type { EntryName, KeychainPort } from '../core/ports/keychain.ts'
import type { Secret } from '../core/ports/secret.ts'

const BACKEND = 'Demo keychain (in memory)'

export function createDemoKeychain(): KeychainPort {
  const entries = new Map<EntryName, Secret>()
  return {
    maxBytes: undefined,
    probe: () => Promise.resolve({ state: 'ready', backend: BACKEND }),
    write(name, secret) {
      entries.get(name)?.wipe()
      entries.set(name, secret.copy())
      return Promise.resolve()
    },
    read: (name) => Promise.resolve(entries.get(name)?.copy()),
    remove(name) {
      entries.get(name)?.wipe()
      return Promise.resolve(entries.delete(name))
    },
    names: () => Promise.resolve([...entries.keys()]),
  }
}
