import { afterAll, describe, expect, it } from 'vitest'
import type { Verdict } from '../../../shared/operation.ts'
import { ROWS } from '../matrix/rows.ts'
import { removeFolders } from '../program.ts'
import { isRead } from './points.ts'
import { ACTS, startPairs, type PairAct, type Truth } from './pair.ts'

/*
 * Two keys side by side, and the program killed at every arrow on which one of them is made or ended, at every provider. After a new start
 * and one look at the provider: no secret lost, no request repeated, never the wrong key dead, and what the program says is what is.
 */

const NAMES = ['RIPE Atlas', 'IONOS Monitoring', 'Nebula Block', 'Ops Manager', 'Coralogix']
/** Those that switch a key off and on again. */
const SWITCHES = ['RIPE Atlas', 'Coralogix']
const LIVES = ROWS.filter(({ name }) => NAMES.includes(name)).map((row) => ({
  ...row,
  title: row.name,
  isCredential: false,
  pairs: ACTS.filter((act) => !act.startsWith('switch') || SWITCHES.includes(row.name)),
}))
const OWN = {
  ...LIVES[0]!,
  title: 'RIPE Atlas, its own credential',
  isCredential: true,
  pairs: ['switch off', 'delete'] as const satisfies readonly PairAct[],
}

/** The journal has just moved on, or the provider has just acted. */
const isArrow = (point: string, act: PairAct): boolean =>
  act === 'replace'
    ? /step (requested|sealed|received|stored|done)|after (POST request|Create\w+ call)/.test(point)
    : /request|call|end/.test(point)

afterAll(removeFolders)

describe.concurrent.each([...LIVES, OWN])('$title', ({ title, pairs: acts, isCredential, ...row }) => {
  it('comes out of every kill with the truth', { timeout: 600_000 }, async () => {
    const emulator = await row.start(1)
    const pairs = await startPairs(row, emulator, isCredential)
    try {
      for (const act of acts) await killAll(pairs, act, title, title === OWN.name)
    } finally {
      await pairs.close()
      await emulator.close()
    }
  })
})

type Pairs = Awaited<ReturnType<typeof startPairs>>

/** `isEverywhere`: wherever the program touches the world; elsewhere the road is the same, and its arrows are enough. */
async function killAll(pairs: Pairs, act: PairAct, name: string, isEverywhere: boolean): Promise<void> {
  const whole = await pairs.die(act)
  expect(whole.death, `${name}, ${act}`).toMatchObject({ trouble: '', signal: null })
  expectTruth(act, whole.look, `${name}, ${act}`)
  await pairs.end(whole.look.at(-1)!)
  for (const [killAt, point] of whole.death.points.entries()) {
    if (isRead(point) || !(isEverywhere || isArrow(point, act))) continue
    const at = `${name}, ${act}, killed ${point}`
    const { death, look } = await pairs.die(act, killAt)
    expect(death, at).toMatchObject({
      trouble: '',
      signal: 'SIGKILL',
      points: whole.death.points.slice(0, killAt + 1),
    })
    expectTruth(act, look, at)
    await pairs.end(look.at(-1)!)
  }
}

/** Whatever else: the key that was not to end works, and what the last look says of the other is so. */
function expectTruth(act: PairAct, look: readonly Truth[], at: string): void {
  const survivor = act === 'replace' || act === 'roll back' ? 'old' : 'fresh'
  for (const truth of look) expect(truth[survivor]?.works, at).toBe(true)
  const last = look.at(-1)!
  expect(states(act, last), at).toContain(stateOf(last))
  if (act === 'replace') expect(verdicts(last), at).toContain(last.operation?.verdict?.state)
  const deleted = { delete: last.old, 'roll back': last.fresh }[act as string]
  if (deleted !== undefined) expect(isShownGone(deleted), at).toBe(!deleted.works)
}

const stateOf = ({ operation }: Truth) => operation?.state ?? 'ended'
const isShownGone = ({ row }: NonNullable<Truth['fresh']>) => row?.goneSince !== undefined

/** What may be said of a key that was asked for. */
function verdicts({ fresh, operation }: Truth): readonly (Verdict['state'] | undefined)[] {
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
