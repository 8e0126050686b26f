/** Decides which of the keys that a complete list lacks are deleted, for providers whose lists omit keys or lag behind. */
import { Failure } from '../../../shared/contract/errors.ts'
import type { AccountId, Instant, KeyId } from '../../../shared/model/model.ts'
import type { Opened } from '../credentials/credentials.ts'
import type { ListPage, RemoteKey } from '../ports/provider.ts'
import type { KeyRecord, Store } from '../ports/store.ts'

/** After this many keys in a row that cannot be read, the provider is not asked any more for now. */
const PATIENCE = 3

export interface MissingKeys {
  readonly gone: readonly KeyRecord[]
  /** Keys that still exist, but are not listed. */
  readonly found: readonly RemoteKey[]
}

/** Whether reads may still return the state before the last change of this key, which may have been Keyhold's own. */
export function isWithinReadLag(
  { asOf, goneSince }: KeyRecord,
  readsLagMs: number | undefined,
  now: Instant,
): boolean {
  return readsLagMs !== undefined && now - Math.max(asOf, goneSince ?? 0) < readsLagMs
}

/**
 * Any provider's list may be a copy that does not show a change by Keyhold yet. For this long after the change, the list proves neither that a new
 * key is deleted nor that a deleted key is back. It also proves nothing about a renewed key that it shows at its address from before the renewal.
 * Providers whose reads lag longer declare that (`Provider.readsLagMs`).
 */
const LIST_LAG_MS = 60_000

/** Whether Keyhold created the key so recently that a list may not have it yet. */
export const isNotYetListed = (store: Pick<Store, 'versions'>, key: KeyId, now: Instant): boolean =>
  store.versions.ofKey(key).some(({ origin, madeAt }) => origin === 'created' && now - madeAt < LIST_LAG_MS)

/** Longer than any operation takes from its start until its secret is stored. */
const LONGEST_OPERATION_MS = 600_000

/**
 * The keys of this scope that Keyhold has just renewed, by the addresses that they had before. A list with such an address is older than the renewal:
 * the address is that of no further key, and the list proves nothing about the renewed one.
 */
export function keysByLeftAddress(
  store: Pick<Store, 'operations' | 'keys' | 'versions'>,
  { account, scope }: { readonly account: AccountId; readonly scope: string },
  now: Instant,
): ReadonlyMap<string, KeyId> {
  const left = store.operations
    .begunSince(now - LIST_LAG_MS - LONGEST_OPERATION_MS)
    .flatMap(({ kind, account: of, before, key, version }): [string, KeyId][] => {
      if (kind !== 'regenerate' || of !== account || before?.scope !== scope) return []
      const issued = store.versions.get(key, version)
      const hasMoved = store.keys.get(key)?.remoteId !== before.remoteId
      return issued !== undefined && now - issued.madeAt < LIST_LAG_MS && hasMoved
        ? [[before.remoteId, key]]
        : []
    })
  return new Map(left)
}

/** Whether Keyhold itself deleted the key, rather than a list found it missing, so recently that a list may still have it. */
export function isStillListed(
  store: Pick<Store, 'history'>,
  { id, goneSince }: Pick<KeyRecord, 'id' | 'goneSince'>,
  now: Instant,
): boolean {
  if (goneSince === undefined || now - goneSince >= LIST_LAG_MS) return false
  const entries = store.history.list({ key: id, limit: HISTORY_DEPTH })
  return !entries.some(({ kind, at }) => kind === 'key-gone' && at === goneSince)
}

/** A list's findings are recorded within moments, so they are among the last entries. */
const HISTORY_DEPTH = 50

/** Whether `list` has the key; `undefined`: the list failed, and shows nothing. */
export async function isListed(
  list: AsyncIterable<ListPage>,
  { remoteId }: Pick<KeyRecord, 'remoteId'>,
): Promise<boolean | undefined> {
  try {
    for await (const { keys } of list) if (keys.some((key) => key.remoteId === remoteId)) return true
    return false
  } catch {
    return undefined
  }
}

/**
 * Sorts `lost`. A partial list proves nothing by itself, so each of its keys is read; a key that cannot be read is in neither part. Throws
 * Failure `provider` `cancelled` with `signal`.
 */
export async function classifyMissing(
  { provider, api }: Pick<Opened, 'provider' | 'api'>,
  lost: readonly KeyRecord[],
  now: Instant,
  signal?: AbortSignal,
): Promise<MissingKeys> {
  const settled = lost.filter((record) => !isWithinReadLag(record, provider.readsLagMs, now))
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
      if (isStopped(error, signal)) throw error
      failures += 1
    }
  }
  return { gone, found }
}

const isStopped = (error: unknown, signal: AbortSignal | undefined): boolean =>
  signal?.aborted === true || !(error instanceof Failure)
