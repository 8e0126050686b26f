/** Step 5 of an operation: one transaction that makes the stored secret the key's current one. */
import { oldExpiryOf, outlives } from '../../../shared/expiry/lifetime.ts'
import { rotationOf } from '../../../shared/model/abilities.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import { LocalFields } from '../../../shared/model/local-fields.ts'
import type { Overlap } from '../../../shared/model/operation.ts'
import { isSideBySide } from '../../../shared/model/overlap.ts'
import { keyEntry } from '../keychain/entry-names.ts'
import { commitRestored, restoredOf } from './commit-restored.ts'
import { inherit } from './inheriting.ts'
import { about, scopeOf, type Journal } from './journal.ts'
import { moveCredential } from './move-credential.ts'
import { localFields } from '../keys/local-fields.ts'
import { makeOne } from '../keys/one-key.ts'
import type { Providers, RemoteKey } from '../ports/provider.ts'
import type { KeyRecord, NewHistoryEntry, OperationRecord, Store, VersionRecord } from '../ports/store.ts'
import { newRecord, withRemote } from '../sync/reconcile.ts'
import type { Changes } from '../projection/changes.ts'

interface Deps {
  readonly store: Store
  readonly journal: Journal
  readonly providers: Providers
  readonly changes: Changes
  readonly now: () => number
}

/**
 * `remote`: the key's fields from the response. After a restart `remote` may be missing; then the journal's own note is used. Throws Failure
 * `vault`; in that case nothing has changed.
 */
export type CommitOperation = (
  operation: OperationRecord,
  backend: string,
  remote: Partial<RemoteKey> | undefined,
) => void

const ORIGIN: Record<OperationRecord['kind'], VersionRecord['origin']> = {
  regenerate: 'regenerated',
  create: 'created',
  replace: 'created',
  add: 'typed',
  paste: 'typed',
}
const HISTORY_KINDS: Record<OperationRecord['kind'], NewHistoryEntry['kind']> = {
  regenerate: 'key-regenerated',
  create: 'key-created',
  replace: 'key-created',
  add: 'key-added',
  paste: 'key-regenerated',
}

