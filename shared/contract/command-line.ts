/**
 * The protocol between the `keyhold` command and the program: lines of JSON over a socket that belongs to the user.
 *
 * The client sends one {@link CommandRequest}. The program answers with {@link ServerMessage}s, and the client with {@link ClientMessage}s. The
 * program's last line is `exit`, `become` or `retry`. The program does all parsing, wording and checking; the client only transports.
 *
 * Text from people or programs is sent as base64 of its bytes (`Bytes`), so that no client has to handle encodings.
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
  /** The arguments after `keyhold`. */
  args: z.array(Argument).max(MOST_ARGUMENTS),
  /** The client's working folder, an absolute path. */
  folder: z.string().min(1).max(LONGEST_FOLDER),
  variables: z.record(z.string().max(LONGEST_NAME), z.string().max(LONGEST_VALUE)),
  /** Which of the three standard streams are terminals, and the terminal's width in columns. */
  terminal: z.strictObject({
    in: z.boolean(),
    out: z.boolean(),
    err: z.boolean(),
    columns: z.int().min(1).max(MOST_COLUMNS).optional(),
  }),
})
export type CommandRequest = z.infer<typeof CommandRequest>

export const ClientMessage = z.union([
  /** A piece of standard input; `null` marks its end. Sent only after `send-input`. */
  z.strictObject({ in: Bytes.nullable() }),
  /**
   * The line that the user typed after an `ask`, without its line end; `null`: there is no terminal, or it has reached its end. SECURITY: a secret.
   */
  z.strictObject({ answer: Bytes.nullable() }),
  /** A piece of the child's output. */
  z.strictObject({ child: z.enum(['out', 'err']), bytes: Bytes }),
  /** The child has ended and all its output is sent. `failed`: the child could not be started (`ENOENT`, `EACCES`, another code). */
  z.strictObject({ ended: z.strictObject({ code: z.int(), signal: z.string().max(20).optional() }) }),
  z.strictObject({ failed: z.string().max(40) }),
])
export type ClientMessage = z.infer<typeof ClientMessage>

/** A command that the client runs in its own folder and environment, with `variables` added. */
export const CommandToRun = z.strictObject({
  /** The program and its arguments; a name without a slash is looked up in the client's `PATH`. */
  command: z.array(z.string()).min(1),
  /** SECURITY: may hold secrets. */
  variables: z.record(z.string(), z.string()),
  /** Names of variables that the command does not inherit. */
  without: z.array(z.string()),
})
export type CommandToRun = z.infer<typeof CommandToRun>

export const ServerMessage = z.union([
  /** Text for standard output or standard error. SECURITY: may hold a secret (`get`). */
  z.strictObject({ out: Bytes }),
  z.strictObject({ err: Bytes }),
  /** Asks the client to send its standard input from now on. */
  z.strictObject({ 'send-input': z.literal(true) }),
  /**
   * The client shows this text at its terminal, reads one line without echo, and sends `answer`. One `ask` at a time, before `send-input`, and not
   * while a child runs. If standard input is not a terminal, `answer` is `null` at once. The client turns the terminal's echo on again however it
   * ends.
   */
  z.strictObject({ ask: Bytes }),
  /** The client becomes this command: same process, streams, terminal and exit code. This is the last line. */
  z.strictObject({ become: CommandToRun }),
  /** The client runs the command as a child without input, and sends its output, then `ended` or `failed`. One child at a time. */
  z.strictObject({ child: CommandToRun }),
  /** Asks the child, if one runs, to end, and kills it after two seconds. The client still sends `ended`. */
  z.strictObject({ 'end-child': z.literal(true) }),
  /** The client exits with this code. This is the last line. */
  z.strictObject({ exit: z.int().min(0).max(255) }),
  /** Another program answers from now on: the client connects again and repeats the request. This is the last line. */
  z.strictObject({ retry: z.literal(true) }),
])
export type ServerMessage = z.infer<typeof ServerMessage>
