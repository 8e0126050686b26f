/** Deletes a key the way the program does: the provider reports the answer, the core assesses it. */
import { createDeleteThere } from '../../../electron/core/sync/deletion.ts'
import type { Api, Provider, RemoteRef } from '../../../electron/core/ports/provider.ts'
import { openMemoryStore } from '../../fakes/memory-store.ts'
import { keyRecord } from '../../fakes/records.ts'

interface OpenedAccount {
  readonly provider: Provider
  readonly api: Api
}

/** Deletes a key that Keyhold has not created. Throws the provider's Failure if the key does not count as deleted. */
export async function deleteKeyAt(
  opened: OpenedAccount,
  { remoteId, scope, label }: RemoteRef,
): Promise<void> {
  const deleteThere = createDeleteThere({ store: openMemoryStore(), clock: { now: Date.now } })
  await deleteThere(opened, keyRecord({ remoteId, scope, name: label }))
}
