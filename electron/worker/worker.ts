/** The program's side of the worker: runs one task at a time, each in a new thread with a memory limit. */
import { Worker as Thread } from 'node:worker_threads'
import { Failure } from '../../shared/contract/errors.ts'
import { framesOf, plainErrorName } from '../../shared/diagnostics/error-frames.ts'
import type { RunOptions, TaskTable, Worker } from '../core/ports/worker.ts'
import type { Log } from '../core/ports/world.ts'
import type { Assignment, Reply, Report } from './messages.ts'

/** The limit for JavaScript objects. V8 does not count bytes of buffers, so code that reads files limits those itself. */
const MAX_HEAP_MB = 1_024
/**
 * The limit of the young generation. V8 gives a thread at its limit 16 MB more to end, and aborts the whole process if that is not enough. With the
 * usual 48 MB, 7 of 240 threads that exhausted their memory aborted the process; with 8 MB none of 240 did.
 */
const MAX_YOUNG_MB = 8

interface Deps {
  /** The entry file of a thread. */
  readonly entry: URL
  readonly log: Pick<Log, 'unexpected'>
  readonly maxHeapMb?: number
}

export function createWorker<T extends TaskTable<T>>({
  entry,
  log,
  maxHeapMb = MAX_HEAP_MB,
}: Deps): Worker<T> {
  let last: Promise<unknown> = Promise.resolve()

  async function runNow(assignment: Assignment, options: RunOptions<unknown, unknown>): Promise<unknown> {
    const { signal, progress, pieces, onPart } = options
    if (signal?.aborted === true) throw failure('cancelled')
    const thread = new Thread(entry, {
      workerData: assignment,
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, maxYoungGenerationSizeMb: MAX_YOUNG_MB },
      // The thread needs neither the program's arguments nor its environment.
      argv: [],
      env: {},
      execArgv: [],
    })
    const more = iterate(pieces)
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const cancel = () => reject(failure('cancelled'))
    signal?.addEventListener('abort', cancel)

    const reply = (message: Reply) => thread.postMessage(message)
    const answers: { readonly [K in Report['kind']]: (report: Extract<Report, { kind: K }>) => unknown } = {
      progress: ({ done }) => progress?.(done),
      async more() {
        const { done, value } = await more.next()
        reply(done === true ? { kind: 'no-more' } : { kind: 'piece', piece: value })
      },
      async part({ part }) {
        await onPart?.(part)
        // Waits one turn of the event loop between two parts, so that many parts do not block it for long.
        setImmediate(() => reply({ kind: 'taken' }))
      },
      done: ({ output }) => resolve(output),
      failed: ({ error }) => reject(new Failure(error)),
      fault: (found) => reject(fault(assignment.task, found)),
    }
    async function answer(report: Report): Promise<void> {
      try {
        await answers[report.kind](report as never)
      } catch (error) {
        reject(error)
      }
    }
    // The exit of a thread may be reported in the same turn as its last message, so the message is handled immediately.
    thread.on('message', (report: Report) => void answer(report))
    thread.on('error', (error: Error) =>
      reject(
        isOutOfMemory(error)
          ? failure('too-large')
          : fault(assignment.task, { name: plainErrorName(error), frames: framesOf(error) }),
      ),
    )
    thread.on('exit', () => reject(failure('stopped')))

    try {
      return await promise
    } finally {
      signal?.removeEventListener('abort', cancel)
      await thread.terminate()
      void more.return(undefined).catch(() => undefined)
    }
  }

  const fault = (task: string, found: Fault) =>
    new Failure({ kind: 'unexpected', ticket: log.unexpected(`worker ${task}`, errorAt(found)) })

  return {
    run(task, input, options = {}) {
      const run = last.then(() =>
        runNow({ task, input }, options as RunOptions<unknown, unknown>),
      ) as Promise<T[typeof task]['output']>
      last = run.catch(() => undefined)
      return run
    },
  }
}

async function* iterate(
  pieces: RunOptions<unknown, unknown>['pieces'] = [],
): AsyncGenerator<unknown, undefined, undefined> {
  yield* pieces
}

type Fault = Pick<Extract<Report, { kind: 'fault' }>, 'name' | 'frames'>

/** An error without its message, thrown in place of the original. */
function errorAt({ name, frames }: Fault): Error {
  const error = new Error()
  error.name = name
  error.stack = [name, ...frames.map((frame) => `    ${frame}`)].join('\n')
  return error
}

const failure = (why: 'cancelled' | 'too-large' | 'stopped') => new Failure({ kind: 'work', why })

const isOutOfMemory = (error: Error) => 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
