/** Deletes a key the way the program does: the provider says what it heard, the core judges it. */
import { createDeleteThere } from '../../../electron/core/sync/deletion.ts'
import type { Api, Provider, RemoteRef } from '../../../electron/core/ports/provider.ts'
import { openMemoryStore } from '../../fakes/memory-store.ts'
import { keyRecord } from '../../fakes/records.ts'

interface OpenedAccount {
  readonly provider: Provider
  readonly api: Api
}

/** Of a key that nobody here has made. Throws the provider's Failure where it does not count as gone. */
export async function deleteKeyAt(
  opened: OpenedAccount,
  { remoteId, scope, label }: RemoteRef,
): Promise<void> {
  const deleteThere = createDeleteThere({ store: openMemoryStore(), clock: { now: Date.now } })
  await deleteThere(opened, keyRecord({ remoteId, scope, name: label }))
}
