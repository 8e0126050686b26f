/** Imports one scope's list into the store in batches, so that ten thousand keys never block the event loop. */
import { Failure } from '../../../shared/contract/errors.ts'
import { fieldList, type SyncedField } from '../../../shared/model/history.ts'
import { KeyId, type AccountId, type Instant } from '../../../shared/model/model.ts'
import {
  classifyMissing,
  isNotYetListed,
  isStillListed,
  isWithinReadLag,
  keysByLeftAddress,
} from './missing-keys.ts'
import type { Changes } from '../projection/changes.ts'
import type { Opened } from '../credentials/credentials.ts'
import { newId } from '../keychain/entry-names.ts'
import type { WaitForTurn } from '../ports/loop.ts'
import type { Provider, RemoteKey } from '../ports/provider.ts'
import type { KeyRecord, NewHistoryEntry, Store } from '../ports/store.ts'
import type { Clock } from '../ports/world.ts'
import {
  findRenewals,
  isWorthRecording,
  newRecord,
  reconcile,
  withRemote,
  type Reconciled,
} from './reconcile.ts'

/**
 * The number of keys that are imported in one turn of the event loop, and written in one transaction: 15 to 40 ms, including the event to the
 * page. Each transaction writes the same index pages again, so that smaller batches cost more per key (`npm run bench -- accounts`).
 */
const BATCH = 250

interface Deps {
  readonly store: Store
  readonly changes: Changes
  readonly clock: Clock
  readonly turn: WaitForTurn
  readonly progress: (account: AccountId, seen: number, total: number | undefined) => void
  readonly completed: (list: CompleteList) => void
}

/** One scope's list, read to its end. */
export interface CompleteList {
  readonly account: AccountId
  readonly scope: string
  readonly provider: Provider
  /** By the provider's clock, otherwise by this machine's. */
  readonly at: Instant
  /** The listed keys, by the provider's address. */
  readonly seen: ReadonlyMap<string, { readonly id: KeyId; readonly name: string }>
}

/** What a list has brought. */
interface Imported {
  readonly seen: Map<string, { id: KeyId; name: string }>
  readonly added: readonly KeyRecord[]
  /** Keys that it shows at the address which they had before their renewal. */
  readonly shownAsBefore: ReadonlySet<KeyId>
}

export interface ListImport {
  /** Lists and imports. Throws the provider's Failure; the keys read until then stay, and no key is marked as missing. */
  scope(
    opened: Opened,
    scope: string,
    signal: AbortSignal,
  ): Promise<{
    readonly date: Instant | undefined
    readonly warnings: readonly string[]
    /** The address of the key that is the account's own credential, if the list shows it. */
    readonly credentialId: string | undefined
  }>
}

