/** Checks a key and its replacement, whatever happened to the request that creates or ends one of them. */
import { expect } from 'vitest'
import type { Assessment } from '../../../shared/model/operation.ts'
import { ROWS, type MatrixRow } from '../matrix/rows.ts'
import { ACTIONS, type PairAction, type Truth } from './pair.ts'

/** Every provider and kind of keys that can be replaced, with one contract each. */
export const PAIR_ROWS: readonly MatrixRow[] = ROWS.filter(
  ({ actions, isAlike }) => isAlike !== true && actions.includes('create') && actions.includes('retire'),
)

/** The commands for a pair at that provider: not every provider can disable and enable a key. */
export const actionsOf = ({ actions }: MatrixRow): readonly PairAction[] =>
  ACTIONS.filter((action) => !action.startsWith('switch') || actions.includes('switch'))

/** Checks that the key that was not to end still works, and that the last check reports the real status of the other. */
export function expectTruth(action: PairAction, truths: readonly Truth[], at: string): void {
  const survivor = action === 'replace' || action === 'roll back' ? 'old' : 'fresh'
  for (const truth of truths) expect(truth[survivor]?.works, at).toBe(true)
  const last = truths.at(-1)!
  expect(states(action, last), at).toContain(stateOf(last))
  if (action === 'replace') expect(assessments(last), at).toContain(last.operation?.assessment?.state)
  const deleted = { delete: last.old, 'roll back': last.fresh }[action as string]
  if (deleted !== undefined) expect(isShownGone(deleted), at).toBe(!deleted.works)
}

const stateOf = ({ operation }: Truth) => operation?.state ?? 'ended'
const isShownGone = ({ row }: NonNullable<Truth['fresh']>) => row?.goneSince !== undefined

/** The permitted assessments of a requested key. */
function assessments({ fresh, operation }: Truth): readonly (Assessment['state'] | undefined)[] {
  if (operation?.state !== 'unknown') return [undefined]
  return [fresh ? 'orphan' : 'no-sign', 'cannot-tell']
}

/** The permitted states of the journal once no request can be running. */
function states(action: PairAction, { old, fresh }: Truth): readonly string[] {
  if (action === 'replace') {
    if (fresh === undefined) return ['ended', 'unknown']
    return [fresh.row?.secret === 'held' ? 'overlapping' : 'unknown']
  }
  const isOver = action === 'roll back' ? fresh?.works === false : !old.works
  if (!isOver) return ['overlapping']
  return [action === 'switch off' || action === 'switch on' ? 'retired' : 'ended']
}
