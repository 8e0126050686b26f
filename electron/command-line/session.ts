/** One run of the `keyhold` command, as the program sees it. */
import type { CommandRequest, CommandToRun } from '../../shared/contract/command-line.ts'
import type { Requester } from '../core/ports/requester.ts'

export interface ChildEnd {
  readonly code: number
  /** The signal that ended it (`SIGTERM`). */
  readonly signal?: string
}

/** Every method rejects with {@link SessionEnded} once the client has gone. */
export interface CommandSession {
  readonly request: Omit<CommandRequest, 'protocol'>
  /** Who asks. Missing where the system does not tell: then a permission is for once. */
  readonly requester: Requester | undefined
  /** Aborts when the client has gone: pressed Ctrl+C, was killed, or closed its connection. */
  readonly signal: AbortSignal
  /** Writes to the client's standard output. Resolves when the client keeps up. */
  out(text: string | Uint8Array): Promise<void>
  /** Writes to the client's standard error. */
  err(text: string | Uint8Array): Promise<void>
  /** The client's standard input, in pieces as they come, to its end. Once in a session. */
  input(): AsyncIterable<Uint8Array>
  /**
   * Asks at the client's terminal, which does not show what is typed. One question at a time, and before `input`. The line without its end, which the
   * caller wipes; `undefined`: standard input is no terminal, or nothing more comes from it. `question` is shown as it is.
   */
  ask(question: string): Promise<Uint8Array | undefined>
  /** Makes the client become the command. Resolves when the order is on its way; the session is over. */
  become(command: CommandToRun): Promise<void>
  /**
   * Runs the command as the client's child, without input, one at a time. `failed`: it could not be started, with the system's code (`ENOENT`).
   * When `ending` aborts, the child is asked to end, and after two seconds ended; this still resolves with how it ended.
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
 * Carries out the command of a session and returns its exit code; `undefined` after `become`. Never rejects but with {@link SessionEnded}:
 * failures are words on standard error and a code.
 */
export type RunCommand = (session: CommandSession) => Promise<number | undefined>
