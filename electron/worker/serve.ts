/** The thread's side: runs the one task that the thread was started for. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { Failure } from '../../shared/contract/errors.ts'
import { framesOf, plainErrorName } from '../../shared/diagnostics/error-frames.ts'
import type { TaskTable } from '../core/ports/worker.ts'
import type { Assignment, Reply, Report } from './messages.ts'
import type { Tasks, TaskTools } from './task.ts'

const PROGRESS_EVERY_MS = 100

/** Call once, in the entry file of a thread. */
export function serveTask<T extends TaskTable<T>>(tasks: Tasks<T>): void {
  if (parentPort === null) throw new Error('This file is the beginning of a thread')
  void serve(parentPort, workerData as Assignment, tasks)
}

async function serve<T extends TaskTable<T>>(
  port: MessagePort,
  { task, input }: Assignment,
  tasks: Tasks<T>,
): Promise<void> {
  const send = (report: Report) =>
    port.postMessage(report, report.kind === 'done' ? ownBuffers(report.output) : [])
  try {
    const run = tasks[task as keyof T]
    send({ kind: 'done', output: await run(input, toolsOver(port, send)) })
  } catch (error) {
    send(error instanceof Failure ? { kind: 'failed', error: error.error } : faultOf(error))
  }
  port.close()
}

function toolsOver(port: MessagePort, send: (report: Report) => void): TaskTools<unknown, unknown> {
  let reportedAt = -Infinity

  // A task may wait for a piece and for the receipt of a part at the same time, so each kind of reply has its own queue.
  const waiting = { more: [] as ((reply: Reply) => void)[], part: [] as ((reply: Reply) => void)[] }
  port.on('message', (reply: Reply) => waiting[reply.kind === 'taken' ? 'part' : 'more'].shift()?.(reply))

  const ask = (report: Extract<Report, { kind: 'more' | 'part' }>): Promise<Reply> =>
    new Promise((resolve) => {
      waiting[report.kind].push(resolve)
      send(report)
    })

  async function* pieces(): AsyncGenerator {
    for (;;) {
      const reply = await ask({ kind: 'more' })
      if (reply.kind !== 'piece') return
      yield reply.piece
    }
  }

  return {
    progress(done) {
      if (performance.now() - reportedAt < PROGRESS_EVERY_MS) return
      reportedAt = performance.now()
      send({ kind: 'progress', done })
    },
    pieces: pieces(),
    part: async (part) => {
      await ask({ kind: 'part', part })
    },
  }
}

/** SECURITY: the message of an error may quote a secret (`JSON.parse` does), so only its class and its places are reported. */
export const faultOf = (error: unknown): Report =>
  error instanceof Error
    ? { kind: 'fault', name: plainErrorName(error), frames: framesOf(error) }
    : { kind: 'fault', name: 'Error', frames: [] }

/** The buffers that only this output uses. They are transferred to the other thread instead of copied. */
function ownBuffers(output: unknown): ArrayBuffer[] {
  const values: readonly unknown[] =
    typeof output === 'object' && output !== null ? [output, ...(Object.values(output) as unknown[])] : []
  const buffers = values.flatMap((value) =>
    value instanceof Uint8Array &&
    value.buffer instanceof ArrayBuffer &&
    value.byteLength === value.buffer.byteLength
      ? [value.buffer]
      : [],
  )
  return [...new Set(buffers)]
}
