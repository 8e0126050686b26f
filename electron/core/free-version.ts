/** A number that the keychain does not know yet: what was written once is never written over. */
import type { Keychain } from './keychain.ts'
import type { EntryName } from './ports/keychain.ts'

/**
 * The first number from `from` on without an entry. A crash between keychain and database, or a restored backup, leaves
 * entries that the database does not count. Throws Failure `keychain`.
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
