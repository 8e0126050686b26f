/** The messages about an account's tile. */
import type { TileColour } from '../../../shared/model/account-sign.ts'

export const SIGN_LABEL = 'Tile colour'
export const PROVIDER_COLOUR = 'Same as provider'
export const EMOJI_LABEL = 'Tile emoji'
export const EMOJI_HELP = 'One emoji, shown instead of letters'
export const EMOJI_PROBLEM = 'Enter one emoji, such as 🧪, or leave it empty.'

export const COLOUR_WORDS: Record<TileColour, string> = {
  red: 'Red',
  orange: 'Orange',
  yellow: 'Yellow',
  green: 'Green',
  teal: 'Teal',
  blue: 'Blue',
  purple: 'Purple',
  pink: 'Pink',
}
