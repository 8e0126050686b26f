/** Settles overlaps whose last request got no response, by a complete list. */
import type { KeyId } from '../../../shared/model/model.ts'
import type { OverlapTransitions, OverlapRecord } from './overlap-transitions.ts'
import type { KeyRecord, Store } from '../ports/store.ts'
import type { CompleteList } from '../sync/import-list.ts'
import { SECOND_CHECK_AFTER_MS } from '../rotation/assessment.ts'

interface Deps {
  readonly store: Store
  readonly ends: OverlapTransitions
}

export type SettleOverlaps = (list: Omit<CompleteList, 'provider'>) => void

/**
 * A list that shows the key as missing or disabled is believed at once. A list that shows no change is believed only when the request is surely
 * over: the request may still be on its way, and reads may lag.
 */
export function createSettleOverlaps({ store, ends }: Deps): SettleOverlaps {
  /** `undefined`: the key was deleted from Keyhold, which is possible only for a key that is missing at its provider. */
  const asked = ({ state, key, overlap }: OverlapRecord): KeyRecord | undefined =>
    store.keys.get(state === 'rolling-back' ? key : overlap.old)

  function settle(operation: OverlapRecord, { at, seen }: Parameters<SettleOverlaps>[0]): void {
    const record = asked(operation)
    const isOver = at >= operation.deadline + SECOND_CHECK_AFTER_MS
    if (record === undefined || record.goneSince !== undefined) settleGone(operation)
    else if (isSwitchedOff(operation, record)) ends.switchedOff(operation)
    else if (isOver && seen.get(record.remoteId ?? '')?.id === record.id) ends.back(operation)
  }

  const isSwitchedOff = ({ overlap }: OverlapRecord, record: KeyRecord): boolean =>
    overlap.doing === 'switch-off' && record.switch === 'disabled'

  const settleGone = (operation: OverlapRecord): void =>
    operation.state === 'rolling-back' ? ends.rolledBack(operation) : ends.oldEnded(operation)

  const isEnabled = (id: KeyId): boolean => store.keys.get(id)?.switch === 'enabled'

  function settleAny(operation: OverlapRecord, list: Parameters<SettleOverlaps>[0]): void {
    const { state, overlap } = operation
    // The provider has ended the old value by itself.
    if (overlap.endsAtProvider && list.at >= overlap.until) ends.oldEnded(operation)
    else if (state === 'retiring' || state === 'rolling-back') settle(operation, list)
    // The old key was enabled outside Keyhold, so it is not retired.
    else if (state === 'retired' && isEnabled(overlap.old)) ends.switchedOn(operation)
  }

  return (list) => {
    for (const operation of ends.open(list.account))
      if ((asked(operation)?.scope ?? list.scope) === list.scope) settleAny(operation, list)
  }
}
