/**
 * When what the list and the sidebar show is found anew: at once, before the next frame, or, while a provider's keys come in by hundreds,
 * a few times a second and in parts of one frame each: finding, drawing and the sync itself share one machine.
 *
 * ```
 * still --soon--> next frame --> found, counted, rows told, timer set --frames--> saved searches counted --> still
 * still --later--> 250 ms --frame--> found --frame--> counted --frame--> rows told --frame--> timer set --frames--> saved searches counted --> still
 * ```
 *
 * `now` and `soon` overtake what `later` has begun; what becomes due in the middle of the parts begins them anew.
 */
import type { StoreApi } from 'zustand'
import { DAY_MS, nextChangeOfAny } from '../../shared/expiry/expiry.ts'
import { counted, countedSearches, listed } from './visible-list.ts'
import type { PageClock } from '../vault/page-clock.ts'
import type { VaultState } from '../vault/vault-state.ts'

interface Deps {
  readonly store: Pick<StoreApi<VaultState>, 'getState' | 'setState'>
  readonly clock: PageClock
  /** The time has come at which time alone changes what is shown. */
  readonly tick: () => void
}

export interface ListRefresh {
  readonly start: () => void
  readonly now: () => void
  readonly soon: () => void
  readonly later: () => void
  /** Rows have changed that nothing drawn is to know of before the next finding. */
  readonly indexIsAhead: () => void
  readonly stop: () => void
}

/** How often while a sync runs. */
const LATER_MS = 250
/** Keys that saved searches go through in one frame, so many for each search: some milliseconds. */
const KEYS_IN_FRAME = 100_000
/** Relative times ("2 min ago") are at most this old. */
const TICK_MS = 20_000

export function createListRefresh({ store, clock, tick }: Deps): ListRefresh {
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

  /** What is drawn of single rows may know of them now. */
  function caughtUp(): Partial<VaultState> {
    if (!isIndexAhead) return {}
    isIndexAhead = false
    return { indexRevision: get().indexRevision + 1 }
  }

  /** One timer, for the next change that time alone will bring. */
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

  /** Never in the frame of a key press or of what it draws: nobody waits for these numbers. */
  function searchParts(): readonly (() => void)[] {
    const searches = get().settings.savedSearches
    const inOne = Math.max(1, Math.floor(KEYS_IN_FRAME / Math.max(1, get().keyIndex.size())))
    const starts = searches.map((_, index) => index).filter((index) => index % inOne === 0)
    return starts.map((start) => () => set(countedSearches(get(), searches.slice(start, start + inOne))))
  }

  /** Each part waits for a frame of its own, the first one too: a timer and the frame after it are one frame to whoever looks. */
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
