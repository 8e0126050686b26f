/** Replaces many keys one after the other, pauses at every doubt, and never continues by itself after a restart. */
import { Failure, type AppError } from '../../../shared/contract/errors.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import { isSideBySide } from '../../../shared/model/overlap.ts'
import type { Queue, QueueItem } from '../../../shared/model/queue.ts'
import type { Changes } from '../projection/changes.ts'
import type { KeyGuards } from '../keys/key-guards.ts'
import type { OperationRecord, Store } from '../ports/store.ts'
import type { Clock, Log, World } from '../ports/world.ts'
import { stoppedNotification } from '../reminders/reminder-messages.ts'
import type { Rotation } from '../rotation/rotation.ts'

interface Deps {
  readonly store: Store
  readonly guards: Pick<KeyGuards, 'need'>
  readonly changes: Pick<Changes, 'touch'>
  readonly clock: Clock
  readonly log: Log
  readonly rotation: Pick<Rotation, 'replacement' | 'replace'>
  /** Runs when the queue has paused by itself, at this key. */
  readonly stoppedAt: (key: QueueItem, queue: Queue) => void
}

export interface ReplacementQueue {
  current(): Queue | undefined
  /** Throws Failure `not-found`; `busy` while another queue has not ended. */
  start(asked: { keys: readonly KeyId[]; overlapHours: number; pauseSeconds: number }): void
  pause(): void
  resume(): void
  cancel(): void
  dismiss(): void
  /** After a restart: looks up interrupted items in the journal; the queue waits for the user. */
  settle(): void
  /** Stops the queue: no further item starts. */
  end(): void
}

export function createReplacementQueue(deps: Deps): ReplacementQueue {
  const { store, guards, changes, clock, log, rotation, stoppedAt } = deps
  let stopTimer: () => void = () => undefined
  let isBusy = false
  let hasEnded = false
  /** The current queue, while the database cannot write it. */
  let unwritten: Queue | undefined

  const current = () => unwritten ?? store.queue.read()

  /** The journal's open replacement of this key. */
  const begunFor = (key: KeyId): OperationRecord | undefined =>
    store.operations.open().find(({ kind, overlap }) => kind === 'replace' && overlap?.old === key)

  /** Throws the store's errors. The result of an item is kept in memory all the same. */
  function write(queue: Queue): void {
    if (isBusy || unwritten !== undefined) unwritten = queue
    store.queue.write(queue)
    unwritten = undefined
    changes.touch({ queue: true })
  }

  /** The database failed during an item: no further item starts, and the user is notified. */
  function stopForDatabase(key: KeyId, before: Queue, error: unknown): void {
    log.unexpected('replacement queue', error)
    stopTimer()
    const { items } = attempt(current) ?? before
    const queue: Queue = { ...before, items, state: 'paused', pausedBy: 'doubt' }
    unwritten = queue
    attempt(() => write(queue))
    changes.touch({ queue: true })
    const item = items.find((one) => one.key === key)
    attempt(() => item && stoppedAt(item, queue))
  }

  /** `undefined` if the database fails again. */
  function attempt<T>(run: () => T): T | undefined {
    try {
      return run()
    } catch (error) {
      log.unexpected('replacement queue', error)
      return undefined
    }
  }

  function mark(key: KeyId, state: QueueItem['state'], came: Came = {}): void {
    const queue = current()
    if (queue === undefined) return
    const items = queue.items.map((item) => (item.key === key ? marked(item, state, came) : item))
    write({ ...queue, items })
  }

  /** Starts the next item, unless one is running; after the last one, the queue ends. */
  function goOn(): void {
    const queue = current()
    if (hasEnded || isBusy || queue?.state !== 'running') return
    const next = queue.items.find(({ state }) => state === 'waiting')
    if (next === undefined) write({ ...queue, state: 'ended' })
    else void run(next.key, queue).catch((error: unknown) => stopForDatabase(next.key, queue, error))
  }

  async function run(key: KeyId, { overlapHours, pauseSeconds }: Queue): Promise<void> {
    isBusy = true
    try {
      mark(key, 'running')
      const came = await one(key, overlapHours)
      if (hasEnded) return // the next start looks up the result in the journal
      mark(key, came.error === undefined ? 'done' : 'failed', came)
      if (came.error !== undefined && isDoubt(came.error)) stopAt(key)
    } finally {
      isBusy = false
    }
    const isLast = current()?.items.every(({ state }) => state !== 'waiting') ?? true
    if (isLast) goOn()
    else stopTimer = clock.after(pauseSeconds * 1_000, goOn)
  }

  async function one(key: KeyId, overlapHours: number): Promise<Came> {
    try {
      const { draft } = await rotation.replacement(key)
      const ended = await rotation.replace({ key, draft, overlapHours })
      const { operation } = ended
      const error = ended.outcome === 'stored' ? ended.unfinished : ended.error
      return error === undefined ? { operation } : { operation, error: error as AppError }
    } catch (error) {
      if (error instanceof Failure) return { error: error.error }
      return { error: { kind: 'unexpected', ticket: log.unexpected('replace from the queue', error) } }
    }
  }

  const settleRunning = ({ items }: Queue): QueueItem[] =>
    items.map((item) => (item.state === 'running' ? settled(item, begunFor(item.key)) : item))

  function pause(pausedBy: Queue['pausedBy']): void {
    stopTimer()
    const queue = current()
    if (queue?.state === 'running') write({ ...queue, state: 'paused', pausedBy })
  }

  function stopAt(key: KeyId): void {
    const queue = current()
    const item = queue?.items.find((one) => one.key === key)
    if (queue?.state !== 'running' || item === undefined) return
    pause('doubt')
    stoppedAt(item, queue)
  }

  return {
    current,

    start({ keys, overlapHours, pauseSeconds }) {
      const before = current()
      if (before !== undefined && before.state !== 'ended')
        throw new Failure({ kind: 'busy', act: 'replace' })
      const items = [...new Set(keys)].map((key): QueueItem => {
        const { name } = guards.need(key)
        return { key, name, state: 'waiting' }
      })
      write({ state: 'running', overlapHours, pauseSeconds, items })
      goOn()
    },

    pause: () => pause('user'),

    resume() {
      const queue = current()
      if (queue?.state !== 'paused') return
      stopTimer() // an item that was running at the pause has set its own timer
      // An item that a database failure interrupted is still "running": the journal knows its result.
      const items = isBusy ? queue.items : settleRunning(queue)
      write({ ...queue, items, state: 'running', pausedBy: undefined })
      goOn()
    },

    cancel() {
      stopTimer()
      const queue = current()
      if (queue === undefined || queue.state === 'ended') return
      const items = queue.items.map((item) => (item.state === 'waiting' ? marked(item, 'skipped') : item))
      write({ ...queue, items, state: 'ended', pausedBy: undefined })
    },

    dismiss() {
      if (current()?.state !== 'ended') return
      store.queue.remove()
      changes.touch({ queue: true })
    },

    settle() {
      const queue = current()
      if (queue === undefined) return
      const items = settleRunning(queue)
      if (queue.state === 'running') write({ ...queue, items, state: 'paused', pausedBy: 'restart' })
      else write({ ...queue, items })
    },

    end() {
      hasEnded = true
      stopTimer()
    },
  }
}

