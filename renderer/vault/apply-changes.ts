/** Applies the main process's snapshot and numbered changes to the page's state. Pure except for the key index, which changes in place. */
import { attentionFacts } from '../../shared/expiry/attention.ts'
import { changedParts } from '../../shared/contract/changed-parts.ts'
import type { Names, Facts } from '../../shared/search/query-match.ts'
import type { Change, LockedVault, OpenVault, Snapshot } from '../../shared/contract/snapshot.ts'
import { noSelection, still } from '../list/selection.ts'
import { firstSort, initialState, type VaultState } from './vault-state.ts'

type Patch = Partial<VaultState>

/** When a snapshot was requested (`from`) and received (`to`), by the page's own clock in epoch milliseconds. */
export interface Asked {
  /** Missing: the time of the request is unknown. */
  readonly from?: number
  readonly to: number
}

/**
 * Returns the main process's clock minus the page's: of the offsets that the snapshot allows, the one nearest to zero. Both processes run on
 * one machine, so the time that a snapshot took to arrive must not count as an offset.
 */
function clockOffset(now: number, { from = -Infinity, to }: Asked): number {
  return Math.min(Math.max(0, now - to), now - from)
}

export function applySnapshot(state: VaultState, snapshot: Snapshot, asked: Asked): Patch {
  if (snapshot.vault === 'shut') {
    state.keyIndex.clear()
    return {
      phase: { state: 'shut', vault: snapshot },
      indexRevision: state.indexRevision + 1,
      detail: undefined,
      selection: noSelection,
    }
  }
  if (snapshot.vault === 'locked') return takeLocked(state, snapshot, asked)
  return { ...takeOpen(state, snapshot), clockOffsetMs: clockOffset(snapshot.now, asked), now: snapshot.now }
}

/**
 * Resets all of the page's state on locking: rows, search texts, the open dialog, toasts. The theme and the sort order stay. The index is emptied but
 * stays the same object, because other parts keep a reference to it.
 */
function takeLocked({ keyIndex, indexRevision, sort }: VaultState, locked: LockedVault, asked: Asked): Patch {
  keyIndex.clear()
  const empty = initialState()
  return {
    ...empty,
    phase: { state: 'locked' },
    keyIndex,
    indexRevision: indexRevision + 1,
    sort,
    settings: { ...empty.settings, theme: locked.theme },
    lock: locked.lock,
    clockOffsetMs: clockOffset(locked.now, asked),
    now: locked.now,
  }
}

function takeOpen(state: VaultState, open: OpenVault): Patch {
  const accounts = mapById(open.accounts)
  const providers = mapById(open.providers)
  state.keyIndex.clear()
  state.keyIndex.put(open.keys, namesOf({ accounts, providers }))
  return {
    phase: { state: 'open' },
    revision: open.revision,
    indexRevision: state.indexRevision + 1,
    accounts,
    providers,
    operations: mapById(open.operations),
    settings: open.settings,
    sort: state.sort === firstSort ? open.settings.listSort : state.sort,
    keychain: open.keychain,
    notices: open.notices,
    queue: open.queue,
    lock: open.lock,
    notifications: open.notifications,
    demo: open.demo,
    syncProgress: new Map(),
    detail: state.detail !== undefined && state.keyIndex.get(state.detail) ? state.detail : undefined,
    selection: still(state.selection, state.keyIndex.entry),
  }
}

/**
 * Applies one change. Returns `stale` if the page already has this revision (a later snapshot contained it), and `gap` if a revision
 * in between is missing, so that a new snapshot is needed.
 */
export function applyChange(state: VaultState, change: Change): Patch | 'stale' | 'gap' {
  if (change.revision <= state.revision) return 'stale'
  if (change.revision !== state.revision + 1) return 'gap'
  const accounts = changed(state.accounts, change.accounts, change.accountsGone)
  const keysLeft = change.keysGone.filter((id) => state.keyIndex.get(id) !== undefined)
  const { providers: described, ...parts } = changedParts(change)
  const providers = described === undefined ? state.providers : mapById(described)
  const keysMoved = putKeys(state, change, { accounts, providers })
  return {
    revision: change.revision,
    accounts,
    providers,
    operations: changed(state.operations, change.operations, change.operationsGone),
    ...(keysMoved && { indexRevision: state.indexRevision + 1 }),
    ...(change.accounts.length > 0 && { syncProgress: stillRunning(state, change) }),
    ...parts,
    ...withoutLeft(state, keysLeft),
  }
}

/**
 * Closes and deselects keys that have left the vault. A change may report that a key is gone whose row has not arrived yet: the user may already have
 * opened that key, because the answer to a call can arrive before the changes that belong to it.
 */
function withoutLeft({ detail, selection, keyIndex }: VaultState, left: Change['keysGone']): Patch {
  if (left.length === 0) return {}
  return {
    selection: still(selection, keyIndex.entry),
    ...(detail !== undefined && left.includes(detail) && { detail: undefined }),
  }
}

function putKeys(
  { keyIndex, accounts: before, providers: providersBefore }: VaultState,
  change: Change,
  now: Pick<VaultState, 'accounts' | 'providers'>,
) {
  const names = namesOf(now)
  const renamed =
    now.providers !== providersBefore || change.accounts.some(({ id, name }) => before.get(id)?.name !== name)
  keyIndex.put(change.keys, names)
  keyIndex.drop(change.keysGone)
  if (renamed && keyIndex.size() > 0) keyIndex.rename(names)
  return renamed || change.keys.length > 0 || change.keysGone.length > 0
}

/** Drops the progress of syncs that have ended. */
function stillRunning({ syncProgress }: VaultState, { accounts }: Change): VaultState['syncProgress'] {
  const ended = accounts.filter(({ sync }) => sync.state !== 'running').map(({ id }) => id)
  return changed(syncProgress, [], ended)
}

export function namesOf({ accounts, providers }: Pick<VaultState, 'accounts' | 'providers'>): Names {
  return {
    accountName: (id) => accounts.get(id)?.name,
    providerName: (id) => providers.get(id)?.name,
  }
}

/** The facts that queries, views and counts depend on, as of now. */
export function factsOf({ now, settings, operations }: VaultState): Facts {
  return attentionFacts({ now, settings, operations: operations.values() })
}

function mapById<Row extends { readonly id: string }>(rows: readonly Row[]): ReadonlyMap<Row['id'], Row> {
  return new Map(rows.map((row) => [row.id, row]))
}

/** Returns the same map if nothing changed, so that components that use it do not render again. */
function changed<Id extends string, Row extends { readonly id?: Id } | object>(
  map: ReadonlyMap<Id, Row>,
  rows: readonly (Row & { readonly id: Id })[],
  gone: readonly Id[],
): ReadonlyMap<Id, Row> {
  if (rows.length === 0 && !gone.some((id) => map.has(id))) return map
  const next = new Map(map)
  for (const row of rows) next.set(row.id, row)
  for (const id of gone) next.delete(id)
  return next
}
