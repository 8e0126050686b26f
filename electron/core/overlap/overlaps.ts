/** Overlaps: two keys side by side, until the user ends one of them. The clock ends no overlap, except one that its provider ends. */
import type { Input, Output } from '../../../shared/contract/contract.ts'
import { Failure, type Action } from '../../../shared/contract/errors.ts'
import { HOUR_MS } from '../../../shared/expiry/expiry.ts'
import type { OperationId } from '../../../shared/model/model.ts'
import { MOST_PLACES, type OperationState } from '../../../shared/model/operation.ts'
import { LONGEST_OVERLAP_HOURS } from '../../../shared/model/overlap.ts'
import type { Journal } from '../rotation/journal.ts'
import { isAddressed, isReachable, type KeyGuards } from '../keys/key-guards.ts'
import type { CheckOldKey } from './check-old-key.ts'
import { isOverlap, type OverlapTransitions, type OverlapRecord } from './overlap-transitions.ts'
import type { OverlapRequests } from './overlap-requests.ts'
import type { KeyRecord } from '../ports/store.ts'
import type { Clock } from '../ports/world.ts'
import type { AccountLock } from '../scheduling/account-lock.ts'

/** The same limit as for a first overlap. */
const LONGEST_MS = LONGEST_OVERLAP_HOURS * HOUR_MS

const isEndedThere = ({ overlap }: OverlapRecord): boolean => overlap.endsAtProvider === true

interface Deps {
  readonly journal: Journal
  readonly guards: KeyGuards
  readonly ends: OverlapTransitions
  readonly requests: OverlapRequests
  readonly check: CheckOldKey
  readonly accountLock: AccountLock
  readonly clock: Clock
}

/** All throw Failure `not-found`, `unsupported`, `busy`, `own-credential`, `name-mismatch`, `provider`, `keychain` or `vault`. */
export interface Overlaps {
  check(operation: OperationId): Promise<Output<'overlap:check'>>
  retire(input: Input<'overlap:retire'>): Promise<void>
  revive(operation: OperationId): Promise<void>
  finish(operation: OperationId): Promise<void>
  /** Asks the provider where it ends the old value. Throws Failure `invalid` if the time has passed or is too far away. */
  keepLonger(input: Input<'overlap:keep-longer'>): Promise<void>
  /** Throws Failure `invalid` beyond `MOST_PLACES`. */
  tick(input: Input<'overlap:tick'>): void
  rollBack(input: Input<'overlap:roll-back'>): Promise<void>
}

export function createOverlaps(deps: Deps): Overlaps {
  const { journal, guards, ends, requests, check, accountLock, clock } = deps

  function need(id: OperationId): OverlapRecord {
    const operation = journal.get(id)
    if (!isOverlap(operation)) throw new Failure({ kind: 'not-found', what: 'operation' })
    return operation
  }

  /** Claims both keys, then runs `run` under the account lock with the operation's current record. */
  async function acting(
    id: OperationId,
    action: Action,
    from: readonly OperationState[],
    run: (operation: OverlapRecord, old: KeyRecord) => Promise<void> | void,
  ): Promise<void> {
    const { key, overlap } = need(id)
    const release = accountLock.claimAll([...new Set([key, overlap.old])], action)
    try {
      await accountLock.runForUser(guards.need(overlap.old).account, async () => {
        const operation = need(id)
        if (!from.includes(operation.state)) throw new Failure({ kind: 'unsupported', act: action })
        await run(operation, guards.need(overlap.old))
      })
    } finally {
      release()
    }
  }

  return {
    check: (id) => check(need(id)),

    async retire({ operation: id, by, name }) {
      guards.refuseOtherName(guards.need(need(id).overlap.old), name)
      await acting(id, 'retire', ['overlapping', 'retiring', 'retired'], async (operation, old) => {
        const isByHand = operation.overlap.oldVersion !== undefined || !isReachable(old)
        if (by === 'switch-off' && (isByHand || operation.state === 'retired'))
          throw new Failure({ kind: 'unsupported', act: 'retire' })
        if (isEndedThere(operation) && isReachable(old)) await requests.endValue(operation, old)
        else if (isByHand) ends.oldEnded(operation)
        else await requests.retire(operation, old, by)
      })
    },

    revive: (id) =>
      acting(id, 'switch', ['retired'], async (operation, old) => {
        if (!isReachable(old)) throw new Failure({ kind: 'unsupported', act: 'switch' })
        await requests.switchOn(operation, old)
      }),

    finish: (id) =>
      acting(id, 'retire', ['overlapping', 'retired'], (operation, old) => {
        // An old key that works and can still be reached must be retired, not left behind.
        const isOver = operation.state === 'retired' || !isReachable(old)
        if (!isOver || operation.overlap.oldVersion !== undefined)
          throw new Failure({ kind: 'unsupported', act: 'retire' })
        ends.ended(operation)
      }),

    async keepLonger({ operation: id, until }) {
      const operation = need(id)
      if (until <= clock.now()) throw new Failure({ kind: 'invalid', field: 'until', why: 'in-the-past' })
      if (until > clock.now() + LONGEST_MS)
        throw new Failure({ kind: 'invalid', field: 'until', why: 'too-long' })
      if (!isEndedThere(operation)) ends.prolonged(operation, until)
      else
        await acting(id, 'retire', ['overlapping', 'retiring'], async (now, old) => {
          if (!isReachable(old)) throw new Failure({ kind: 'unsupported', act: 'retire' })
          await requests.prolong(now, old, until)
        })
    },

    tick({ operation: id, place, isSwitchedOver }) {
      const operation = need(id)
      const others = (operation.overlap.switchedOver ?? []).filter((one) => one !== place)
      if (isSwitchedOver && others.length >= MOST_PLACES)
        throw new Failure({ kind: 'invalid', field: 'place', why: 'too-long' })
      ends.ticked(operation, isSwitchedOver ? [...others, place] : others)
    },

    async rollBack({ operation: id, name }) {
      guards.refuseOtherName(guards.need(need(id).key), name)
      await acting(id, 'roll-back', ['overlapping', 'retired', 'rolling-back'], async (operation, old) => {
        // The old key no longer exists, so there is nothing to roll back to.
        // Nor can the provider make an old value the current one again.
        if (old.goneSince !== undefined || isEndedThere(operation))
          throw new Failure({ kind: 'unsupported', act: 'roll-back' })
        const fresh = guards.need(operation.key)
        if (operation.state === 'retired' && isReachable(old)) await requests.switchOn(operation, old)
        // A list that lacks the new key may be late, and this action ends the key: the provider is asked whenever it can be.
        const isByHand = operation.overlap.oldVersion !== undefined || !isAddressed(fresh)
        if (isByHand) ends.rolledBack(need(id))
        else await requests.rollBack(need(id), old, fresh)
      })
    },
  }
}
