/**
 * Keeps the store true to main: one snapshot, then numbered changes; a gap asks for a new snapshot; a clock ticks.
 * Rows change at once; when lists are found again is said in renderer/list/list-refresh.ts.
 */
import type { StoreApi } from 'zustand'
import type { Payload } from '../../shared/contract/contract.ts'
import type { Result } from '../../shared/contract/errors.ts'
import type { AccountId } from '../../shared/model/model.ts'
import type { Change, Snapshot } from '../../shared/contract/snapshot.ts'
import { syncingIn } from './all-accounts.ts'
import type { call, on } from './bridge.ts'
import { createFrameAck } from './frame-ack.ts'
import { keepOrder } from '../list/visible-list.ts'
import type { PageClock } from './page-clock.ts'
import { createListRefresh } from '../list/list-refresh.ts'
import { applyChange, applySnapshot } from './apply-changes.ts'
import type { SyncProgress, VaultState } from './vault-state.ts'

interface Deps {
  readonly store: Pick<StoreApi<VaultState>, 'getState' | 'setState'>
  readonly call: typeof call
  readonly on: typeof on
  readonly clock: PageClock
  /** The page has been drawn up to this change. Missing: nobody asks. */
  readonly ackFrame?: (revision: number) => void
  /** Main has let go of the clipboard. */
  readonly cleared: (isCleared: boolean) => void
}

export interface Mirror {
  /** Listens, asks for the first snapshot, starts the clock. Returns the stop of all three. */
  readonly start: () => () => void
  /** Asks for the whole picture. Several requests at once become one call. */
  readonly refresh: () => Promise<void>
  /** Takes a snapshot that a call has brought, such as `vault:retry`. */
  readonly accept: (answer: Result<Snapshot>) => void
}

/** While a sync runs, so many rows in one change come of a provider's list, not of an act whose end the user waits to see. */
const MANY_ROWS = 50

export function createMirror({ store, call: ask, on: listen, clock, cleared, ackFrame }: Deps): Mirror {
  const { getState: get, setState: set } = store
  const frameAck = ackFrame && createFrameAck({ clock, revision: () => get().revision, tell: ackFrame })
  const listRefresh = createListRefresh({ store, clock, tick })
  let stopTelling: (() => void) | undefined
  const told = new Map<AccountId, SyncProgress>()
  let asking: Promise<void> | undefined
  // What may be newer than the snapshot on its way: the highest revision heard of, and resets.
  let heard = 0
  let resets = 0

  function tick(): void {
    const { clockOffsetMs, phase } = get()
    if (phase.state !== 'open' && phase.state !== 'locked') return
    set({ now: clock.now() + clockOffsetMs })
    listRefresh.now()
  }

  /** A failure is the page's only while there is no picture yet. */
  function accept(answer: Result<Snapshot>, from?: number): void {
    if (answer.ok) {
      set(applySnapshot(get(), answer.value, { to: clock.now(), ...(from !== undefined && { from }) }))
      listRefresh.now()
      frameAck?.heard()
    } else if (get().phase.state === 'loading' || get().phase.state === 'failed')
      set({ phase: { state: 'failed', error: answer.error } })
  }

  /** Again, as long as news came in that the answer may not hold. */
  async function askMain(): Promise<void> {
    let resetsBefore: number
    do {
      resetsBefore = resets
      const askedAt = clock.now()
      const answer = await ask('app:snapshot')
      accept(answer, askedAt)
      if (!answer.ok) return
    } while (resets !== resetsBefore || (get().phase.state === 'open' && get().revision < heard))
  }

  function refresh(): Promise<void> {
    asking ??= askMain().finally(() => {
      asking = undefined
    })
    return asking
  }

  function takeNews(change: Change): void {
    const patch = applyChange(get(), change)
    if (patch === 'stale') return
    if (patch === 'gap') {
      heard = change.revision
      void refresh()
      return
    }
    if (change.keys.length >= MANY_ROWS && isSyncing(get())) {
      set({ ...patch, indexRevision: get().indexRevision })
      listRefresh.indexIsAhead()
      keepOrder(get())
    } else set(patch)
    frameAck?.heard()
    if (!movesLists(patch, change)) return
    if (isSyncing(get())) listRefresh.later()
    else listRefresh.soon()
  }

  /** Revisions may begin anew: nothing heard before counts. */
  function startOver(): void {
    heard = 0
    resets += 1
    void refresh()
  }

  /** Once per frame: five accounts tell of it more often than anybody looks. */
  function takeSync({ account, ...progress }: Payload<'sync:progress'>): void {
    told.set(account, progress)
    stopTelling ??= clock.soon(() => {
      stopTelling = undefined
      const running = [...told].filter(([id]) => get().accounts.get(id)?.sync.state === 'running')
      told.clear()
      set({ syncProgress: new Map([...get().syncProgress, ...running]) })
    })
  }

  function takeStep(progress: Payload<'operation:progress'>): void {
    set({ operationProgress: new Map(get().operationProgress).set(progress.key, progress) })
  }

  function start(): () => void {
    listRefresh.start()
    const stops = [
      listen('app:changed', takeNews),
      listen('app:reset', startOver),
      listen('sync:progress', takeSync),
      listen('operation:progress', takeStep),
      listen('lock:changed', (lock) => set({ lock })),
      listen('clipboard:cleared', ({ cleared: isCleared }) => cleared(isCleared)),
      // A window that was hidden, or a machine that slept, has old times on it.
      clock.onSeen(tick),
    ]
    void refresh()
    return () => {
      for (const stop of stops) stop()
      listRefresh.stop()
      frameAck?.stop()
      stopTelling?.()
      stopTelling = undefined
    }
  }

  return { start, refresh, accept }
}

const isSyncing = (state: VaultState): boolean => syncingIn(state).length > 0

/** What is found and counted are rows, by the lead time and by what the operations say; names of accounts lie in the index. */
const movesLists = (patch: Partial<VaultState>, { settings, operations, operationsGone }: Change): boolean =>
  patch.indexRevision !== undefined || settings !== undefined || operations.length + operationsGone.length > 0
