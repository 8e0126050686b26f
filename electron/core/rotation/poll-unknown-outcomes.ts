/** Checks the provider again, by the clock, after a lost response. */
import type { AccountId } from '../../../shared/model/model.ts'
import { CHANGE_DEADLINE_MS } from '../ports/provider.ts'
import type { OperationRecord, Store } from '../ports/store.ts'
import type { Clock } from '../ports/world.ts'
import type { Sync } from '../sync/sync.ts'
import { SECOND_CHECK_AFTER_MS } from './assessment.ts'

interface Deps {
  readonly store: Store
  readonly sync: Sync
  readonly clock: Clock
}

export interface UnknownOutcomePolling {
  /** Polls this account from now on, until its open operations are settled. */
  account(id: AccountId): void
  /** Polls every account with an unknown outcome; run at start. */
  all(): void
}

export function createUnknownOutcomePolling({ store, sync, clock }: Deps): UnknownOutcomePolling {
  const unsettled = (): OperationRecord[] => store.operations.open().filter(isUnsettled)

  function watch(id: AccountId): void {
    for (const delayMs of CHECKS_MS)
      clock.after(delayMs, () => {
        const isThere = store.accounts.get(id) !== undefined
        if (isThere && unsettled().some(({ account }) => account === id)) void sync.start(id)
      })
  }

  return {
    account: watch,
    all() {
      const accounts = unsettled().flatMap(({ account }) => account ?? [])
      for (const account of new Set(accounts)) watch(account)
    },
  }
}

const isUnsettled = ({ state, assessment }: OperationRecord): boolean =>
  state === 'retiring' ||
  state === 'rolling-back' ||
  (state === 'unknown' && (assessment === undefined || assessment.state === 'checking'))

/** When a check can be trusted: this long after the request, plus a second, so that the request is surely over. */
const SETTLED_MS = CHANGE_DEADLINE_MS + SECOND_CHECK_AFTER_MS + 1_000
/**
 * One check at once, one when even a slow provider must show the result; two more in case a check failed or the provider's clock is behind this
 * machine's. After that the ordinary syncs continue to check.
 */
const CHECKS_MS = [1_000, SETTLED_MS, SETTLED_MS + 60_000, SETTLED_MS + 180_000]
