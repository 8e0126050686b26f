/** The tile of a provider or an account: its colours, its letters, and the emoji that an account may have. Pure. */

export const TILE_COLOURS = ['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink'] as const
export type TileColour = (typeof TILE_COLOURS)[number]

const EMOJI = /^\p{RGI_Emoji}$/v

/** Exactly one emoji, as one character on the screen. */
export const isOneEmoji = (text: string): boolean => EMOJI.test(text)

/** How a provider's tile looks: a strong one has light letters on a deep colour, and in a dark theme dark letters on a light one. */
export interface ProviderLook {
  readonly colour: TileColour
  readonly isStrong: boolean
}

/** The look is the same on every machine and in every version. The two numbers give each provider of the catalogue a look of its own. */
export function providerLook(provider: string): ProviderLook {
  let sum = 0
  for (const character of provider) sum = (Math.imul(sum, 1_799) + (character.codePointAt(0) ?? 0)) >>> 0
  const look = (sum % 1_009) % (2 * TILE_COLOURS.length)
  return {
    colour: TILE_COLOURS[look % TILE_COLOURS.length] ?? 'blue',
    isStrong: look >= TILE_COLOURS.length,
  }
}

/** "RA" for RIPE Atlas, "Co" for Coralogix; empty if a name has neither letters nor digits. */
export function monogram(name: string): string {
  const [word = '', next] = name.match(/[\p{L}\p{N}]+/gu) ?? []
  const first = letterOf(word)
  const second = next === undefined ? letterOf(word.slice(first.length)).toLocaleLowerCase() : letterOf(next)
  return `${first.toLocaleUpperCase()}${next === undefined ? second : second.toLocaleUpperCase()}`
}

const letterOf = (word: string): string => /^./u.exec(word)?.[0] ?? ''
