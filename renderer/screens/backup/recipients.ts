/** Parses typed age keys. Pure. */

/** Recipients are separated by lines, spaces or commas. Comment lines begin with `#`. */
export const recipientsOf = (text: string): readonly string[] => [
  ...new Set(
    text
      .split('\n')
      .filter((line) => !line.trim().startsWith('#'))
      .flatMap((line) => line.split(/[\s,]+/))
      .filter((one) => one !== ''),
  ),
]

export function withRecipient(text: string, recipient: string): string {
  const before = text.trim()
  return before === '' ? recipient : `${before}\n${recipient}`
}

/** The identities in a pasted text. A field of one line loses the line breaks of an identity file. */
export const identitiesOf = (text: string): string =>
  text.match(/AGE-SECRET-KEY-[0-9A-Z-]+/gi)?.join('\n') ?? text.trim()
