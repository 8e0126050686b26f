/** Keeps the store true: one snapshot, then numbered changes; a gap asks for a new snapshot; a clock ticks. */
import { nextChangeOfAny, DAY_MS } from '../shared/expiry.ts'
import type { Entry } from '../shared/query-match.ts'
import type { Change, Snapshot } from '../shared/snapshot.ts'
import type { Result } from '../shared/errors.ts'
import { call, on } from './bridge.ts'
import { relisted } from './listing.ts'
import { useVault } from './store.ts'
import { takeChange, takeSnapshot } from './take.ts'
import { tellCleared } from './vault-acts.ts'

const { getState: get, setState: set } = useVault

/** Relative times ("2 min ago") are at most this old. */
const TICK_MS = 20_000
/** A hidden window draws no frames; lists are brought up to date anyway. */
const HIDDEN_MS = 100

let waiting: (() => void) | undefined

/** Finds, sorts and counts anew once per frame, however many changes come in between. */
function relistSoon(): void {
  if (waiting !== undefined) return
  const run = () => {
    waiting?.()
    waiting = undefined
    set(relisted(get()))
  }
  const frame = requestAnimationFrame(run)
  const timer = setTimeout(run, HIDDEN_MS)
  waiting = () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}

/** Takes a snapshot that a call has brought, such as `vault:retry`; its failure becomes the page's only if there is no picture yet. */
export function accept(answer: Result<Snapshot>): void {
  if (answer.ok) {
    set(takeSnapshot(get(), answer.value, Date.now()))
    set(relisted(get()))
  } else if (get().phase.at === 'loading' || get().phase.at === 'failed')
    set({ phase: { at: 'failed', error: answer.error } })
}

let asking: Promise<void> | undefined
/** What may be newer than the snapshot on its way: the highest revision heard of, and resets. */
let heard = 0
let resets = 0

/** Asks for the whole picture, again while news came in that the answer may not hold. Several wishes are one question. */
export function refresh(): Promise<void> {
  asking ??= ask().finally(() => {
    asking = undefined
  })
  return asking
}

async function ask(): Promise<void> {
  let resetsBefore: number
  do {
    resetsBefore = resets
    const answer = await call('app:snapshot')
    accept(answer)
    if (!answer.ok) return
  } while (resets !== resetsBefore || (get().phase.at === 'open' && get().revision < heard))
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

function tick(): void {
  const { clockOffsetMs, phase } = get()
  if (phase.at !== 'open') return
  set({ now: Date.now() + clockOffsetMs })
  set(relisted(get()))
}

function startClock(): () => void {
  let timer: ReturnType<typeof setTimeout>
  const next = () => {
    const { book, now, settings } = get()
    const border = nextChangeOfAny(dated(book.entries()), now, settings.leadDays * DAY_MS)
    timer = setTimeout(run, Math.min(TICK_MS, Math.max(0, (border ?? Infinity) - now) + 1))
  }
  const run = () => {
    tick()
    next()
  }
  // A window that was hidden, or a machine that slept, has old times on it.
  const seen = () => {
    if (document.visibilityState === 'visible') tick()
  }
  document.addEventListener('visibilitychange', seen)
  next()
  return () => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', seen)
  }
}

function* dated(entries: Iterable<Entry>) {
  for (const { row } of entries) yield row
}

/** Listens, asks for the first snapshot, starts the clock. Returns the stop of all three. */
export function connect(): () => void {
  const stops = [
    on('app:changed', takeNews),
    on('app:reset', startOver),
    on('sync:progress', ({ account, ...progress }) =>
      set({ syncProgress: new Map(get().syncProgress).set(account, progress) }),
    ),
    on('operation:progress', (progress) =>
      set({ operationProgress: new Map(get().operationProgress).set(progress.key, progress) }),
    ),
    on('clipboard:cleared', ({ cleared }) => tellCleared(cleared)),
    startClock(),
  ]
  void refresh()
  return () => {
    for (const stop of stops) stop()
    waiting?.()
    waiting = undefined
  }
}
