/** Syncs one account: lists the provider's keys page by page, imports each page, and marks keys that a complete list lacks. */
import { Failure, type AppError } from '../../../shared/contract/errors.ts'
import type { AccountId, Instant } from '../../../shared/model/model.ts'
import type { Changes } from '../projection/changes.ts'
import type { Credentials, Opened } from '../credentials/credentials.ts'
import type { ListImport } from './import-list.ts'
import type { AdoptCredential } from '../credentials/own-credential.ts'
import type { Store } from '../ports/store.ts'
import type { Clock, Log } from '../ports/world.ts'
import type { AccountLock } from '../scheduling/account-lock.ts'

/** Expiry is decided by this machine's clock: from this difference to the provider's clock on, the user is warned. */
const SKEW_WORTH_TELLING_MS = 120_000

interface Deps {
  readonly store: Store
  readonly credentials: Credentials
  readonly accountLock: AccountLock
  readonly changes: Changes
  readonly listImport: ListImport
  readonly adoptCredential: AdoptCredential
  readonly clock: Clock
  readonly log: Log
  /** Runs when the provider has refused the credential. */
  readonly refused: (account: AccountId) => void
}

export interface Sync {
  /**
   * At most one sync per account: a second call joins the running one, unless that one is being cancelled. Resolves when the sync has ended; its
   * result is in the account's row. Throws Failure `not-found`.
   */
  start(account: AccountId): Promise<void>
  /** Syncs all accounts side by side. Resolves when every sync has ended. */
  all(): Promise<void>
  cancel(account: AccountId): void
  /** Stops a running sync, since reads give way to an action of the user. The returned function starts the sync again. */
  giveWay(account: AccountId): () => void
  /** Cancels all syncs and starts no more. */
  end(): void
  since(account: AccountId): Instant | undefined
}

interface Running {
  readonly since: Instant
  readonly stop: AbortController
  readonly ended: Promise<void>
}

export function createSync(deps: Deps): Sync {
  const { store, credentials, accountLock, changes, listImport, adoptCredential, clock, log, refused } = deps
  const running = new Map<AccountId, Running>()
  let hasEnded = false

  function start(account: AccountId): Promise<void> {
    const already = running.get(account)
    if (already?.stop.signal.aborted === false) return already.ended
    if (hasEnded) return Promise.resolve()
    if (store.accounts.get(account) === undefined) throw new Failure({ kind: 'not-found', what: 'account' })
    const stop = new AbortController()
    const ended = accountLock
      .run(account, () => run(account, stop.signal))
      // The caller may not await this, so an error that even the account's row could not record is logged.
      .catch((error: unknown) => void log.unexpected('sync', error))
      .then(() => {
        if (running.get(account)?.stop === stop) running.delete(account)
        changes.touch({ accounts: [account] })
      })
    running.set(account, { since: clock.now(), stop, ended })
    changes.touch({ accounts: [account] })
    return ended
  }

  async function run(account: AccountId, signal: AbortSignal): Promise<void> {
    try {
      await credentials.use(account, async (opened) => {
        const found = await listAll(opened, signal)
        if (!gaveWay(signal, found.error)) remember(account, found.error, found)
      })
    } catch (error) {
      const why = errorOf(error)
      if (!gaveWay(signal, why)) remember(account, why)
    }
  }

  /** Each scope is complete or failed by itself; the first failure becomes the account's. */
  async function listAll(opened: Opened, signal: AbortSignal) {
    const failures: AppError[] = []
    const warnings = new Set<string>()
    let date: Instant | undefined
    let shown: string | undefined
    for (const scope of opened.provider.scopes(opened.account.settings)) {
      try {
        const listed = await listImport.scope(opened, scope, signal)
        date = listed.date ?? date
        shown = listed.credentialId ?? shown
        listed.warnings.forEach((warning) => warnings.add(warning))
      } catch (error) {
        failures.push(errorOf(error))
      }
    }
    await adoptCredential(opened, shown)
    return { error: failures[0], date, warnings: [...warnings] }
  }

  function remember(
    account: AccountId,
    error: AppError | undefined,
    found?: { readonly date: Instant | undefined; readonly warnings: readonly string[] },
  ): void {
    const now = clock.now()
    const record = store.accounts.get(account)
    if (record === undefined) return // removed meanwhile
    const skewMs = found?.date === undefined ? undefined : now - found.date
    const write = () => {
      store.accounts.put({
        ...record,
        lastSync: { at: now, error },
        asOf: error === undefined ? now : record.asOf,
        clockSkewMs: skewMs === undefined ? record.clockSkewMs : worthShowing(skewMs),
        warnings: found?.warnings ?? record.warnings,
      })
      if (error === undefined || isCancelled(error)) return
      if (isSameOutage(record.lastSync?.error, error) && store.history.growOutage(account, now)) return
      store.history.add({ at: now, kind: 'sync-failed', account, name: record.name, details: {}, error })
    }
    store.transaction(write, error === undefined ? 'repeatable' : 'lasting')
    changes.touch({ accounts: [account] })
    if (error?.kind === 'provider' && error.why === 'unauthorized') refused(account)
  }

  const errorOf = (error: unknown): AppError =>
    error instanceof Failure ? error.error : { kind: 'unexpected', ticket: log.unexpected('sync', error) }

  const gaveWay = (signal: AbortSignal, error: AppError | undefined): boolean =>
    signal.reason === GAVE_WAY && error !== undefined && isCancelled(error)

  return {
    start,
    async all() {
      await Promise.all(store.accounts.all().map(({ id }) => start(id)))
    },
    cancel: (account) => running.get(account)?.stop.abort(),
    giveWay(account) {
      const stopped = running.get(account)
      if (stopped === undefined || stopped.stop.signal.aborted) return () => undefined
      stopped.stop.abort(GAVE_WAY)
      return () => {
        if (store.accounts.get(account) !== undefined) void start(account)
      }
    },
    end() {
      hasEnded = true
      running.forEach(({ stop }) => stop.abort())
    },
    since: (account) => running.get(account)?.since,
  }
}

/** The sync was not stopped by the user and restarts in a moment, so no failure is shown. */
const GAVE_WAY = Symbol('gave way')

const isCancelled = (error: AppError): boolean => error.kind === 'provider' && error.why === 'cancelled'

/** These errors alternate while a provider cannot be reached: they count as one outage. */
const UNREACHED: readonly string[] = ['offline', 'timeout', 'tls', 'proxy', 'cut-off', 'unavailable']

/** Whether two syncs in a row failed for the same reason: the history then has one entry for both. */
function isSameOutage(before: AppError | undefined, now: AppError): boolean {
  if (before?.kind !== now.kind) return false
  const reasons = [before, now].map((error) => ('why' in error ? error.why : ''))
  return reasons[0] === reasons[1] || reasons.every((why) => UNREACHED.includes(why))
}

const worthShowing = (skewMs: number): number | undefined =>
  Math.abs(skewMs) > SKEW_WORTH_TELLING_MS ? Math.round(skewMs) : undefined