/** Without a journal row the provider was not asked, so the item may run again. */
function settled(item: QueueItem, begun: OperationRecord | undefined): QueueItem {
  if (begun === undefined) return marked(item, 'waiting')
  const { id: operation } = begun
  return isSideBySide(begun)
    ? marked(item, 'done', { operation })
    : marked(item, 'failed', { operation, error: begun.error ?? CUT_OFF })
}

const CUT_OFF: AppError = { kind: 'provider', why: 'cut-off', outcome: 'unknown' }

/** The result of one item: with an error unless both keys work. */
interface Came {
  readonly operation?: QueueItem['operation']
  readonly error?: AppError
}

function marked({ key, name }: QueueItem, state: QueueItem['state'], came: Came = {}): QueueItem {
  const { operation, error } = came
  return { key, name, state, operation, ...(error !== undefined && { error: { ...error } }) }
}

/**
 * Whether the error would repeat for the next key, or leaves a secret unsaved or an outcome unknown: then the queue pauses for the user. An error
 * that concerns one key alone does not stop the others.
 */
function isDoubt(error: AppError): boolean {
  if (error.kind === 'incomplete') return isDoubt(error.reason)
  if (error.kind === 'provider')
    return error.outcome !== 'refused' || error.why === 'unauthorized' || error.why === 'rate-limited'
  return (
    error.kind !== 'unsupported' &&
    error.kind !== 'invalid' &&
    error.kind !== 'busy' &&
    error.kind !== 'not-found'
  )
}

interface StoppedDeps {
  readonly store: Pick<Store, 'settings'>
  readonly notifications: World['notifications']
  /** A locked app shows no names. */
  readonly isLocked: () => boolean
}

/**
 * Shows a notification that the queue has paused by itself, since no window need be open. Without a notification, "Needs attention" still shows
 * the pause.
 */
export function createStoppedNotifier({ store, notifications, isLocked }: StoppedDeps) {
  return (key: QueueItem, queue: Queue): void => {
    const { systemNotifications, trayNames } = store.settings.read()
    if (!systemNotifications) return
    void notifications.show(stoppedNotification(key, queue, trayNames && !isLocked()))
  }
}
