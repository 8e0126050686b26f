/** The app lock: off, open or locked. A locked app hides its surface; the lock changes no secret and no row of the vault. */
import { Failure } from '../../../shared/contract/errors.ts'
import type { LockChangedBy } from '../../../shared/model/history.ts'
import {
  REMOVAL_WAIT_MS,
  type LockCause,
  type LockRemoval,
  type LockView,
} from '../../../shared/model/lock.ts'
import type { Instant } from '../../../shared/model/model.ts'
import { STRONG_COST } from './derive-key.ts'
import { checkNewPassphrase, hashPassphrase, isPassphrase } from './lock-passphrase.ts'
import type { LockPort } from '../ports/lock.ts'
import type { LockRecord, ScryptCost, Store, Wait } from '../ports/store.ts'
import type { Clock, Log } from '../ports/world.ts'

interface Deps {
  readonly store: Pick<Store, 'lock' | 'history' | 'transaction'>
  readonly port: LockPort
  readonly clock: Clock
  readonly log: Log
  /** Runs after every change: `wasLocked` before, and whether the app is locked now. */
  readonly changed: (wasLocked: boolean, isLocked: boolean) => void
  /** Tests use a cheaper cost. */
  readonly cost?: ScryptCost
}

/** The result of opening: also whether a removal was pending, which opening cancels. */
interface Opened {
  readonly removalCalledOff: boolean
}

/**
 * Promises reject with Failure `lock`. A wrong passphrase counts as a try, also across restarts. A try that the disk cannot record is not made:
 * it rejects with the store's own Failure.
 */
export interface AppLock {
  isLocked(): boolean
  view(): LockView
  /** Throws Failure `invalid` `too-short` or `too-simple`, `lock` `set`. */
  set(passphrase: string): Promise<void>
  change(passphrase: string, next: string): Promise<void>
  turnOff(passphrase: string): Promise<void>
  /** Resolves where no lock is set, or for its passphrase. Throws Failure `lock` `wrong` for a missing one, which is no try. */
  prove(passphrase: string | undefined): Promise<void>
  /** Does nothing if no lock is set. */
  lock(by: LockCause): void
  unlock(passphrase: string): Promise<Opened>
  /** Throws Failure `lock` `not-proved`. */
  unlockWithSystem(): Promise<Opened>
  /** Removes the lock once the system has authenticated the user; if the system cannot, starts the wait. */
  forgotten(): Promise<LockView>
  /** Cancels the wait. */
  keep(): void
  /** Removes the lock when the wait is over. Throws Failure `lock` `not-due`. */
  remove(): void
  /** Records the progress of a wait. Call before the store closes. */
  close(): void
}

const NOTE_EVERY_MS = 60_000

