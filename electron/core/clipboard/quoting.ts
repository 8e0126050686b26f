/** Secrets as words of a shell or a `.env` file, so that what reads them gets every byte back. Pure. */

/** Nothing in it means anything to a shell or a `.env` file. */
const PLAIN = /^[\w./:@%+,-]+$/

/** One word for any POSIX shell. Within single quotes everything stands for itself; only `'` cannot be there. */
export const shellWord = (text: string): string =>
  PLAIN.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`

/** Nothing in it means anything to any reader of a `.env` file. */
const PLAIN_VALUE = /^[\w./:@%+,=-]+$/

/**
 * A value for a `.env` file that a shell sources, or that direnv, Node or python-dotenv reads: all of them read back every byte. `undefined`
 * where no spelling does that: readers differ in what they unescape (sh, Node's `util.parseEnv`, python-dotenv and direnv, each tried in
 * 2026), and direnv takes no value of several lines. Docker reads quotes as part of the value: see {@link dockerValue}.
 */
export function dotenvValue(text: string): string | undefined {
  if (PLAIN_VALUE.test(text)) return text
  if (/[\r\n]/.test(text)) return undefined
  if (!text.includes("'") && !isChangedWithin(text)) return `'${text}'`
  return /["\\$`]/.test(text) ? undefined : `"${text}"`
}

/**
 * Whether a reader changes `text` within single quotes: python-dotenv and direnv take `\\` and `\'` for one sign, and so a `\` at the end for
 * no end; python-dotenv puts the value of a variable in the place of `${…}`.
 */
const isChangedWithin = (text: string): boolean => /\\(?:\\|$)|\$\{/.test(text)

/** A value for Docker's `--env-file`, which takes the rest of the line as it stands; `undefined` where that is not one line. */
export const dockerValue = (text: string): string | undefined => (/[\r\n]/.test(text) ? undefined : text)

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/

/** Names that mean something to the system or to a shell: a key that is called "path" must not take over the search for programs. */
const TAKEN =
  /^(PATH|HOME|USER|LOGNAME|SHELL|TERM|LANG|TZ|IFS|ENV|CDPATH|PWD|OLDPWD|MAIL|EDITOR|VISUAL|PAGER|DISPLAY|TMPDIR|HOSTNAME|UID|EUID|PPID|SECONDS|RANDOM|LINENO|OPTIND|OPTARG|OPTERR|PS\d|LC_\w+|LD_\w+|DYLD_\w+|BASH\w*|NODE_\w+|PYTHON\w*)$/

/** The name of a variable for a key: the one that the user gave it, else one made of the key's name. */
export function variableName(name: string, given: string): string {
  if (VARIABLE.test(given)) return given
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
