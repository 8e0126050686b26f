/**
 * Keeps the store true to main: one snapshot, then numbered changes; a gap asks for a new snapshot; a clock ticks.
 * Rows change at once; lists are found again once per frame, however many changes come in between.
 */
import type { StoreApi } from 'zustand'
import type { Payload } from '../shared/contract.ts'
import type { Result } from '../shared/errors.ts'
import { DAY_MS, nextChangeOfAny } from '../shared/expiry.ts'
import type { Change, Snapshot } from '../shared/snapshot.ts'
import type { call, on } from './bridge.ts'
import { relisted } from './listing.ts'
import type { PageClock } from './page-clock.ts'
import { takeChange, takeSnapshot } from './take.ts'
import type { VaultState } from './vault-state.ts'

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

/** Relative times ("2 min ago") are at most this old. */
const TICK_MS = 20_000

export function createMirror({ store, call: ask, on: listen, clock, cleared }: Deps): Mirror {
  const { getState: get, setState: set } = store
  let stopRelisting: (() => void) | undefined
  let stopTicking: (() => void) | undefined
  let asking: Promise<void> | undefined
  // What may be newer than the snapshot on its way: the highest revision heard of, and resets.
  let heard = 0
  let resets = 0

  let isStarted = false

  /** Finds and counts anew, and sets the one timer for the next change that time alone will bring. */
  function relist(): void {
    set(relisted(get()))
    stopTicking?.()
    if (!isStarted) return
    const { book, clockOffsetMs, settings } = get()
    const now = clock.now() + clockOffsetMs
    const border = nextChangeOfAny(rowsOf(book), now, settings.leadDays * DAY_MS) ?? Infinity
    stopTicking = clock.after(Math.min(TICK_MS, border - now), tick)
  }

  function relistSoon(): void {
    stopRelisting ??= clock.soon(() => {
      stopRelisting = undefined
      relist()
    })
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
    set(patch)
    relistSoon()
  }

  /** Revisions may begin anew: nothing heard before counts. */
  function startOver(): void {
    heard = 0
    resets += 1
    void refresh()
  }

  function takeSync({ account, ...progress }: Payload<'sync:progress'>): void {
    set({ syncProgress: new Map(get().syncProgress).set(account, progress) })
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
      stopRelisting?.()
      stopRelisting = undefined
      stopTicking?.()
    }
  }

  return { start, refresh, accept }
}

function* rowsOf(book: VaultState['book']) {
  for (const { row } of book.entries()) yield row
}