/** A lock that is set starts locked. Throws Failure `vault` if the store cannot be read. */
export function createLock({ store, port, clock, log, changed, cost = STRONG_COST }: Deps): AppLock {
  let state = begin()
  let stopNoting: (() => void) | undefined
  /** One derivation at a time: simultaneous tries must neither share one delay nor take 128 MB each. */
  let lastTurn: Promise<unknown> = Promise.resolve()

  function begin(): LockState {
    const record = store.lock.read()
    return record === undefined
      ? { state: 'off' }
      : { state: 'locked', record, by: 'start', since: clock.now() }
  }

  function become(next: LockState): void {
    const wasLocked = state.state === 'locked'
    state = next
    keepNoting()
    changed(wasLocked, next.state === 'locked')
  }

  function refuseSecond(): void {
    if (state.state !== 'off') throw new Failure({ kind: 'lock', why: 'set' })
  }

  /** Throws the store's errors; in that case the record stays unchanged. */
  function write(record: LockRecord): void {
    store.lock.write(record)
    if (state.state !== 'off') state = { ...state, record }
  }

  /** For a change that does not weaken the lock if a restart loses it. The change holds for this run even if the disk refuses it. */
  function update(record: LockRecord): void {
    if (state.state !== 'off') state = { ...state, record }
    try {
      store.lock.write(record)
    } catch (error) {
      log.unexpected('write down the state of the lock', error)
    }
  }

  function recordNow(): LockRecord {
    if (state.state === 'off') throw new Failure({ kind: 'lock', why: 'off' })
    return state.record
  }

  const leftNow = (wait: Wait | undefined) => (wait === undefined ? 0 : leftOf(wait, port.uptimeMs()))
  function refusal(why: 'wrong' | 'wait', record: LockRecord): Failure {
    const at = retryAtOf(record, moment())
    return new Failure({ kind: 'lock', why, ...(at !== undefined && { retryAt: at }) })
  }

  /** Counts the try before it is made: ending the program during a try must not make the try free. */
  async function tryPassphrase(passphrase: string): Promise<void> {
    const before = recordNow()
    if (leftNow(before.retry) > 0) throw refusal('wait', before)
    const failures = before.failures + 1
    const delayMs = delayAfter(failures)
    const retry = delayMs === 0 ? undefined : startWait(delayMs, port.uptimeMs())
    write({ ...before, failures, retry })
    const isRight = await isPassphrase(passphrase, before.passphrase)
    if (!isRight) throw refusal('wrong', recordNow())
    update({ ...recordNow(), failures: 0, retry: undefined })
  }

  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const mine = lastTurn.then(run)
    lastTurn = mine.catch(() => undefined)
    return mine
  }

  const prove = (passphrase: string) => inTurn(() => tryPassphrase(passphrase))

  async function proveBySystem(reason: string): Promise<void> {
    if (!port.canAuthenticate() || !(await port.authenticate(reason)))
      throw new Failure({ kind: 'lock', why: 'not-proved' })
  }

  function open(): Opened {
    const record = recordNow()
    const removalCalledOff = record.removal !== undefined
    if (removalCalledOff) update({ ...record, removal: undefined })
    if (state.state === 'locked') become({ state: 'open', record: recordNow() })
    return { removalCalledOff }
  }

  function addHistory(kind: 'lock-set' | 'lock-changed' | 'lock-removed', by: LockChangedBy): void {
    store.history.add({ at: clock.now(), kind, name: 'The app lock', details: { by } })
  }

  function takeAway(by: LockChangedBy): void {
    recordNow()
    store.transaction(() => {
      store.lock.remove()
      addHistory('lock-removed', by)
    })
    become({ state: 'off' })
  }

  function keepHash(passphrase: LockRecord['passphrase'], kind: 'lock-set' | 'lock-changed'): void {
    const record: LockRecord = {
      passphrase,
      setAt: clock.now(),
      failures: 0,
      retry: undefined,
      removal: undefined,
    }
    store.transaction(() => {
      store.lock.write(record)
      addHistory(kind, 'passphrase')
    })
    become({ state: 'open', record })
  }

  /** During a wait, its progress is written to disk every minute, so that a restart of the machine loses no more than that. */
  function keepNoting(): void {
    stopNoting?.()
    const isWaiting = state.state !== 'off' && leftNow(state.record.removal) > 0
    stopNoting = isWaiting ? clock.after(NOTE_EVERY_MS, note) : undefined
  }

  function note(): void {
    if (state.state === 'off' || state.record.removal === undefined) return
    const { record } = state
    const { askedAt } = state.record.removal
    update({ ...record, removal: { ...noteAgain(state.record.removal, port.uptimeMs()), askedAt } })
    keepNoting()
  }

  const moment = (): Moment => ({
    now: clock.now(),
    uptimeMs: port.uptimeMs(),
    canAskSystem: port.canAuthenticate(),
  })
  const view = () => viewOf(state, moment())

  keepNoting()
  return {
    isLocked: () => state.state === 'locked',
    view,

    async set(passphrase) {
      refuseSecond()
      checkNewPassphrase(passphrase)
      await inTurn(async () => {
        refuseSecond() // a second call may have set the lock meanwhile
        keepHash(await hashPassphrase(passphrase, cost), 'lock-set')
      })
    },

    async change(passphrase, next) {
      recordNow()
      checkNewPassphrase(next)
      await inTurn(async () => {
        await tryPassphrase(passphrase)
        const hash = await hashPassphrase(next, cost)
        recordNow() // the lock may have been removed meanwhile
        keepHash(hash, 'lock-changed')
      })
    },

    async prove(passphrase) {
      if (state.state === 'off') return
      if (passphrase === undefined) throw new Failure({ kind: 'lock', why: 'wrong' })
      await prove(passphrase)
    },

    async turnOff(passphrase) {
      await prove(passphrase)
      takeAway('passphrase')
    },

    lock(by) {
      if (state.state === 'open') become({ state: 'locked', record: state.record, by, since: clock.now() })
    },

    async unlock(passphrase) {
      await prove(passphrase)
      return open()
    },

    async unlockWithSystem() {
      recordNow()
      await proveBySystem('show your keys')
      return open()
    },

    async forgotten() {
      const record = recordNow()
      if (port.canAuthenticate()) {
        await proveBySystem('remove its lock')
        takeAway('system')
      } else if (record.removal === undefined) {
        const wait = startWait(REMOVAL_WAIT_MS, port.uptimeMs())
        update({ ...record, removal: { ...wait, askedAt: clock.now() } })
        keepNoting()
      }
      return view()
    },

    keep() {
      update({ ...recordNow(), removal: undefined })
      keepNoting()
    },

    remove() {
      const { removal } = recordNow()
      if (removal === undefined || leftNow(removal) > 0) throw new Failure({ kind: 'lock', why: 'not-due' })
      takeAway('wait')
    },

    close() {
      note()
      stopNoting?.()
    },
  }
}

