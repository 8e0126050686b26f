/** What must be true of a key and its replacement, whatever has happened to the request that makes or ends one of them. */
import { expect } from 'vitest'
import type { Assessment } from '../../../shared/model/operation.ts'
import { ROWS, type MatrixRow } from '../matrix/rows.ts'
import { ACTS, type PairAct, type Truth } from './pair.ts'

const NAMES = ['RIPE Atlas', 'IONOS Monitoring', 'Nebula Block', 'Ops Manager', 'Coralogix']
/** Every provider, each in one of its contracts. */
export const PAIR_ROWS: readonly MatrixRow[] = ROWS.filter(({ name }) => NAMES.includes(name))

/** What can be done to a pair there: not every provider switches a key off and on again. */
export const actsOf = ({ acts }: MatrixRow): readonly PairAct[] =>
  ACTS.filter((act) => !act.startsWith('switch') || acts.includes('switch'))

/** Whatever else: the key that was not to end works, and what the last look says of the other is so. */
export function expectTruth(act: PairAct, truths: readonly Truth[], at: string): void {
  const survivor = act === 'replace' || act === 'roll back' ? 'old' : 'fresh'
  for (const truth of truths) expect(truth[survivor]?.works, at).toBe(true)
  const last = truths.at(-1)!
  expect(states(act, last), at).toContain(stateOf(last))
  if (act === 'replace') expect(assessments(last), at).toContain(last.operation?.assessment?.state)
  const deleted = { delete: last.old, 'roll back': last.fresh }[act as string]
  if (deleted !== undefined) expect(isShownGone(deleted), at).toBe(!deleted.works)
}

const stateOf = ({ operation }: Truth) => operation?.state ?? 'ended'
const isShownGone = ({ row }: NonNullable<Truth['fresh']>) => row?.goneSince !== undefined

/** What may be said of a key that was asked for. */
function assessments({ fresh, operation }: Truth): readonly (Assessment['state'] | undefined)[] {
  if (operation?.state !== 'unknown') return [undefined]
  return [fresh ? 'orphan' : 'no-sign', 'cannot-tell']
}

/** Where the journal must stand when no request can be under way any more. */
function states(act: PairAct, { old, fresh }: Truth): readonly string[] {
  if (act === 'replace') {
    if (fresh === undefined) return ['ended', 'unknown']
    return [fresh.row?.secret === 'held' ? 'overlapping' : 'unknown']
  }
  const isOver = act === 'roll back' ? fresh?.works === false : !old.works
  if (!isOver) return ['overlapping']
  return [act === 'switch off' || act === 'switch on' ? 'retired' : 'ended']
}
