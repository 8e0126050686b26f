/** Quotes secrets as words of a shell or values of a `.env` file, so that the reader gets every byte back. Pure. */
import { VARIABLE_NAME } from '../../../shared/model/variable-name.ts'

/** None of these characters has a meaning to a shell or in a `.env` file. */
const PLAIN = /^[\w./:@%+,-]+$/

/** One word for any POSIX shell. Within single quotes every character is literal; only `'` itself cannot be there. */
export const shellWord = (text: string): string =>
  PLAIN.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`

/** None of these characters has a meaning to any reader of a `.env` file. */
const PLAIN_VALUE = /^[\w./:@%+,=-]+$/

/**
 * A value for a `.env` file that a shell sources, or that direnv, Node or python-dotenv reads: all of them read back every byte. `undefined` if
 * no spelling does that: readers differ in the characters that they unescape (sh, Node's `util.parseEnv`, python-dotenv and direnv, each tried in
 * 2026), and direnv accepts no value of several lines. Docker reads quotes as part of the value: see {@link dockerValue}.
 */
export function dotenvValue(text: string): string | undefined {
  if (PLAIN_VALUE.test(text)) return text
  if (/[\r\n]/.test(text)) return undefined
  if (!text.includes("'") && !isChangedWithin(text)) return `'${text}'`
  return /["\\$`]/.test(text) ? undefined : `"${text}"`
}

/**
 * Whether a reader changes `text` within single quotes: python-dotenv and direnv read `\\` and `\'` as one character, and therefore do not see
 * the closing quote after a `\` at the end; python-dotenv replaces `${…}` with the value of a variable.
 */
const isChangedWithin = (text: string): boolean => /\\(?:\\|$)|\$\{/.test(text)

/** A value for Docker's `--env-file`, which reads the rest of the line literally; `undefined` if the value is not one line. */
export const dockerValue = (text: string): string | undefined => (/[\r\n]/.test(text) ? undefined : text)

/** Names with a meaning to the system or to a shell: a key that is called "path" must not replace the search path for programs. */
const TAKEN =
  /^(PATH|HOME|USER|LOGNAME|SHELL|TERM|LANG|TZ|IFS|ENV|CDPATH|PWD|OLDPWD|MAIL|EDITOR|VISUAL|PAGER|DISPLAY|TMPDIR|HOSTNAME|UID|EUID|PPID|SECONDS|RANDOM|LINENO|OPTIND|OPTARG|OPTERR|PS\d|LC_\w+|LD_\w+|DYLD_\w+|BASH\w*|NODE_\w+|PYTHON\w*)$/

/** Whether a program may set this variable from a key: a name that every shell takes, and that means nothing to the system. */
export const isUsableVariable = (name: string): boolean => VARIABLE_NAME.test(name) && !TAKEN.test(name)

/** The name of a variable for a key: the one that the user gave, otherwise one made from the key's name. */
export function variableName(name: string, given: string): string {
  if (VARIABLE_NAME.test(given)) return given
  const words = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
  if (words === '') return 'API_KEY'
  if (/^\d/.test(words)) return `KEY_${words}`
  return TAKEN.test(words) ? `${words}_KEY` : words
}
