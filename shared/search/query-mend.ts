/** Guesses what an unknown term of the search language was meant to be: "is:mising" for "is:missing". Pure. */
import { fold } from './fold.ts'
import { FLAGS, isOperator, OPERATORS } from './query-language.ts'
import { tokens, type Token } from './query-tokens.ts'
import { slipsBetween } from './typos.ts'

/** With more slips than this in one word, the guess would be arbitrary. */
const MOST_SLIPS = 2
const TIME_WORDS = { expires: ['never', 'unknown'], used: ['never'] } as const

/** `term`, one part of a search text, with its nearest known word; `undefined` if no word is near. */
export function mended(term: string): string | undefined {
  const [token] = tokens(term)
  if (token?.operator === undefined) return undefined
  const better = isOperator(token.operator) ? mendedValue(token) : mendedOperator(token)
  return better === undefined ? undefined : `${token.negated ? '-' : ''}${better}`
}

function mendedValue({ operator, value }: Token): string | undefined {
  if (operator !== 'is' && operator !== 'expires' && operator !== 'used') return undefined
  const word = nearest(fold(value), operator === 'is' ? FLAGS : TIME_WORDS[operator])
  return word === undefined ? undefined : `${operator}:${word}`
}

function mendedOperator({ operator = '', raw, negated }: Token): string | undefined {
  const word = nearest(operator, OPERATORS)
  return word === undefined ? undefined : `${word}${raw.slice((negated ? 1 : 0) + operator.length)}`
}

/** A known word that starts with `word` comes before a word with a slip; short words allow fewer slips. */
function nearest(word: string, known: readonly string[]): string | undefined {
  if (word === '') return undefined
  const begun = known.find((one) => one.startsWith(word))
  if (begun !== undefined) return begun
  const most = Math.min(MOST_SLIPS, Math.ceil(word.length / 3))
  const [best] = known
    .map((one) => ({ one, slips: slipsBetween(word, one) }))
    .filter(({ slips }) => slips <= most)
    .toSorted((a, b) => a.slips - b.slips)
  return best?.one
}
