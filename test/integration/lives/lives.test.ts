import fc from 'fast-check'
import { afterAll, it } from 'vitest'
import { isFull } from '../../full.ts'
import { SEED } from '../../seed.ts'
import { ROWS } from '../matrix/rows.ts'
import { removeFolders } from '../program.ts'
import { beginLife } from './life.ts'
import { steps, wordsOf, type Step } from './steps.ts'

/*
 * Random lives at every provider: commands, faulty responses, keychains that refuse, and a program that is killed and starts again on what
 * is on the disk. After every step no secret is lost and no key has ended without a request. At the end of a life the program reports the real state.
 *
 * KEYHOLD_LIVES_RUNS: the number of lives. KEYHOLD_SEED: a printed seed, to repeat them. KEYHOLD_LIVES_PATH: repeats only the life
 * that failed, by its printed path. KEYHOLD_LIVES_AT: only at the providers whose name contains this.
 */

const { KEYHOLD_LIVES_RUNS, KEYHOLD_LIVES_PATH, KEYHOLD_LIVES_AT = '' } = process.env
const RUNS = Number(KEYHOLD_LIVES_RUNS ?? (isFull ? 500 : 60))
const NAMES = ROWS.map(({ name }) => name).filter((name) => name.includes(KEYHOLD_LIVES_AT))
/** A busy machine runs fewer lives in the usual run, so that the test ends in time. */
const LONGEST_MS = 60_000
const isUsual = !isFull && KEYHOLD_LIVES_RUNS === undefined

afterAll(removeFolders)

interface Life {
  at: string
  steps: Step[]
}

const lives = fc.record({ at: fc.constantFrom(...NAMES), steps })
/** The first lives, one at each provider. */
const first = fc
  .sample(steps, { seed: SEED, numRuns: NAMES.length })
  .map((taken, index) => [{ at: NAMES[index]!, steps: taken }] as [Life])

it(
  'loses no secret and ends no key unasked, whatever happens',
  { timeout: isUsual ? 600_000 : 7_200_000 },
  async () => {
    const property = fc.asyncProperty(lives, async (life) => live(life.at, life.steps))
    const result = await fc.check(property, {
      seed: SEED,
      numRuns: RUNS,
      examples: first,
      ...(KEYHOLD_LIVES_PATH !== undefined && { path: KEYHOLD_LIVES_PATH }),
      ...(isUsual && { plugins: [fc.interruptAfterTimeLimit(LONGEST_MS) as fc.Plugin<[Life]>] }),
    })
    process.stdout.write(`random lives: ${String(result.numRuns)}, seed ${String(result.seed)}\n`)
    if (!result.failed || !result.counterexample) return
    const [{ at, steps: left }] = result.counterexample
    const lines = left.map((step, index) => `  ${String(index + 1)}. ${wordsOf(step)}`)
    const only = KEYHOLD_LIVES_AT === '' ? '' : ` KEYHOLD_LIVES_AT='${KEYHOLD_LIVES_AT}'`
    const how = `KEYHOLD_SEED=${String(result.seed)} KEYHOLD_LIVES_PATH=${result.counterexamplePath}${only}`
    throw new Error(`${at}, after ${String(result.numShrinks)} shrinks (${how}):\n${lines.join('\n')}`, {
      cause: result.errorInstance,
    })
  },
)

async function live(at: string, taken: readonly Step[]): Promise<void> {
  const life = await beginLife(ROWS.find(({ name }) => name === at)!)
  try {
    for (const step of taken) await life.take(step)
    await life.expectTruth()
  } finally {
    await life.end()
    removeFolders()
  }
}
