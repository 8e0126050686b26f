import { afterAll, describe, expect, it } from 'vitest'
import { isFull } from '../../full.ts'
import { removeFolders } from '../program.ts'
import type { MatrixRow } from '../matrix/rows.ts'
import { ACTIONS, startPairs, type PairAction } from './pair.ts'
import { actionsOf, expectTruth, PAIR_ROWS } from './pair-truth.ts'
import { inTurn, sampleWords } from '../../sample.ts'

/*
 * Kills the program at every transition that creates or ends a key of an overlap, at every provider. After a new start and a check at the provider:
 * no secret is lost, no request was repeated, the wrong key was never ended, and the program reports the real state.
 */

const LIVES = PAIR_ROWS.map((row, at) => ({
  ...row,
  title: row.name,
  isCredential: false,
  pairs: actionsAt(row, at),
}))
const OWN = {
  ...LIVES[0]!,
  title: 'RIPE Atlas, its own credential',
  isCredential: true,
  pairs: ['switch off', 'delete'] as const satisfies readonly PairAction[],
}

/**
 * The actions at one provider. One provider tests all of them. The others take the same path, so in the usual run each tests one action, in rotation,
 * and in the full run each tests all.
 */
function actionsAt(row: MatrixRow, at: number): readonly PairAction[] {
  const has = actionsOf(row)
  return at === 0 ? has : inTurn('kills', ACTIONS, at, (action) => has.includes(action))
}

type IsPoint = (point: string, action: PairAction) => boolean

/** The points after a transition of the journal, and after the provider has acted. */
const isArrow: IsPoint = (point, action) =>
  action === 'replace'
    ? /step (requested|sealed|received|stored|done)|after (POST request|Create\w+ call)/.test(point)
    : /request|call|end/.test(point)

/** The points that depend on the provider's code: the provider has acted, and its answer is sealed but not read. */
const isOfProvider: IsPoint = (point) => /after .*(request|call)|step sealed/.test(point)

/**
 * At one provider: every call to the world, and for its own credential every transition. At the others, the usual run kills at the points that depend
 * on the provider's code, and the full run at every transition.
 */
function pointsOf(title: string): IsPoint {
  if (title === LIVES[0]!.title) return () => true
  return isFull || title === OWN.title ? isArrow : isOfProvider
}

afterAll(() => {
  removeFolders()
  process.stdout.write(`kills: ${sampleWords()}\n`)
})

describe.concurrent.each([...LIVES, OWN])('$title', ({ title, pairs: actions, isCredential, ...row }) => {
  it('comes out of every kill with the truth', { timeout: isFull ? 3_600_000 : 600_000 }, async () => {
    const emulator = await row.start(1)
    const pairs = await startPairs(row, emulator, isCredential)
    try {
      for (const action of actions) await killAll(pairs, action, title, pointsOf(title))
    } finally {
      await pairs.close()
      await emulator.close()
    }
  })
})

type Pairs = Awaited<ReturnType<typeof startPairs>>

async function killAll(pairs: Pairs, action: PairAction, name: string, isPoint: IsPoint): Promise<void> {
  const whole = await pairs.die(action)
  expect(whole.death, `${name}, ${action}`).toMatchObject({ trouble: '', signal: null })
  expectTruth(action, whole.truths, `${name}, ${action}`)
  await pairs.end(whole.truths.at(-1)!)
  for (const [killAt, point] of whole.death.points.entries()) {
    if (!isPoint(point, action)) continue
    const at = `${name}, ${action}, killed ${point}`
    const { death, truths } = await pairs.die(action, killAt)
    expect(death, at).toMatchObject({
      trouble: '',
      signal: 'SIGKILL',
      points: whole.death.points.slice(0, killAt + 1),
    })
    expectTruth(action, truths, at)
    await pairs.end(truths.at(-1)!)
  }
}
