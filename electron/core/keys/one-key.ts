/** Merges two records of one key: the contents of the removed record move to the other, and none of them is deleted. */
import type { KeyId } from '../../../shared/model/model.ts'
import type { Changes } from '../projection/changes.ts'
import { markCredential } from '../credentials/mark-credential.ts'
import { nextVersion } from '../keychain/free-version.ts'
import type { Store } from '../ports/store.ts'

interface Deps {
  readonly store: Store
  readonly changes: Changes
}

/**
 * Removes the record `gone`. Its versions keep their keychain entries and get numbers above all of `into`, and above `taken`. Returns the new
 * numbers by the old ones. Call it inside a transaction that also writes `into`. Throws Failure `vault`.
 */
export function makeOne(
  { store, changes }: Deps,
  gone: KeyId,
  into: KeyId,
  taken = 0,
): ReadonlyMap<number, number> {
  const numbers = new Map<number, number>()
  for (const held of store.versions.ofKey(gone)) {
    const version = Math.max(taken + 1, nextVersion(store, into))
    store.versions.remove(gone, held.version) // removed first: an entry belongs to one version
    store.versions.put({ ...held, key: into, version })
    numbers.set(held.version, version)
  }
  for (const account of store.accounts.all())
    if (account.credentialKey === gone) markCredential({ store, changes }, account, into)
  for (const operation of store.operations.open()) {
    const { overlap } = operation
    if (overlap?.old !== gone) continue
    const oldVersion = overlap.oldVersion && numbers.get(overlap.oldVersion)
    store.operations.put({ ...operation, overlap: { ...overlap, old: into, oldVersion } })
    changes.touch({ operations: [operation.id], keys: [operation.key] })
  }
  const renewed = store.keys.remove(gone)
  changes.touch({ keys: [gone, into, ...renewed] })
  return numbers
}
