/** The messages between the worker's thread and the thread that started it. */
import type { AppError } from '../../shared/contract/errors.ts'

/** The data with which the thread is started. */
export interface Assignment {
  readonly task: string
  readonly input: unknown
}

/** From the thread. `more` and `part` wait for a {@link Reply}. */
export type Report =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'more' }
  | { readonly kind: 'part'; readonly part: unknown }
  | { readonly kind: 'done'; readonly output: unknown }
  | { readonly kind: 'failed'; readonly error: AppError }
  /** An unexpected error of the task: its class and the lines of its stack, without its text. */
  | { readonly kind: 'fault'; readonly name: string; readonly frames: readonly string[] }

export type Reply =
  | { readonly kind: 'piece'; readonly piece: unknown }
  | { readonly kind: 'no-more' }
  | { readonly kind: 'taken' }
