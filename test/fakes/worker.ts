/** The worker's tasks without a thread. Inputs and results are cloned, as between threads. */
import { Failure } from '../../shared/contract/errors.ts'
import type { RunOptions, WorkerPort } from '../../electron/core/ports/worker.ts'
import type { Task, TaskTools } from '../../electron/worker/task.ts'

type AnyTask = Task<unknown, unknown, unknown, unknown>

export function inProcessWorker(): WorkerPort {
  let last: Promise<unknown> = Promise.resolve()

  async function runNow(
    name: string,
    input: unknown,
    { signal, progress, pieces = [], onPart }: RunOptions<unknown, unknown>,
  ): Promise<unknown> {
    // Loaded on demand, because most tests need none of the tasks' packages.
    const { tasks } = await import('../../electron/worker/tasks.ts')
    const refuseIfCancelled = () => {
      if (signal?.aborted === true) throw new Failure({ kind: 'work', why: 'cancelled' })
    }
    async function* cloned() {
      for await (const piece of pieces) {
        refuseIfCancelled()
        yield structuredClone(piece)
      }
    }
    const tools: TaskTools<unknown, unknown> = {
      progress: (done) => progress?.(done),
      pieces: cloned(),
      async part(part) {
        refuseIfCancelled()
        await onPart?.(structuredClone(part))
      },
    }
    refuseIfCancelled()
    const task = (tasks as unknown as Readonly<Record<string, AnyTask>>)[name]
    const output = await task?.(structuredClone(input), tools)
    refuseIfCancelled()
    return structuredClone(output)
  }

  return {
    run(task, input, options = {}) {
      const run = last.then(() => runNow(task, input, options as RunOptions<unknown, unknown>))
      last = run.catch(() => undefined)
      return run as never
    },
  }
}

/** Low, so that tests do not wait for scrypt. */
export const QUICK = 10

/** Parameters that make a file's key derivation take almost no time. */
const QUICKLY: Readonly<Record<string, object>> = {
  'backup:write': { workFactor: QUICK },
  'export:write-file': { isQuick: true },
}

/** The same worker, with fast key derivation for backups and exported files. */
export function quickWorker(): WorkerPort {
  const worker = inProcessWorker()
  return {
    run: (task, input, options) =>
      worker.run(
        task,
        (task in QUICKLY ? { ...QUICKLY[task], ...(input as object) } : input) as never,
        options,
      ),
  }
}
