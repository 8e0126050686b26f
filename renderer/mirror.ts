/**
 * Keeps the store true to main: one snapshot, then numbered changes; a gap asks for a new snapshot; a clock ticks.
 * Rows change at once; lists are found again once per frame, however many changes come in between. While a provider's list comes in by
 * hundreds of keys, that is a few times a second: finding, drawing and the sync itself share one machine.
 */
import type { StoreApi } from 'zustand'
import type { Payload } from '../shared/contract.ts'
import type { Result } from '../shared/errors.ts'
import { DAY_MS, nextChangeOfAny } from '../shared/expiry.ts'
import type { AccountId } from '../shared/model.ts'
import type { Change, Snapshot } from '../shared/snapshot.ts'
import type { call, on } from './bridge.ts'
import { relisted } from './listing.ts'
import type { PageClock } from './page-clock.ts'
import { takeChange, takeSnapshot } from './take.ts'
import type { SyncProgress, VaultState } from './vault-state.ts'

interface Deps {
  readonly store: Pick<StoreApi<VaultState>, 'getState' | 'setState'>
  readonly call: typeof call
  readonly on: typeof on
  readonly clock: PageClock
  /** Main has let go of the clipboard. */
  readonly cleared: (isCleared: boolean) => void
}

export interface Mirror {
  /** Listens, asks for the first snapshot, starts the clock. Returns the stop of all three. */
  readonly start: () => () => void
  /** Asks for the whole picture. Several wishes at once are one question. */
  readonly refresh: () => Promise<void>
  /** Takes a snapshot that a call has brought, such as `vault:retry`. */
  readonly accept: (answer: Result<Snapshot>) => void
}

/** While a sync runs, so many rows in one change come of a provider's list, not of an act whose end the user waits to see. */
const MANY_ROWS = 50
/** How often the lists are found anew while a sync runs. */
const WHILE_SYNCING_MS = 250

/** Relative times ("2 min ago") are at most this old. */
const TICK_MS = 20_000

export function createMirror({ store, call: ask, on: listen, clock, cleared }: Deps): Mirror {
  const { getState: get, setState: set } = store
  let relisting: { readonly isSoon: boolean; readonly stop: () => void } | undefined
  // Rows have changed that nothing drawn knows of yet.
  let isBookAhead = false
  let stopTelling: (() => void) | undefined
  const told = new Map<AccountId, SyncProgress>()
  let stopTicking: (() => void) | undefined
  let asking: Promise<void> | undefined
  // What may be newer than the snapshot on its way: the highest revision heard of, and resets.
  let heard = 0
  let resets = 0

  let isStarted = false

  /** Finds and counts anew, and sets the one timer for the next change that time alone will bring. */
  function relist(): void {
    relisting?.stop()
    relisting = undefined
    set({ ...relisted(get()), ...(isBookAhead && { bookRevision: get().bookRevision + 1 }) })
    isBookAhead = false
    stopTicking?.()
    if (!isStarted) return
    const { book, clockOffsetMs, settings } = get()
    const now = clock.now() + clockOffsetMs
    const border = nextChangeOfAny(rowsOf(book), now, settings.leadDays * DAY_MS) ?? Infinity
    stopTicking = clock.after(Math.min(TICK_MS, border - now), tick)
  }

  function relistSoon(): void {
    if (relisting?.isSoon === true) return
    relisting?.stop()
    relisting = { isSoon: true, stop: clock.soon(relist) }
  }

  function relistLater(): void {
    relisting ??= { isSoon: false, stop: clock.after(WHILE_SYNCING_MS, relist) }
  }

  function tick(): void {
    const { clockOffsetMs, phase } = get()
    if (phase.at !== 'open' && phase.at !== 'locked') return
    set({ now: clock.now() + clockOffsetMs })
    relist()
  }

  /** A failure is the page's only while there is no picture yet. */
  function accept(answer: Result<Snapshot>): void {
    if (answer.ok) {
      set(takeSnapshot(get(), answer.value, clock.now()))
      relist()
    } else if (get().phase.at === 'loading' || get().phase.at === 'failed')
      set({ phase: { at: 'failed', error: answer.error } })
  }

  /** Again, as long as news came in that the answer may not hold. */
  async function askMain(): Promise<void> {
    let resetsBefore: number
    do {
      resetsBefore = resets
      const answer = await ask('app:snapshot')
      accept(answer)
      if (!answer.ok) return
    } while (resets !== resetsBefore || (get().phase.at === 'open' && get().revision < heard))
  }

  function refresh(): Promise<void> {
    asking ??= askMain().finally(() => {
      asking = undefined
    })
    return asking
  }

  function takeNews(change: Change): void {
    const patch = takeChange(get(), change)
    if (patch === 'stale') return
    if (patch === 'gap') {
      heard = change.revision
      void refresh()
      return
    }
    const isList = change.keys.length >= MANY_ROWS && isSyncing(get())
    isBookAhead ||= isList
    set(isList ? { ...patch, bookRevision: get().bookRevision } : patch)
    if (!movesLists(patch, change)) return
    if (isSyncing(get())) relistLater()
    else relistSoon()
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
    isStarted = true
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
      isStarted = false
      for (const stop of stops) stop()
      relisting?.stop()
      relisting = undefined
      stopTelling?.()
      stopTelling = undefined
      stopTicking?.()
    }
  }

  return { start, refresh, accept }
}

const isSyncing = ({ accounts }: VaultState): boolean =>
  [...accounts.values()].some(({ sync }) => sync.state === 'running')

/** What is found and counted are rows, by the lead time and by what the operations say; names of accounts lie in the book. */
const movesLists = (patch: Partial<VaultState>, { settings, operations, operationsGone }: Change): boolean =>
  patch.bookRevision !== undefined || settings !== undefined || operations.length + operationsGone.length > 0

function* rowsOf(book: VaultState['book']) {
  for (const { row } of book.entries()) yield row
}
