/** Secrets as words of a shell or a `.env` file, so that what reads them gets every byte back. Pure. */

/** Nothing in it means anything to a shell or a `.env` file. */
const PLAIN = /^[\w./:@%+,-]+$/

/** One word for any POSIX shell. Within single quotes everything stands for itself; only `'` cannot be there. */
export const shellWord = (text: string): string =>
  PLAIN.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`

/**
 * A value for a `.env` file. Readers differ in what they unescape, so the quote is chosen that the value does not have: then all of
 * them agree, a shell that sources the file included. A value with both quotes is escaped as shells, Ruby and Go read it.
 */
export function dotenvValue(text: string): string {
  if (PLAIN.test(text)) return text
  if (!text.includes("'")) return `'${text}'`
  return `"${text.replaceAll(/["\\$`]/g, (sign) => `\\${sign}`)}"`
}

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
