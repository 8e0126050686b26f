/** Suggests text for the caret's position in a search text. Pure. */
import { fold } from './fold.ts'
import { FLAGS, isOperator, OPERATORS, type Operator } from './query-language.ts'
import { tokens, type Token } from './query-tokens.ts'

/** The names that occur in this vault. */
export interface KnownWords {
  readonly providers: readonly string[]
  readonly accounts: readonly string[]
  readonly tags: readonly string[]
  readonly environments: readonly string[]
  readonly permissions: readonly string[]
  readonly targets: readonly string[]
}

/** Puts `text` between `from` and `to` of the search text. */
export interface Suggestion {
  readonly text: string
  readonly from: number
  readonly to: number
  /** The term is complete; otherwise the user continues with a value. */
  readonly isWhole: boolean
}

const MOST = 8
/** Shorter words are too ambiguous to be taken for an operator. */
const LEAST_LETTERS = 2

const TIMES = ['<7d', '<30d', '<90d', '>30d', 'never']

export function suggest(text: string, caret: number, words: KnownWords): readonly Suggestion[] {
  const token = tokens(text).find(({ from, to }) => from < caret && caret <= to)
  if (token === undefined) return []
  const { operator } = token
  if (operator === undefined) return operators(token)
  return isOperator(operator) ? values(token, operator, knownValues(words)[operator]) : []
}

function operators({ from, to, negated, value }: Token): readonly Suggestion[] {
  const sought = fold(value)
  if (sought.length < LEAST_LETTERS) return []
  const found = OPERATORS.filter((name) => name.startsWith(sought))
  return found.map((name) => ({ text: `${negated ? '-' : ''}${name}:`, from, to, isWhole: false }))
}

function values(token: Token, operator: Operator, known: readonly string[]): readonly Suggestion[] {
  const sought = fold(token.value)
  const { from, to, negated } = token
  return known
    .filter((value) => fold(value).includes(sought) && fold(value) !== sought && !value.startsWith('"'))
    .slice(0, MOST)
    .map((value) => ({ text: `${negated ? '-' : ''}${operator}:${quoted(value)}`, from, to, isWhole: true }))
}

function knownValues(words: KnownWords): Record<Operator, readonly string[]> {
  return {
    provider: words.providers,
    account: words.accounts,
    tag: words.tags,
    env: words.environments,
    permission: words.permissions,
    target: words.targets,
    is: FLAGS,
    expires: [...TIMES, 'unknown'],
    used: TIMES,
  }
}

/** The language cannot escape a quote inside quotes; the text before the quote still finds the key. */
function quoted(value: string): string {
  const plain = value.split('"')[0] ?? ''
  return /\s/.test(plain) ? `"${plain}"` : plain
}

/** The text after a suggestion was accepted, and the caret's new position. */
export function take(text: string, { text: piece, from, to, isWhole }: Suggestion) {
  const before = text.slice(0, from) + piece + (isWhole ? ' ' : '')
  const rest = text.slice(to)
  return { text: before + (isWhole ? rest.trimStart() : rest), caret: before.length }
}
