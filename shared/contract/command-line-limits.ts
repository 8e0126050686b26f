/** The limits that the client and the program share. Without a schema library, so that the client can import them. */

/** Increases when an older client or program could misread the other side. Both sides send it. */
export const PROTOCOL = 1

/** The longest line that either side sends, without its line feed. */
export const LONGEST_LINE = 1_000_000
/** The most bytes in one piece of a stream that a client sends. */
export const LARGEST_PIECE = 64_000

/** Limits of a request; lengths are in UTF-16 code units. A client refuses to send more arguments, or longer ones. */
export const MOST_ARGUMENTS = 10_000
export const LONGEST_ARGUMENT = 200_000
export const LONGEST_FOLDER = 32_768
export const MOST_COLUMNS = 10_000
/** The client leaves out variables with longer names or values, because the program uses none of those. */
export const LONGEST_NAME = 1_000
export const LONGEST_VALUE = 32_768

export const REFERENCE = 'keyhold://'
/** The environment variables that the client sends, besides those whose value begins with {@link REFERENCE}. */
export const SENT_VARIABLES = ['NO_COLOR', 'FORCE_COLOR', 'TERM', 'COLORTERM', 'SHELL', 'PWD'] as const

/** The exit codes of commands. `run` exits with the code of its own command. */
export const EXIT = {
  done: 0,
  /** Any other failure: a provider refused, the keychain did not answer, or a file could not be read. */
  failed: 1,
  usage: 2,
  notFound: 3,
  locked: 4,
  denied: 5,
  noProgram: 6,
  expired: 7,
  unknown: 8,
} as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
