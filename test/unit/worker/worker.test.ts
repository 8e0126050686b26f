import { inspect } from 'node:util'
import { expect, it } from 'vitest'
import { createWorker } from '../../../electron/worker/worker.ts'
import { errorFacts } from '../../../electron/main/error-facts.ts'
import type { WorkerTasks } from '../../../electron/core/ports/worker.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import type { MadeUpTasks } from './made-up-thread.ts'

function setUp() {
  const logged: { where: string; error: unknown }[] = []
  const worker = createWorker<MadeUpTasks>({
    entry: new URL('made-up-thread.ts', import.meta.url),
    log: { unexpected: (where, error) => `ticket-${logged.push({ where, error })}` },
    maxHeapMb: 40,
  })
  return { worker, logged }
}

const errorOf = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => 'no error',
    (error: unknown) => (error instanceof Failure ? error.error : error),
  )

it('runs a task and returns its output', async () => {
  const { worker } = setUp()
  const output = await worker.run('echo', Uint8Array.of(1, 2, 3))
  expect([...output]).toEqual([1, 2, 3])
})

it('has the output of a task that ended while the program was busy', async () => {
  const { worker } = setUp()
  const run = worker.run('echo', Uint8Array.of(1))
  await new Promise(setImmediate) // the thread starts
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3_000)
  expect([...(await run)]).toEqual([1])
})

it('takes what is handed over piece by piece, when the task asks for it', async () => {
  const { worker } = setUp()
  let given = 0
  async function* pieces() {
    for (const piece of [1, 2, 3]) {
      given++
      yield piece
    }
  }
  expect(await worker.run('sum', 10, { pieces: pieces() })).toBe(16)
  expect(given).toBe(3)
  expect(await worker.run('sum', 10)).toBe(10)
})

it('takes pieces while it hands parts back, and loses none of either', async () => {
  const { worker } = setUp()
  const given = Array.from({ length: 50 }, (_, at) => at)
  const parts: number[] = []
  const seen = await worker.run('relay', undefined, {
    pieces: given,
    onPart: (part) => void parts.push(part),
  })
  expect(seen).toEqual(given)
  expect(parts).toEqual(given)
})

it('hands parts back one at a time and in order', async () => {
  const { worker } = setUp()
  const parts: number[] = []
  let open = 0
  const output = await worker.run('count', 5, {
    async onPart(part) {
      expect(++open).toBe(1)
      await new Promise(setImmediate)
      open--
      parts.push(part)
    },
  })
  expect(output).toBe('counted')
  expect(parts).toEqual([0, 1, 2, 3, 4])
})

it('reports progress, and quick reports once', async () => {
  const { worker } = setUp()
  const reported: number[] = []
  await worker.run('report', undefined, { progress: (done) => reported.push(done) })
  expect(reported).toEqual([0.25, 0.75])
})

it('rejects with the Failure that the task threw', async () => {
  const { worker, logged } = setUp()
  expect(await errorOf(worker.run('fail', undefined))).toEqual({ kind: 'secret', why: 'empty' })
  expect(logged).toEqual([])
})

it('logs where a task broke, and nothing that it has read', async () => {
  const { worker, logged } = setUp()
  const error = await errorOf(worker.run('quote', 'sk-not-for-the-log'))
  expect(error).toEqual({ kind: 'unexpected', ticket: 'ticket-1' })
  const [{ error: seen } = {}] = logged
  expect(inspect(seen)).not.toContain('sk-not')
  // In the form that the log on disk contains.
  const [{ name, frames } = {}] = errorFacts(seen)
  expect(name).toBe('SyntaxError')
  expect(frames).toContainEqual(expect.stringContaining('made-up-thread.ts'))
})

it('ends with the error of a caller whose pieces or parts fail', async () => {
  const { worker } = setUp()
  async function* pieces(): AsyncGenerator<number> {
    yield 1
    throw new Failure({ kind: 'secret-missing' })
  }
  expect(await errorOf(worker.run('sum', 0, { pieces: pieces() }))).toEqual({ kind: 'secret-missing' })
  const onPart = () => {
    throw new Failure({ kind: 'name-mismatch' })
  }
  expect(await errorOf(worker.run('count', 5, { onPart }))).toEqual({ kind: 'name-mismatch' })
})

it('cancels a task that never ends, one that has not begun, and no other', async () => {
  const { worker } = setUp()
  const spinning = new AbortController()
  const waiting = new AbortController()
  const first = errorOf(worker.run('spin', undefined, { signal: spinning.signal }))
  const second = errorOf(worker.run('wait', 1, { signal: waiting.signal }))
  const third = worker.run('wait', 1)
  waiting.abort()
  await new Promise(setImmediate)
  spinning.abort()
  expect(await first).toEqual({ kind: 'work', why: 'cancelled' })
  expect(await second).toEqual({ kind: 'work', why: 'cancelled' })
  expect(await third).toBe(1)
})

it('closes the source of pieces when a task is cancelled', async () => {
  const { worker } = setUp()
  const stop = new AbortController()
  const { promise: closed, resolve } = Promise.withResolvers<string>()
  async function* pieces() {
    try {
      for (;;) {
        yield 1
        stop.abort()
      }
    } finally {
      resolve('closed')
    }
  }
  const run = worker.run('sum', 0, { pieces: pieces(), signal: stop.signal })
  expect(await errorOf(run)).toEqual({ kind: 'work', why: 'cancelled' })
  expect(await closed).toBe('closed')
})

it('ends a task that needs too much memory, and runs the next one', async () => {
  const { worker } = setUp()
  expect(await errorOf(worker.run('hoard', undefined))).toEqual({ kind: 'work', why: 'too-large' })
  expect(await worker.run('wait', 1)).toBe(1)
})

it('says when a thread ends before its work', async () => {
  const { worker } = setUp()
  expect(await errorOf(worker.run('exit', undefined))).toEqual({ kind: 'work', why: 'stopped' })
})

it('gives a thread neither the environment nor the arguments of the program', async () => {
  const { worker } = setUp()
  expect(await worker.run('surroundings', undefined)).toEqual({ env: [], argv: [] })
})

it('runs the tasks of the program from their source', async () => {
  const worker = createWorker<WorkerTasks>({
    entry: new URL('../../../electron/worker/thread.ts', import.meta.url),
    log: { unexpected: () => 'ticket' },
  })
  const recipient = 'age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj'
  const recipients = [
    recipient,
    recipient.toUpperCase(),
    recipient.slice(0, -1),
    'age1',
    '',
    'AGE-SECRET-KEY-1',
  ]
  expect(await worker.run('age:check-recipients', recipients)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
  ])
})
