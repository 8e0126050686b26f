/** The tile of a provider or an account: its colours, its letters, and the emoji that an account may have. Pure. */

export const TILE_COLOURS = ['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink'] as const
export type TileColour = (typeof TILE_COLOURS)[number]

const EMOJI = /^\p{RGI_Emoji}$/v

/** Exactly one emoji, as one character on the screen. */
export const isOneEmoji = (text: string): boolean => EMOJI.test(text)

/** The provider's colour: the same on every machine and in every version, and spread over the providers of the catalogue. */
export function providerColour(provider: string): TileColour {
  let sum = 0
  for (const character of provider) sum = (sum * 5 + (character.codePointAt(0) ?? 0)) >>> 0
  return TILE_COLOURS[(sum % 1_009) % TILE_COLOURS.length] ?? 'blue'
}

/** "RA" for RIPE Atlas, "Co" for Coralogix; empty if a name has neither letters nor digits. */
export function monogram(name: string): string {
  const [word = '', next] = name.match(/[\p{L}\p{N}]+/gu) ?? []
  const first = letterOf(word)
  const second = next === undefined ? letterOf(word.slice(first.length)).toLocaleLowerCase() : letterOf(next)
  return `${first.toLocaleUpperCase()}${next === undefined ? second : second.toLocaleUpperCase()}`
}

const letterOf = (word: string): string => /^./u.exec(word)?.[0] ?? ''
