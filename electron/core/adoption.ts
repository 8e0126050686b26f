/** After a backup was restored: secrets that the keychain holds and the older database does not know of. */
import { keyEntry } from './entry-names.ts'
import type { Changes } from './changes.ts'
import type { Keychain } from './keychain.ts'
import type { KeyRecord, Store } from './ports/store.ts'
import type { Clock } from './ports/world.ts'
import type { Turns } from './turns.ts'

interface Deps {
  readonly store: Store
  readonly keychain: Keychain
  readonly changes: Changes
  readonly turns: Turns
  readonly clock: Clock
}

/**
 * Asks the keychain for the version after the last known one of every key, until there is none, and takes it over as
 * "found in your keychain". Nothing is deleted. One read a key (1 to 3 ms on gnome-keyring), so ten thousand take half a minute
 * behind the scenes. Throws Failure `keychain`; what was taken over until then stays.
 */
export async function adoptFound({ store, keychain, changes, turns, clock }: Deps): Promise<void> {
  for (const { id } of store.keys.all()) {
    const open = store.operations.open().some(({ key }) => key === id)
    if (open || turns.isClaimed(id)) continue // an operation owns the next version
    const release = turns.claim(id, 'sync')
    try {
      for (let version = lastKnown(store, id) + 1; await isHeld(keychain, id, version); version++)
        adopt(id, version)
    } finally {
      release()
    }
  }

  function adopt(id: KeyRecord['id'], version: number): void {
    const key = store.keys.get(id)
    if (key === undefined) return
    const entry = keyEntry(id, version)
    const { backend } = keychain.health()
    store.transaction(() => {
      store.versions.put({
        key: id,
        version,
        entry,
        backend,
        origin: 'adopted',
        madeAt: clock.now(),
        honoured: 'unknown',
      })
      store.keys.put({ ...key, version })
      store.history.add({
        at: clock.now(),
        kind: 'operation-recovered',
        key: id,
        account: key.account,
        name: key.name,
        details: { version },
      })
    })
    changes.touch({ keys: [id] })
  }
}

const lastKnown = (store: Store, key: KeyRecord['id']): number =>
  Math.max(0, ...store.versions.ofKey(key).map(({ version }) => version))

async function isHeld(keychain: Keychain, key: KeyRecord['id'], version: number): Promise<boolean> {
  const secret = await keychain.take(keyEntry(key, version))
  secret?.wipe()
  return secret !== undefined
}
