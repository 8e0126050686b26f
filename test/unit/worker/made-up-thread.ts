/** The entry of a thread with tasks that only tests need. */
import { setTimeout as later } from 'node:timers/promises'
import { Failure } from '../../../shared/contract/errors.ts'
import { serveTask } from '../../../electron/worker/serve.ts'

interface Made<I, O, P = never, R = never> {
  readonly input: I
  readonly output: O
  readonly piece: P
  readonly part: R
}

export interface MadeUpTasks {
  echo: Made<Uint8Array, Uint8Array>
  sum: Made<number, number, number>
  count: Made<number, string, never, number>
  relay: Made<undefined, readonly number[], number, number>
  report: Made<undefined, undefined>
  fail: Made<undefined, never>
  quote: Made<string, never>
  spin: Made<undefined, never>
  wait: Made<number, number>
  hoard: Made<undefined, never>
  exit: Made<undefined, never>
  surroundings: Made<undefined, { readonly env: readonly string[]; readonly argv: readonly string[] }>
}

serveTask<MadeUpTasks>({
  echo: (bytes) => bytes,
  async sum(start, { pieces }) {
    let total = start
    for await (const piece of pieces) total += piece
    return total
  },
  async count(upTo, { part }) {
    for (let at = 0; at < upTo; at++) await part(at)
    return 'counted'
  },
  /** Requests the next piece while the last one is still being returned. */
  async relay(_input, { pieces, part }) {
    const seen: number[] = []
    const handing: Promise<void>[] = []
    for await (const piece of pieces) {
      seen.push(piece)
      handing.push(part(piece))
    }
    await Promise.all(handing)
    return seen
  },
  async report(_input, { progress }) {
    progress(0.25)
    progress(0.5)
    await later(150)
    progress(0.75)
    return undefined
  },
  fail() {
    throw new Failure({ kind: 'secret', why: 'empty' })
  },
  quote(text) {
    return JSON.parse(text) as never
  },
  spin() {
    for (;;);
  },
  wait: (ms) => later(ms, ms),
  hoard() {
    const kept: unknown[] = []
    for (;;) kept.push(Array.from({ length: 10_000 }, (_, at) => ({ at })))
  },
  exit: () => process.exit(0),
  surroundings: () => ({ env: Object.keys(process.env), argv: process.argv.slice(2) }),
})
