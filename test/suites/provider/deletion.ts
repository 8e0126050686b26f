/** Deletes a key the way the program does: the provider reports the answer, the core assesses it. */
import { createDeleteThere } from '../../../electron/core/sync/deletion.ts'
import type { Api, Provider, RemoteRef } from '../../../electron/core/ports/provider.ts'
import type { Store } from '../../../electron/core/ports/store.ts'
import { openMemoryStore } from '../../fakes/memory-store.ts'
import { keyRecord } from '../../fakes/records.ts'

interface OpenedAccount {
  readonly provider: Provider
  readonly api: Api
}

/** Stays empty, because a deletion at the provider only reads it. */
let store: Store | undefined

/** Deletes a key that Keyhold did not create. Throws the provider's Failure if the key does not count as deleted. */
export async function deleteKeyAt(
  opened: OpenedAccount,
  { remoteId, scope, label }: RemoteRef,
): Promise<void> {
  store ??= openMemoryStore()
  const deleteThere = createDeleteThere({ store, clock: { now: Date.now } })
  await deleteThere(opened, keyRecord({ remoteId, scope, name: label }))
}
