/** Makes text from outside harmless for a terminal. Pure. */

/** What text can do besides being seen: control codes, formats, bidi overrides, line separators and broken characters. */
const UNSEEN = /\p{RGI_Emoji_Tag_Sequence}|[\u200c\u200d]|([\p{Cc}\p{Cf}\p{Cs}\u2028\u2029])/gv

const escaped = (character: string): string =>
  `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`

const PLAIN = /^[\x20-\x7e]*$/

/**
 * One line of text that a terminal only shows: everything else becomes `\u001b`, the way JSON writes it. Joiners and the signs of flags stay,
 * because names in many scripts and emoji need them.
 *
 * SECURITY: names, notes and the words of providers and programs come from anyone. All that a command prints passes through here, but for the
 * secret itself and JSON (see {@link printableJson}).
 */
export const printable = (text: string): string =>
  PLAIN.test(text)
    ? text
    : text.replace(UNSEEN, (whole, unseen: string | undefined) =>
        unseen === undefined ? whole : escaped(unseen),
      )

/** `value` as JSON on one line, with every character that {@link printable} replaces in JSON's own escapes: it reads back the same. */
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
