/**
 * Keeps the store in step with the main process: one snapshot, then numbered changes. A gap in the numbers requests a new snapshot.
 * Rows change at once. The timing of list refreshes is in renderer/list/list-refresh.ts.
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
  /** Reports that the page has drawn everything up to this revision. Missing: no acknowledgement is sent. */
  readonly ackFrame?: (revision: number) => void
  /** See `createListRefresh`. */
  readonly countsSearches?: boolean
  /** Called when the main process no longer tracks the clipboard. False: other content had been copied since. */
  readonly cleared: (isCleared: boolean) => void
}

export interface Mirror {
  /** Starts listening, requests the first snapshot and starts the clock. Returns a function that stops all three. */
  readonly start: () => () => void
  /** Requests a new snapshot. Concurrent requests share one call. */
  readonly refresh: () => Promise<void>
  /** Applies a snapshot that another call returned, such as `vault:retry`. */
  readonly accept: (answer: Result<Snapshot>) => void
}

/** While a sync runs, a change with this many rows comes from a provider's list, not from an action whose result the user waits for. */
const MANY_ROWS = 50

export function createMirror(deps: Deps): Mirror {
  const { store, call: ask, on: listen, clock, cleared, ackFrame, countsSearches } = deps
  const { getState: get, setState: set } = store
  const frameAck = ackFrame && createFrameAck({ clock, revision: () => get().revision, send: ackFrame })
  const listRefresh = createListRefresh({
    store,
    clock,
    tick,
    ...(countsSearches !== undefined && { countsSearches }),
  })
  let cancelUpdate: (() => void) | undefined
  const progressOf = new Map<AccountId, SyncProgress>()
  let asking: Promise<void> | undefined
  // Signs that a requested snapshot may be outdated: the highest revision received, and the number of resets.
  let latest = 0
  let resets = 0

  function tick(): void {
    const { clockOffsetMs, phase } = get()
    if (phase.state !== 'open' && phase.state !== 'locked') return
    set({ now: clock.now() + clockOffsetMs })
    listRefresh.now()
  }

  /** Applies an answer. A failure changes the phase only while there is no snapshot yet. */
  function accept(answer: Result<Snapshot>, from?: number): void {
    if (answer.ok) {
      set(applySnapshot(get(), answer.value, { to: clock.now(), ...(from !== undefined && { from }) }))
      listRefresh.now()
      frameAck?.changed()
    } else if (get().phase.state === 'loading' || get().phase.state === 'failed')
      set({ phase: { state: 'failed', error: answer.error } })
  }

  /** Requests snapshots until no change arrived meanwhile that the last one may lack. */
  async function askMain(): Promise<void> {
    let resetsBefore: number
    do {
      resetsBefore = resets
      const askedAt = clock.now()
      const answer = await ask('app:snapshot')
      accept(answer, askedAt)
      if (!answer.ok) return
    } while (resets !== resetsBefore || (get().phase.state === 'open' && get().revision < latest))
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
      latest = change.revision
      void refresh()
      return
    }
    if (change.keys.length >= MANY_ROWS && isSyncing(get())) {
      set({ ...patch, indexRevision: get().indexRevision })
      listRefresh.indexIsAhead()
      keepOrder(get())
    } else set(patch)
    frameAck?.changed()
    if (!movesLists(patch, change)) return
    if (isSyncing(get())) listRefresh.later()
    else listRefresh.soon()
  }

  /** Handles a reset: revisions may restart from zero, so earlier ones no longer count. */
  function startOver(): void {
    latest = 0
    resets += 1
    void refresh()
  }

  /** Stores sync progress once per frame. Five accounts in sync emit it more often than frames are drawn. */
  function takeSync({ account, ...progress }: Payload<'sync:progress'>): void {
    progressOf.set(account, progress)
    cancelUpdate ??= clock.soon(() => {
      cancelUpdate = undefined
      const running = [...progressOf].filter(([id]) => get().accounts.get(id)?.sync.state === 'running')
      progressOf.clear()
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
      // After the window was hidden or the machine slept, the displayed times are out of date.
      clock.onSeen(tick),
    ]
    void refresh()
    return () => {
      for (const stop of stops) stop()
      listRefresh.stop()
      frameAck?.stop()
      cancelUpdate?.()
      cancelUpdate = undefined
    }
  }

  return { start, refresh, accept }
}

const isSyncing = (state: VaultState): boolean => syncingIn(state).length > 0

/** Whether a change can affect lists and counts: these depend on rows, the lead time and operations. Account names are part of the index. */
const movesLists = (patch: Partial<VaultState>, { settings, operations, operationsGone }: Change): boolean =>
  patch.indexRevision !== undefined || settings !== undefined || operations.length + operationsGone.length > 0