type LockState =
  | { readonly state: 'off' }
  | { readonly state: 'open'; readonly record: LockRecord }
  | {
      readonly state: 'locked'
      readonly record: LockRecord
      readonly by: LockCause
      readonly since: Instant
    }

interface Moment {
  readonly now: Instant
  /** Waits are measured by this, see {@link leftOf}. */
  readonly uptimeMs: number
  readonly canAskSystem: boolean
}

/** When the next try is allowed; `undefined` if it is allowed now. */
function retryAtOf({ retry }: LockRecord, { now, uptimeMs }: Moment): Instant | undefined {
  const left = retry === undefined ? 0 : leftOf(retry, uptimeMs)
  return left === 0 ? undefined : now + left
}

function removalOf({ removal }: LockRecord, { now, uptimeMs }: Moment): LockRemoval {
  if (removal === undefined) return { state: 'not-asked' }
  const { askedAt } = removal
  const left = leftOf(removal, uptimeMs)
  return left === 0 ? { state: 'due', askedAt } : { state: 'waiting', askedAt, endsAt: now + left }
}

function viewOf(state: LockState, moment: Moment): LockView {
  if (state.state === 'off') return { state: 'off' }
  const { canAskSystem } = moment
  const removal = removalOf(state.record, moment)
  if (state.state === 'open') return { state: 'open', setAt: state.record.setAt, canAskSystem, removal }
  const retryAt = retryAtOf(state.record, moment)
  const { by, since } = state
  return { state: 'locked', by, since, ...(retryAt !== undefined && { retryAt }), canAskSystem, removal }
}

/** Waits are measured by the machine's uptime, so that no change of the clock can shorten them. */
export const startWait = (leftMs: number, uptimeMs: number): Wait => ({ leftMs, notedAtMs: uptimeMs })

/**
 * The rest of the wait at `uptimeMs`. Never less than the true rest: in one run of the machine, the difference of two uptimes is the time between
 * them; after a restart, the whole uptime comes after the note. Both are at most the time that has really passed. The time that a machine was off
 * is not counted, since only its clock could show it.
 */
export function leftOf({ leftMs, notedAtMs }: Wait, uptimeMs: number): number {
  const passedMs = uptimeMs >= notedAtMs ? uptimeMs - notedAtMs : uptimeMs
  return Math.max(0, leftMs - passedMs)
}

/** The same wait, recorded again: a restart of the machine then loses only the time after this. */
export const noteAgain = (wait: Wait, uptimeMs: number): Wait => startWait(leftOf(wait, uptimeMs), uptimeMs)

const FREE_TRIES = 3
const FIRST_DELAY_MS = 5_000
const LONGEST_DELAY_MS = 900_000

/** How long to wait after this many wrong passphrases in a row: nothing at first, then 5 s doubled each time, at most 15 minutes. */
export function delayAfter(failures: number): number {
  if (failures < FREE_TRIES) return 0
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failures - FREE_TRIES, 20))
}
