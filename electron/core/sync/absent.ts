/** Which of the keys that a complete list did not have are gone, where lists leave keys out or tell what was a while ago. */
import { Failure } from '../../../shared/contract/errors.ts'
import type { Instant } from '../../../shared/model/model.ts'
import type { Opened } from '../credentials/credentials.ts'
import type { RemoteKey } from '../ports/provider.ts'
import type { KeyRecord } from '../ports/store.ts'

/** So many keys in a row that cannot be asked for mean that the provider is not to be asked now. */
const PATIENCE = 3

export interface Absent {
  readonly gone: readonly KeyRecord[]
  /** Still there, only not listed. */
  readonly found: readonly RemoteKey[]
}

/** Whether reads may still tell what was before the last change of this key, which may have been ours. */
export function isSettling(
  { asOf, goneSince }: KeyRecord,
  readsLagMs: number | undefined,
  now: Instant,
): boolean {
  return readsLagMs !== undefined && now - Math.max(asOf, goneSince ?? 0) < readsLagMs
}

/**
 * Sorts `lost`. A partial list proves nothing by itself, so each of its keys is asked for; one that cannot be told is
 * in neither part. Throws Failure `provider` `cancelled` with `signal`.
 */
export async function sortAbsent(
  { provider, api }: Pick<Opened, 'provider' | 'api'>,
  lost: readonly KeyRecord[],
  now: Instant,
  signal: AbortSignal,
): Promise<Absent> {
  const settled = lost.filter((record) => !isSettling(record, provider.readsLagMs, now))
  if (provider.listIsPartial !== true) return { gone: settled, found: [] }
  const gone: KeyRecord[] = []
  const found: RemoteKey[] = []
  let failures = 0
  for (const record of settled) {
    if (failures >= PATIENCE || provider.get === undefined) break
    const { remoteId = '', scope, name: label } = record
    try {
      const { key } = await provider.get(api, { remoteId, scope, label }, signal)
      if (key === undefined) gone.push(record)
      else found.push(key)
      failures = 0
    } catch (error) {
      if (signal.aborted || !(error instanceof Failure)) throw error
      failures += 1
    }
  }
  return { gone, found }
}
