/** What a task gets and what it is: the types of the worker's own side. */
import type { TaskTable, WorkerTasks } from '../core/ports/worker.ts'

export interface TaskTools<Piece, Part> {
  /** From 0 to 1. Of calls in quick succession, only the first is reported. */
  readonly progress: (done: number) => void
  /** What the caller hands over bit by bit. To be read once. */
  readonly pieces: AsyncIterable<Piece>
  /** Hands a part back. Await it: it resolves when the caller has taken the part. */
  readonly part: (part: Part) => Promise<void>
}

/** May throw Failures. The text of any other error is dropped, since a parser's error quotes what it has read. */
export type Task<Input, Piece, Part, Output> = (
  input: Input,
  tools: TaskTools<Piece, Part>,
) => Output | Promise<Output>

export type Tasks<T extends TaskTable<T>> = {
  readonly [K in keyof T]: Task<T[K]['input'], T[K]['piece'], T[K]['part'], T[K]['output']>
}

export type OwnTasks = Tasks<WorkerTasks>
