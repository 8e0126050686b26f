/** Finds a text even if some letters of the typed text are wrong. Pure. */
import { fold } from './fold.ts'

/** The number of letters to add, drop, change or swap with their neighbour to turn `from` into `to` (optimal string alignment). */
export function slipsBetween(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, index) => index)]
  const at = (row: number, column: number) => rows[row]?.[column] ?? Infinity
  for (let row = 1; row <= from.length; row += 1) {
    rows.push([row])
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1]
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      const changed = at(row - 1, column - 1) + (isSame ? 0 : 1)
      const swapped = isSwap ? at(row - 2, column - 2) + 1 : Infinity
      const cell = Math.min(changed, swapped, at(row - 1, column) + 1, at(row, column - 1) + 1)
      rows[row]?.push(cell)
    }
  }
  return at(from.length, to.length)
}

/** How well a text fits the typed text, the best first. */
const FIT = { whole: -1, start: 0, wordStart: 1, inside: 2, slips: 3 } as const
/** From this value on, the fit is a guess. */
export const GUESS = FIT.slips

const WORDS = /[\p{L}\p{N}]+/gu
const wordsOf = (text: string): readonly string[] => text.match(WORDS) ?? []

/** Short words allow no slip, because too many texts would fit. */
const mostSlips = ({ length }: string): number => (length < 4 ? 0 : length < 8 ? 1 : 2)

/**
 * How well `text` fits `typed`. The result is -1, the best, if the whole text matches; letters are wrong from {@link GUESS} on; `undefined` means no
 * fit. Every typed word must be found. Case and accents are ignored.
 */
export function fitOf(text: string, typed: string): number | undefined {
  const folded = fold(text)
  const words = wordsOf(folded)
  const sought = wordsOf(fold(typed))
  if (sought.length > 0 && sought.join(' ') === words.join(' ')) return FIT.whole
  let worst: number | undefined
  for (const word of sought) {
    const fit = wordFit(word, folded, words)
    if (fit === undefined) return undefined
    worst = Math.max(worst ?? 0, fit)
  }
  return worst
}

function wordFit(word: string, text: string, words: readonly string[]): number | undefined {
  if (text.startsWith(word)) return FIT.start
  if (words.some((one) => one.startsWith(word))) return FIT.wordStart
  if (text.includes(word)) return FIT.inside
  const most = mostSlips(word)
  if (most === 0) return undefined
  const slips = Math.min(...words.map((one) => slipsAtStart(word, one, most)))
  return slips <= most ? FIT.slips + slips : undefined
}

/** The slips between `word` and the start of `other`, for a word that is not fully typed; more than `most` if the two are far apart. */
function slipsAtStart(word: string, other: string, most: number): number {
  if (other.length < word.length - most || lacking(word, other) > most) return Infinity
  const ends = [word.length - 1, word.length, word.length + 1]
  return Math.min(...ends.map((end) => slipsBetween(word, other.slice(0, end))))
}

/** The letters of `word` that `other` does not contain: each is a slip, and counting them is fast. */
const lacking = (word: string, other: string): number =>
  Array.from(word).filter((letter) => !other.includes(letter)).length
