/** Looks at the provider again, by the clock, where an answer was lost. */
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
  /** From now on, until what is open there is settled. */
  account(id: AccountId): void
  /** The same for every account with a lost answer; run at start. */
  all(): void
}

export function createUnknownOutcomePolling({ store, sync, clock }: Deps): UnknownOutcomePolling {
  const unsettled = (): OperationRecord[] => store.operations.open().filter(isUnsettled)

  function watch(id: AccountId): void {
    for (const delayMs of LOOKS_MS)
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

/** When a look can be trusted: so long after the request, and a second more, so that it is surely over. */
const SETTLED_MS = CHANGE_DEADLINE_MS + SECOND_CHECK_AFTER_MS + 1_000
/**
 * One look at once, one when even a slow provider must have shown the truth; two more in case a look failed or the
 * provider's clock is behind ours. After that the ordinary syncs go on looking.
 */
const LOOKS_MS = [1_000, SETTLED_MS, SETTLED_MS + 60_000, SETTLED_MS + 180_000]
