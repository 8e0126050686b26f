/** The numbers that both ends of the command line agree on. Without a schema library, so that the client can import them. */

/** Raised when an older client or program could misread the other. Both send it. */
export const PROTOCOL = 1

/** No line of either side is longer, without its line feed. */
export const LONGEST_LINE = 1_000_000
/** A client cuts what it carries into pieces of at most so many bytes. */
export const LARGEST_PIECE = 64_000

/** Of a request, in UTF-16 code units where it is a length. A client refuses to send more arguments, or longer ones. */
export const MOST_ARGUMENTS = 10_000
export const LONGEST_ARGUMENT = 200_000
export const LONGEST_FOLDER = 32_768
export const MOST_COLUMNS = 10_000
/** A variable beyond these is none that the program looks at, so a client leaves it out. */
export const LONGEST_NAME = 1_000
export const LONGEST_VALUE = 32_768

export const REFERENCE = 'keyhold://'
/** The variables of the client's environment that it sends, besides those whose value begins with {@link REFERENCE}. */
export const SENT_VARIABLES = ['NO_COLOR', 'FORCE_COLOR', 'TERM', 'COLORTERM', 'SHELL', 'PWD'] as const

/** How a command ends. `run` ends with its command's own code. */
export const EXIT = {
  done: 0,
  /** What else went wrong: a provider refused, the keychain did not answer, a file could not be read. */
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
