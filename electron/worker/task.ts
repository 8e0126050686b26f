/** The types of a task, on the thread's side. */
import type { TaskTable, WorkerTasks } from '../core/ports/worker.ts'

export interface TaskTools<Piece, Part> {
  /** From 0 to 1. Of calls in quick succession, only the first is reported. */
  readonly progress: (done: number) => void
  /** The input that the caller sends in pieces. Read it once. */
  readonly pieces: AsyncIterable<Piece>
  /** Sends a part of the output. Await it: it resolves when the caller has received the part. */
  readonly part: (part: Part) => Promise<void>
}

/** May throw Failures. The text of other errors is dropped, because a parser's error quotes its input. */
export type Task<Input, Piece, Part, Output> = (
  input: Input,
  tools: TaskTools<Piece, Part>,
) => Output | Promise<Output>

export type Tasks<T extends TaskTable<T>> = {
  readonly [K in keyof T]: Task<T[K]['input'], T[K]['piece'], T[K]['part'], T[K]['output']>
}

export type OwnTasks = Tasks<WorkerTasks>
