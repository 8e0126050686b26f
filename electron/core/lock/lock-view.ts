/** The states of the app lock, and what of them may be told. Pure. */
import type { LockCause, LockRemoval, LockView } from '../../../shared/model/lock.ts'
import type { Instant } from '../../../shared/model/model.ts'
import { leftOf } from './lock-wait.ts'
import type { LockRecord } from '../ports/store.ts'

export type LockState =
  | { readonly is: 'off' }
  | { readonly is: 'open'; readonly record: LockRecord }
  | {
      readonly is: 'locked'
      readonly record: LockRecord
      readonly by: LockCause
      readonly since: Instant
    }

export interface Moment {
  readonly now: Instant
  /** Waits are counted by this, see {@link leftOf}. */
  readonly uptimeMs: number
  readonly canAskSystem: boolean
}

/** When the next try may come; `undefined` when it may come now. */
export function retryAtOf({ retry }: LockRecord, { now, uptimeMs }: Moment): Instant | undefined {
  const left = retry === undefined ? 0 : leftOf(retry, uptimeMs)
  return left === 0 ? undefined : now + left
}

function removalOf({ removal }: LockRecord, { now, uptimeMs }: Moment): LockRemoval {
  if (removal === undefined) return { is: 'not-asked' }
  const { askedAt } = removal
  const left = leftOf(removal, uptimeMs)
  return left === 0 ? { is: 'due', askedAt } : { is: 'waiting', askedAt, endsAt: now + left }
}

export function viewOf(state: LockState, moment: Moment): LockView {
  if (state.is === 'off') return { is: 'off' }
  const { canAskSystem } = moment
  const removal = removalOf(state.record, moment)
  if (state.is === 'open') return { is: 'open', setAt: state.record.setAt, canAskSystem, removal }
  const retryAt = retryAtOf(state.record, moment)
  const { by, since } = state
  return { is: 'locked', by, since, ...(retryAt !== undefined && { retryAt }), canAskSystem, removal }
}
