/** Puts together the two places of secrets, and the move between them, for one vault. */
import type { World } from '../ports/world.ts'
import type { SealedResponseStore, Store } from '../ports/store.ts'
import type { UserActions } from '../consent/user-actions.ts'
import type { Changes } from '../projection/changes.ts'
import type { Sync } from '../sync/sync.ts'
import type { Keychain } from '../keychain/keychain.ts'
import { createMoving } from '../keychain/moving.ts'
import { createSecretStorage, type SecretStorage } from '../keychain/secret-storage.ts'
import { countEntries, referencedEntries } from './referenced-entries.ts'

interface Deps {
  readonly world: Pick<World, 'keychain' | 'sealedVault' | 'clock' | 'log'>
  readonly store: Store
  readonly sealedResponses: SealedResponseStore
  readonly keychain: Keychain
  readonly actions: Pick<UserActions, 'need'>
  readonly push: World['push']
  readonly changes: Pick<Changes, 'touch'>
  readonly sync: Pick<Sync, 'all'>
}

export function createSecretPlaces({ world, push, actions, changes, sync, ...deps }: Deps): SecretStorage {
  const { store, sealedResponses, keychain } = deps
  const { sealedVault: sealed, clock, log } = world

  function opened(): void {
    changes.touch({ keychain: true })
    if (store.settings.read().syncMinutes === 0) return
    void sync.all().catch((error: unknown) => void log.unexpected('sync after unlocking', error))
  }

  const moving =
    sealed &&
    createMoving({
      system: world.keychain,
      entries: () => referencedEntries({ store, sealedResponses }),
      progress: (progress) => push('sealed-vault:moving', progress),
      ...{ sealed, keychain, store },
    })
  return createSecretStorage({
    holdsEntries: () => countEntries({ store, sealedResponses }).keychains.length > 0,
    needPress: () => actions.need('dialog'),
    ...{ sealed, moving, keychain, store, opened, clock, log },
  })
}
