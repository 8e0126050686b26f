/** Checks a key and its replacement, whatever happened to the request that creates or ends one of them. */
import { expect } from 'vitest'
import type { Assessment } from '../../../shared/model/operation.ts'
import { ROWS, type MatrixRow } from '../matrix/rows.ts'
import { ACTS, type PairAct, type Truth } from './pair.ts'

const NAMES = ['RIPE Atlas', 'IONOS Monitoring', 'Nebula Block', 'Ops Manager', 'Coralogix']
/** Every provider, with one of its contracts. */
export const PAIR_ROWS: readonly MatrixRow[] = ROWS.filter(({ name }) => NAMES.includes(name))

/** The commands for a pair at that provider: not every provider can disable and enable a key. */
export const actsOf = ({ acts }: MatrixRow): readonly PairAct[] =>
  ACTS.filter((act) => !act.startsWith('switch') || acts.includes('switch'))

/** The key that was not to end works, and the last check reports the real status of the other. */
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

/** The permitted assessments of a requested key. */
function assessments({ fresh, operation }: Truth): readonly (Assessment['state'] | undefined)[] {
  if (operation?.state !== 'unknown') return [undefined]
  return [fresh ? 'orphan' : 'no-sign', 'cannot-tell']
}

/** The permitted states of the journal once no request can be running. */
function states(act: PairAct, { old, fresh }: Truth): readonly string[] {
  if (act === 'replace') {
    if (fresh === undefined) return ['ended', 'unknown']
    return [fresh.row?.secret === 'held' ? 'overlapping' : 'unknown']
  }
  const isOver = act === 'roll back' ? fresh?.works === false : !old.works
  if (!isOver) return ['overlapping']
  return [act === 'switch off' || act === 'switch on' ? 'retired' : 'ended']
}
