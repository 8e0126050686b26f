/** Makes text from outside harmless for a terminal. Pure. */

/** Characters with an effect besides being shown: control codes, format characters, bidi overrides, line separators and lone surrogates. */
const UNSEEN = /\p{RGI_Emoji_Tag_Sequence}|[\u200c\u200d]|([\p{Cc}\p{Cf}\p{Cs}\u2028\u2029])/gv

const escaped = (character: string): string =>
  `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`

const PLAIN = /^[\x20-\x7e]*$/

/**
 * Returns one line of text without effects on a terminal: other characters are escaped as in JSON (`\u001b`). Joiners and the tags of
 * flags stay, because many scripts and emoji need them.
 *
 * SECURITY: names, notes, and texts of providers and programs are untrusted. Everything that a command prints passes this function, except
 * the secret itself and JSON (see {@link printableJson}).
 */
export const printable = (text: string): string =>
  PLAIN.test(text)
    ? text
    : text.replace(UNSEEN, (whole, unseen: string | undefined) =>
        unseen === undefined ? whole : escaped(unseen),
      )

/** Returns `value` as one line of JSON in which the characters that {@link printable} escapes are JSON escapes, so it parses to the same value. */
export function printableJson(value: unknown): string {
  const json = JSON.stringify(value)
  if (PLAIN.test(json)) return json
  return json.replace(UNSEEN, (whole, unseen: string | undefined) =>
    unseen === undefined
      ? whole
      : [...Array(unseen.length).keys()]
          .map((index) => `\\u${unseen.charCodeAt(index).toString(16).padStart(4, '0')}`)
          .join(''),
  )
}
