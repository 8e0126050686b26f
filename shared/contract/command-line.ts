/**
 * What the `keyhold` command and the program say to each other: lines of JSON over a socket of the user's own.
 *
 * The client sends one {@link CommandRequest}. The program answers with {@link ServerMessage}s, and the client with {@link ClientMessage}s, until
 * `exit`, `become` or `retry`, which is the last line of each. All parsing, words and rules are the program's: the client only carries.
 *
 * Text that people or programs produced crosses as base64 of its bytes (`Bytes`), so that no client has to handle encodings.
 */
import { z } from 'zod'
import {
  LONGEST_ARGUMENT,
  LONGEST_FOLDER,
  LONGEST_LINE,
  LONGEST_NAME,
  LONGEST_VALUE,
  MOST_ARGUMENTS,
  MOST_COLUMNS,
} from './command-line-limits.ts'

/** Base64, standard alphabet, padded. */
const Bytes = z.base64().max(LONGEST_LINE)
const Argument = z.string().max(LONGEST_ARGUMENT)

export const CommandRequest = z.strictObject({
  protocol: z.int(),
  /** The words after `keyhold`. */
  args: z.array(Argument).max(MOST_ARGUMENTS),
  /** The client's working folder; absolute. */
  folder: z.string().min(1).max(LONGEST_FOLDER),
  variables: z.record(z.string().max(LONGEST_NAME), z.string().max(LONGEST_VALUE)),
  /** Which of the three standard streams are a terminal, and how wide it is, in columns. */
  terminal: z.strictObject({
    in: z.boolean(),
    out: z.boolean(),
    err: z.boolean(),
    columns: z.int().min(1).max(MOST_COLUMNS).optional(),
  }),
})
export type CommandRequest = z.infer<typeof CommandRequest>

export const ClientMessage = z.union([
  /** A piece of standard input; `null`: its end. Sent only after `send-input`. */
  z.strictObject({ in: Bytes.nullable() }),
  /** The line that was typed at an `ask`, without its end; `null`: there is no terminal, or nothing more comes from it. SECURITY: a secret. */
  z.strictObject({ answer: Bytes.nullable() }),
  /** A piece of what the child wrote. */
  z.strictObject({ child: z.enum(['out', 'err']), bytes: Bytes }),
  /** The child has ended and all it wrote is sent. `failed`: it could not be started (`ENOENT`, `EACCES`, another code). */
  z.strictObject({ ended: z.strictObject({ code: z.int(), signal: z.string().max(20).optional() }) }),
  z.strictObject({ failed: z.string().max(40) }),
])
export type ClientMessage = z.infer<typeof ClientMessage>

/** A command that the client runs in its own folder and environment, with these variables in addition. */
export const CommandToRun = z.strictObject({
  /** The program and its arguments; a name without a slash is looked up in the client's `PATH`. */
  command: z.array(z.string()).min(1),
  /** SECURITY: may hold secrets. */
  variables: z.record(z.string(), z.string()),
  /** Variables that the command does not inherit. */
  without: z.array(z.string()),
})
export type CommandToRun = z.infer<typeof CommandToRun>

export const ServerMessage = z.union([
  /** For standard output, or standard error. SECURITY: may hold a secret (`get`). */
  z.strictObject({ out: Bytes }),
  z.strictObject({ err: Bytes }),
  /** From now on, the client sends its standard input. */
  z.strictObject({ 'send-input': z.literal(true) }),
  /**
   * The client shows these words at its terminal, reads one line there, which is not shown, and sends `answer`. One at a time, before `send-input`,
   * and while no child runs. Only standard input that is a terminal is asked: else `answer` is `null` at once. However the client ends, the
   * terminal shows again what is typed.
   */
  z.strictObject({ ask: Bytes }),
  /** The client becomes this command: same process, streams, terminal and exit code. The last line. */
  z.strictObject({ become: CommandToRun }),
  /** The client runs the command as a child without input, sends all it writes, and `ended` or `failed`. One at a time. */
  z.strictObject({ child: CommandToRun }),
  /** The child, if one runs, is asked to end, and after two seconds ended. Its `ended` follows as ever. */
  z.strictObject({ 'end-child': z.literal(true) }),
  /** The client ends with this code. The last line. */
  z.strictObject({ exit: z.int().min(0).max(255) }),
  /** Another program answers from now on: connect again and send the request once more. The last line. */
  z.strictObject({ retry: z.literal(true) }),
])
export type ServerMessage = z.infer<typeof ServerMessage>
