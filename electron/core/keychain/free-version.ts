/** Finds a version number that the keychain does not hold yet: an entry is written once and never overwritten. */
import type { KeyId } from '../../../shared/model/model.ts'
import type { Keychain } from './keychain.ts'
import type { EntryName } from '../ports/keychain.ts'
import type { Store } from '../ports/store.ts'

/**
 * The first number from `from` upwards without an entry. A crash between keychain and database, or a restored backup, leaves entries that the
 * database does not count. Throws Failure `keychain`.
 */
export async function freeVersion(
  keychain: Keychain,
  from: number,
  entryOf: (version: number) => EntryName,
): Promise<number> {
  for (let version = from; ; version++) {
    const held = await keychain.take(entryOf(version))
    if (held === undefined) return version
    held.wipe()
  }
}

/** A version number that this key has never had: an entry in the keychain is written once. */
export function nextVersion(store: Store, key: KeyId): number {
  const kept = store.versions.ofKey(key).map(({ version }) => version)
  const begun = store.operations
    .open()
    .flatMap((operation) => (operation.key === key ? [operation.version] : []))
  return 1 + Math.max(0, store.keys.get(key)?.version ?? 0, ...kept, ...begun)
}
