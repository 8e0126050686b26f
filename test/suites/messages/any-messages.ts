/** Random messages, and the limits that every gate must keep during a long run of them. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect } from 'vitest'
import { changed, type Change } from '../provider/damage.ts'

/** How many messages each gate gets; `npm run fuzz` sends a million. */
export const MESSAGES = Number(process.env.KEYHOLD_FUZZ_GATES ?? 500)

/** The time limit of a test that sends {@link MESSAGES}. */
export const MESSAGES_TIMEOUT_MS = Math.max(60_000, MESSAGES * 3)

/** The most that one message may cost: processor time of this thread, because another program may use the processor meanwhile. */
const MOST_MS = 1_000
/** The most that the heap may grow, in bytes, while nothing is kept. */
const MOST_GROWTH = 30_000_000

/** A secret that main knows. No message contains it, so no answer may contain it. */
export const CANARY = 'canary-4f1c9a7e'

/** Any value that structured cloning can produce. */
export const anyValue: fc.Arbitrary<unknown> = fc.anything({
  maxDepth: 3,
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withNullPrototype: true,
  withSparseArray: true,
})

const LONG = 'x'.repeat(100_001)

/** Each value is created again, because a later change may modify it. */
const hostile = fc
  .constantFrom<() => unknown>(
    () => undefined,
    () => null,
    () => NaN,
    () => -0,
    () => 2 ** 53,
    () => '',
    () => '\0',
    () => '\ud800',
    () => '../../etc/passwd',
    () => '__proto__',
    () => LONG,
    () => [],
    () => ({}),
    () => Int16Array.of(0),
    () => nested(500),
  )
  .map((make) => make())
const leaf = fc.oneof(
  { weight: 900, arbitrary: hostile },
  { weight: 100, arbitrary: anyValue },
  // Rare, because a gate follows the cycle until its size limit, which takes a tenth of a second.
  { weight: 1, arbitrary: fc.constant(undefined).map(holdingItself) },
)
const harm: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('value', 'drop', 'add'),
  at: fc.nat(),
  value: leaf,
})

/** Makes a copy of a good value with up to three changes, or another value in its place. */
export const likeGood: fc.Arbitrary<(good: unknown) => unknown> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .array(harm, { maxLength: 3 })
      .map((all) => (good: unknown) => all.reduce(changed, structuredClone(good))),
  },
  { weight: 1, arbitrary: leaf.map((value) => () => value) },
)

/**
 * Sends {@link MESSAGES} messages, one after the other. Fails if one takes more than a second of processor time, or if the heap has grown at the end.
 */
export async function playMessages<T>(
  message: fc.Arbitrary<T>,
  play: (message: T) => Promise<void> | void,
): Promise<void> {
  let played = 0
  let longestMs = 0
  let before = 0
  await fc.assert(
    fc.asyncProperty(message, async (one) => {
      const from = process.threadCpuUsage()
      await play(one)
      const { user, system } = process.threadCpuUsage(from)
      longestMs = Math.max(longestMs, (user + system) / 1_000)
      played += 1
      if (played === Math.ceil(MESSAGES / 4)) before = heapInUse()
    }),
    { numRuns: MESSAGES },
  )
  expect(played).toBe(MESSAGES)
  expect(longestMs, 'processor time of the longest message').toBeLessThan(MOST_MS)
  expect(heapInUse() - before, 'growth of the heap').toBeLessThan(MOST_GROWTH)
}

/** Bytes in use after garbage collection. */
export function heapInUse(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc()')
  return process.memoryUsage().heapUsed
}

function holdingItself(): unknown {
  const value: Record<string, unknown> = { name: 'a' }
  value.self = value
  return value
}

function nested(depth: number): unknown {
  let value: unknown = 'end'
  for (let count = 0; count < depth; count += 1) value = [value]
  return value
}