export function createCommitOperation({ store, journal, providers, changes, now }: Deps): CommitOperation {
  return (operation, backend, remote) => {
    const restored = restoredOf(operation)
    if (restored === undefined) commit(operation, backend, remote)
    else commitRestored({ store, journal, changes, now }, operation, restored, backend)
  }

  function commit(operation: OperationRecord, backend: string, remote: Partial<RemoteKey> | undefined): void {
    store.transaction(() => {
      if (journal.get(operation.id).state !== 'stored') journal.move(operation.id, 'stored')
      const overlap = overlapFromNow(operation)
      journal.move(operation.id, overlap ? 'overlapping' : 'done', { overlap }, () => {
        const { key, isCurrent, merged } = putKey(operation, remote)
        const isTyped = ORIGIN[operation.kind] === 'typed' // no provider has confirmed a typed secret
        store.versions.put({
          key: key.id,
          version: operation.version,
          entry: keyEntry(key.id, operation.version),
          backend,
          origin: ORIGIN[operation.kind],
          madeAt: now(),
          validity: isTyped || !isCurrent ? 'unknown' : 'valid',
        })
        if (isCurrent) moveCredential({ store, changes }, operation.account, { ...operation, backend })
        closeOlder(operation, merged)
        store.history.add({
          ...about(operation),
          name: key.name,
          at: now(),
          kind: HISTORY_KINDS[operation.kind],
          details: { version: operation.version },
        })
        if (overlap) addOverlapHistory(operation, overlap)
      })
    })
  }

  /** Writes the key's record. The operation's secret becomes the current one, unless the listed record of the key was given a later one. */
  function putKey(
    operation: OperationRecord,
    remote: Partial<RemoteKey> | undefined,
  ): { readonly key: KeyRecord; readonly isCurrent: boolean; readonly merged: KeyId | undefined } {
    const listed = listedAlready(operation, remote)
    const later = listed && laterValue(listed, operation, remote)
    const key = currentKey(operation, remote, listed)
    const numbers = listed && makeOne({ store, changes }, listed.id, key.id, operation.version)
    if (!later) markPreviousDead(operation)
    store.keys.put({ ...key, version: (later && numbers?.get(later.version)) ?? key.version })
    return { key, isCurrent: later === undefined, merged: listed?.id }
  }

  function currentKey(
    operation: OperationRecord,
    remote: Partial<RemoteKey> | undefined,
    listed: KeyRecord | undefined,
  ): KeyRecord {
    const base = {
      ...baseOf(operation, remote, listed),
      version: operation.version,
      stale: false,
      asOf: now(),
    }
    if (operation.kind === 'add')
      return { ...base, ...localFields(base, LocalFields.parse(operation.draft)), name: operation.name }
    if (operation.kind === 'paste')
      return { ...base, ...localFields(base, LocalFields.parse(operation.draft)) }
    const made = {
      // If the response does not contain the new time, it stays unknown until the next list: the old time would look like a renewal by another
      // program. A report that the secret was found in public is about the old value.
      ...withRemote(
        { ...base, createdAt: undefined, leaked: undefined },
        { ...issuedOf(operation), ...remote },
      ),
      goneSince: undefined,
      renewedAs: undefined,
    }
    const old = operation.kind === 'replace' ? oldKey(operation) : undefined
    return old ? inherit(made, old, store.versions.ofKey(old.id)) : made
  }

  function oldKey({ overlap }: OperationRecord): KeyRecord | undefined {
    return overlap && store.keys.get(overlap.old)
  }

  /**
   * The overlap's duration, which the user chose, begins now that both values exist. It ends at the latest when the old one expires. `undefined`
   * if the old key has been deleted from Keyhold meanwhile.
   */
  function overlapFromNow(operation: OperationRecord): OperationRecord['overlap'] {
    const { overlap } = operation
    const old = oldKey(operation)
    if (overlap === undefined || old === undefined) return undefined
    const since = now()
    // The request to the provider named this very time.
    if (overlap.endsAtProvider) return { ...overlap, since }
    const until = since + overlap.until - overlap.since
    const end = oldExpiryOf(overlap, old)
    return { ...overlap, since, until: end !== undefined && outlives(until, end, since) ? end : until }
  }

  /** Adds to the history of the old key; the history of the new key begins with its creation. */
  function addOverlapHistory(
    { account, name }: OperationRecord,
    { old, oldName, oldVersion, until }: Overlap,
  ): void {
    const details = oldVersion === undefined ? { until, with: name } : { until, version: oldVersion }
    store.history.add({ at: now(), kind: 'overlap-began', key: old, account, name: oldName, details })
  }

  /** The record to change. After a restart, a sync may already have listed the new key: then the two records become one. */
  function baseOf(
    operation: OperationRecord,
    remote: Partial<RemoteKey> | undefined,
    listed: KeyRecord | undefined,
  ): KeyRecord {
    const { provider, key, name } = operation
    // The account may have been removed while the response was sealed; then the key has no account, like the account's other keys.
    const account = operation.account && store.accounts.get(operation.account)?.id
    const own = store.keys.get(key)
    const fresh = { ...newRecord(key, account, provider, remote?.scope ?? scopeOf(operation), now()), name }
    return own ?? (listed ? { ...listed, id: key } : fresh)
  }

  function listedAlready(
    operation: OperationRecord,
    remote: Partial<RemoteKey> | undefined,
  ): KeyRecord | undefined {
    const remoteId = remote?.remoteId ?? operation.issued?.remoteId
    const { account, before, key } = operation
    if (account === undefined || remoteId === undefined) return undefined
    // The request may have used an address that only a list knew, or a list may have shown the key at its new address since.
    return [remoteId, before?.remoteId ?? remoteId]
      .flatMap((address) => store.keys.byRemote(account, remote?.scope ?? scopeOf(operation), address) ?? [])
      .find(({ id }) => id !== key)
  }

  /** The value of the listed record, if it was made after that of this operation: it stays the current one. */
  function laterValue(
    listed: KeyRecord,
    { startedAt, issued }: OperationRecord,
    remote: Partial<RemoteKey> | undefined,
  ): VersionRecord | undefined {
    const held = store.versions.get(listed.id, listed.version)
    const createdAt = remote?.createdAt ?? issued?.createdAt
    const isByProvider = createdAt !== undefined && listed.createdAt !== undefined
    const isLater = isByProvider ? listed.createdAt > createdAt : held && held.madeAt > startedAt
    return isLater ? held : undefined
  }

  function markPreviousDead({ kind, key, provider, before, overlap }: OperationRecord): void {
    if (kind !== 'regenerate') return
    const { oldSecretDies } = rotationOf(providers.find(provider).metadata, before?.scope ?? '')
    if (oldSecretDies !== 'at-once') return
    const dead = store.versions.ofKey(key).filter(({ version }) => version !== overlap?.oldVersion)
    for (const version of dead) store.versions.put({ ...version, validity: 'revoked' })
  }

  /**
   * An older unknown outcome for this key no longer matters: the key has a value again. Sealed responses stay on disk. A provider keeps one old
   * secret beside the current one, so an overlap of this key's earlier secrets is over.
   */
  function closeOlder({ id, key }: OperationRecord, merged: KeyId | undefined): void {
    for (const other of store.operations.open())
      if ([key, merged].includes(other.key) && other.id !== id && other.state === 'unknown')
        journal.move(other.id, 'closed')
      else if (other.id !== id && isSideBySide(other) && other.overlap?.endsAtProvider && other.key === key)
        journal.move(other.id, 'done', { error: undefined, overlap: { ...other.overlap, doing: undefined } })
  }
}

export const MANUAL = 'manual'

/** The journal's note of a response. */
const issuedOf = ({ issued }: OperationRecord): Partial<RemoteKey> =>
  issued === undefined
    ? {}
    : { remoteId: issued.remoteId, ...(issued.createdAt !== undefined && { createdAt: issued.createdAt }) }
