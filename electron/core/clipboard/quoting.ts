/** Quotes secrets as words of a shell or values of a `.env` file, so that the reader gets every byte back. Pure. */
import { VARIABLE_NAME } from '../../../shared/model/variable-name.ts'

/** None of these characters has a meaning to a shell or in a `.env` file. */
const PLAIN = /^[\w./:@%+,-]+$/

/** One word for any POSIX shell. Within single quotes every character is literal; only `'` itself cannot be there. */
export const shellWord = (text: string): string =>
  PLAIN.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`

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
