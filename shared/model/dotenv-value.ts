/** Values of `.env` files. Pure. */

/** None of these characters has a meaning to any reader of a `.env` file. */
const PLAIN_VALUE = /^[\w./:@%+,=-]+$/

/**
 * A value for a `.env` file that a shell sources, or that direnv, Node or python-dotenv reads: all of them read back every byte. `undefined` if
 * no spelling does that: readers differ in the characters that they unescape (sh, Node's `util.parseEnv`, python-dotenv and direnv, each tried in
 * 2026), and direnv accepts no value of several lines. Docker reads quotes as part of the value.
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
