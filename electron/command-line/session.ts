/** One run of the `keyhold` command, as the program sees it. */
import type { CommandRequest, CommandToRun } from '../../shared/contract/command-line.ts'
import type { Requester } from '../core/ports/requester.ts'

export interface ChildEnd {
  readonly code: number
  /** The signal that ended it (`SIGTERM`). */
  readonly signal?: string
}

/** Every method rejects with {@link SessionEnded} after the client has disconnected. */
export interface CommandSession {
  readonly request: Omit<CommandRequest, 'protocol'>
  /** The requesting process. Missing if the system does not report it: permissions are then for one time. */
  readonly requester: Requester | undefined
  /** Aborts when the client has disconnected: by Ctrl+C, because it was killed, or by closing its connection. */
  readonly signal: AbortSignal
  /** Writes to the client's standard output. Resolves when the client has read enough. */
  out(text: string | Uint8Array): Promise<void>
  /** Writes to the client's standard error. */
  err(text: string | Uint8Array): Promise<void>
  /** Yields the client's standard input as it arrives, to its end. Call once in a session. */
  input(): AsyncIterable<Uint8Array>
  /**
   * Asks at the client's terminal, which hides the typed text. Call for one question at a time, and before `input`. Resolves with the line
   * without its line end, which the caller wipes; with `undefined` if standard input is no terminal or has ended. `question` is printed unchanged.
   */
  ask(question: string): Promise<Uint8Array | undefined>
  /** Replaces the client by the command and ends the session. Resolves when the order is sent. */
  become(command: CommandToRun): Promise<void>
  /**
   * Runs the command as a child of the client, without input; call for one at a time. `failed`: the system's code (`ENOENT`) if it could not
   * start. When `ending` aborts, the child is asked to end, and killed after two seconds. Resolves with how it ended in any case.
   */
  runChild(
    command: CommandToRun,
    received: (stream: 'out' | 'err', piece: Uint8Array) => void,
    ending?: AbortSignal,
  ): Promise<ChildEnd | { readonly failed: string }>
}

/** Thrown when the client has disconnected. This is no failure, because nobody waits for the answer. */
export class SessionEnded extends Error {
  override readonly name = 'SessionEnded'
}

/**
 * Runs the command of a session and returns its exit code; `undefined` after `become`. Rejects only with {@link SessionEnded}: other
 * failures become text on standard error and an exit code.
 */
export type RunCommand = (session: CommandSession) => Promise<number | undefined>
