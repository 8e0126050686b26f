/**
 * Decides when the list and the sidebar are refreshed: at once, before the next frame, or, while a sync brings in keys by the hundred,
 * a few times a second and in parts of one frame each. Finding, drawing and the sync itself compete for the same processor.
 *
 * ```
 * idle --soon--> next frame --> list, counts, row revision, timer --frames--> saved searches --> idle
 * idle --later--> 250 ms --frame--> list --frame--> counts --frame--> row revision --frame--> timer --frames--> saved searches --> idle
 * ```
 *
 * `now` and `soon` cancel a refresh that `later` has started. A `later` that becomes due between two parts starts the parts again.
 */
import type { StoreApi } from 'zustand'
import { DAY_MS, nextChangeOfAny } from '../../shared/expiry/expiry.ts'
import { counted, countedSearches, listed } from './visible-list.ts'
import type { PageClock } from '../vault/page-clock.ts'
import type { VaultState } from '../vault/vault-state.ts'

interface Deps {
  readonly store: Pick<StoreApi<VaultState>, 'getState' | 'setState'>
  readonly clock: PageClock
  /** Called when a displayed value changes by the passing of time alone. */
  readonly tick: () => void
  /** False for a page without the sidebar, which alone shows how many keys saved searches find. */
  readonly countsSearches?: boolean
}

export interface ListRefresh {
  readonly start: () => void
  readonly now: () => void
  readonly soon: () => void
  readonly later: () => void
  /** Call after rows have changed whose components must not render before the next refresh. */
  readonly indexIsAhead: () => void
  readonly stop: () => void
}

/** The delay between refreshes while a sync runs. */
const LATER_MS = 250
/** How many keys saved searches may visit in one frame, summed over the searches: a few milliseconds of work. */
const KEYS_IN_FRAME = 100_000
/** Relative times ("2 min ago") are at most this much out of date. */
const TICK_MS = 20_000

export function createListRefresh({ store, clock, tick, countsSearches = true }: Deps): ListRefresh {
  const { getState: get, setState: set } = store
  let due: { readonly isSoon: boolean; readonly stop: () => void } | undefined
  let stopParts: (() => void) | undefined
  let stopTicking: (() => void) | undefined
  let isIndexAhead = false
  let isStarted = false

  function wait(isSoon: boolean, arm: (run: () => void) => () => void, run: () => void): void {
    due = {
      isSoon,
      stop: arm(() => {
        due = undefined
        run()
      }),
    }
  }

  function forget(): void {
    due?.stop()
    stopParts?.()
    due = stopParts = undefined
  }

  /** The state change that lets components of single rows render again. Empty if the index was not ahead. */
  function caughtUp(): Partial<VaultState> {
    if (!isIndexAhead) return {}
    isIndexAhead = false
    return { indexRevision: get().indexRevision + 1 }
  }

  /** Sets the one timer for the next change by time alone, at most `TICK_MS` ahead. */
  function setTimer(): void {
    stopTicking?.()
    if (!isStarted) return
    const { keyIndex, clockOffsetMs, settings } = get()
    const at = clock.now() + clockOffsetMs
    const border = nextChangeOfAny(keyIndex.rows(), at, settings.leadDays * DAY_MS) ?? Infinity
    stopTicking = clock.after(Math.min(TICK_MS, border - at), tick)
  }

  function now(): void {
    forget()
    set({ ...listed(get()), ...counted(get()), ...caughtUp() })
    setTimer()
    inParts(searchParts())
  }

  /**
   * The counts of saved searches, in parts for later frames, so that they never delay the frame of a key press. While their section is folded,
   * nothing is counted, and the old numbers are dropped: by the time that the section opens, they would be wrong.
   */
  function searchParts(): readonly (() => void)[] {
    const { settings, searchCounts } = get()
    const searches = settings.savedSearches
    if (!countsSearches || settings.foldedSections.includes('searches'))
      return searchCounts.size > 0 ? [() => set({ searchCounts: new Map() })] : []
    const inOne = Math.max(1, Math.floor(KEYS_IN_FRAME / Math.max(1, get().keyIndex.size())))
    const starts = searches.map((_, index) => index).filter((index) => index % inOne === 0)
    return starts.map((start) => () => set(countedSearches(get(), searches.slice(start, start + inOne))))
  }

  /** Runs each part in a frame of its own. The first part waits too, because a timer's work would delay the frame that follows it. */
  function inParts([part, ...rest]: readonly (() => void)[]): void {
    stopParts?.()
    stopParts =
      part &&
      clock.soon(() => {
        part()
        inParts(rest)
      })
  }

  const beginParts = () =>
    inParts([
      () => set(listed(get())),
      () => set(counted(get())),
      () => set(caughtUp()),
      setTimer,
      ...searchParts(),
    ])

  return {
    now,
    soon() {
      if (due?.isSoon === true) return
      forget()
      wait(true, (run) => clock.soon(run), now)
    },
    later() {
      if (due === undefined) wait(false, (run) => clock.after(LATER_MS, run), beginParts)
    },
    indexIsAhead() {
      isIndexAhead = true
    },
    start() {
      isStarted = true
    },
    stop() {
      isStarted = false
      forget()
      stopTicking?.()
    },
  }
}