export function createListImport({ store, changes, clock, turn, progress, completed }: Deps): ListImport {
  async function scope(opened: Opened, name: string, signal: AbortSignal) {
    const { account, provider, api } = opened
    const seen = new Map<string, { id: KeyId; name: string }>()
    const added: KeyRecord[] = []
    const warnings: string[] = []
    let date: Instant | undefined
    let credentialId: string | undefined
    const left = keysByLeftAddress(store, { account: account.id, scope: name }, clock.now())
    const shownAsBefore = new Set<KeyId>()
    const isOutdated = ({ remoteId }: RemoteKey): boolean => {
      const renewed = left.get(remoteId)
      if (renewed !== undefined) shownAsBefore.add(renewed)
      return renewed !== undefined
    }
    for await (const page of provider.list(api, name, signal)) {
      date = page.date ?? date
      credentialId = page.credentialId ?? credentialId
      warnings.push(...(page.warnings ?? []))
      const keys = page.keys.filter((key) => !isOutdated(key))
      for (let from = 0; from < keys.length; from += BATCH) {
        await turn(keys.length - from)
        added.push(...takeOver(opened, name, keys.slice(from, from + BATCH), seen))
        progress(account.id, seen.size, page.total)
      }
    }
    await turn(0)
    // A list that ended early because it was cancelled is not complete, even if its provider ends it without an error.
    if (signal.aborted) throw new Failure({ kind: 'provider', why: 'cancelled', outcome: 'not-sent' })
    await findMissing(opened, name, { seen, added, shownAsBefore }, signal)
    const at = date ?? clock.now()
    completed({ account: account.id, scope: name, provider, at, seen })
    return { date, warnings, credentialId }
  }

  function takeOver(
    { account, provider }: Opened,
    scope: string,
    remotes: readonly RemoteKey[],
    seen: Map<string, { id: KeyId; name: string }>,
  ): KeyRecord[] {
    const now = clock.now()
    const written: KeyRecord[] = []
    const added: KeyRecord[] = []
    store.transaction(() => {
      const locals = store.keys.byRemotes(
        account.id,
        scope,
        remotes.map(({ remoteId }) => remoteId),
      )
      for (const remote of remotes) {
        const local = locals.get(remote.remoteId)
        const is = local === undefined ? appear(remote) : compare(local, remote)
        const record = is.kind === 'same' ? local : is.record
        if (record === undefined) continue
        seen.set(remote.remoteId, { id: record.id, name: record.name })
        if (is.kind === 'same') continue
        store.keys.put(record)
        locals.set(remote.remoteId, record) // the provider may list the key twice
        written.push(record)
        if (is.kind === 'added') added.push(record)
        addHistory(is.kind, record, is.kind === 'added' ? [] : is.moved)
      }
    }, 'repeatable')
    changes.touch({ written })
    return added

    function appear(remote: RemoteKey) {
      const id = KeyId.parse(newId(remote.label))
      const fresh = newRecord(id, account.id, account.provider, scope, now)
      return { kind: 'added', record: withRemote(fresh, remote) } as const
    }

    /** Skips a late read, which would undo a change that Keyhold has just made. */
    function compare(local: KeyRecord, remote: RemoteKey): Reconciled {
      const isLate = isWithinReadLag(local, provider.readsLagMs, now) || isStillListed(store, local, now)
      return isLate ? { kind: 'same' } : reconcile(local, remote, now)
    }

    function addHistory(
      kind: 'added' | 'changed' | 'back',
      record: KeyRecord,
      moved: readonly SyncedField[],
    ): void {
      const isFirstSync = account.asOf === undefined // the ten thousand "appeared" entries of a first sync would bury everything else
      if (kind === 'added' && isFirstSync) return
      if (kind === 'changed' && !isWorthRecording(moved)) return
      store.history.add(entry(HISTORY_KINDS[kind], record, now, { fields: fieldList(moved) }))
    }
  }

  /** Only a list that was read to its end can show that a key is missing. */
  async function findMissing(
    opened: Opened,
    name: string,
    { seen, added, shownAsBefore }: Imported,
    signal: AbortSignal,
  ): Promise<void> {
    const now = clock.now()
    const lost = store.keys
      .livingExcept(opened.account.id, name, seen.keys())
      .filter((id) => !shownAsBefore.has(id) && !isNotYetListed(store, id, now))
    if (lost.length === 0) return
    const { provider } = opened
    // Most lists are trusted without a second check of ten thousand keys.
    if (provider.listIsPartial !== true && provider.readsLagMs === undefined) {
      sayGone(lost, added)
      return
    }
    const records = lost.flatMap((id) => store.keys.get(id) ?? [])
    const { gone, found } = await classifyMissing(opened, records, clock.now(), signal)
    takeOver(opened, name, found, seen)
    sayGone(
      gone.map(({ id }) => id),
      added,
    )
  }

  function sayGone(lost: readonly KeyId[], added: readonly KeyRecord[]): void {
    const now = clock.now()
    store.transaction(() => {
      const gone = lost
        .flatMap((id) => store.keys.get(id) ?? [])
        .map((record) => ({ ...record, goneSince: now }))
      const renewals = new Map(findRenewals(gone, added).map(({ from, to }) => [from, to]))
      for (const record of gone) {
        store.keys.put({ ...record, renewedAs: renewals.get(record.id) })
        store.history.add(entry('key-gone', record, now, {}))
      }
    })
    changes.touch({ keys: lost })
  }

  return { scope }
}

const HISTORY_KINDS = { added: 'key-appeared', changed: 'key-changed', back: 'key-back' } as const

const entry = (
  kind: NewHistoryEntry['kind'],
  { id, account, name }: KeyRecord,
  at: Instant,
  details: NewHistoryEntry['details'],
): NewHistoryEntry => ({ at, kind, key: id, account, name, details })
