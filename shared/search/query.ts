/**
 * Parses the search language: free words and "phrases" that must all occur, `-` before a term that must not, and operators:
 * `provider:` `account:` `tag:` `env:` `permission:` `target:` `is:` `expires:` `used:`. Pure; matching is in query-match.ts.
 */
import { fold } from './fold.ts'
import {
  EARLIER_FLAGS,
  FLAGS,
  isOperator,
  type Flag,
  type Operator,
  type Query,
  type QueryProblem,
  type Sought,
  type Term,
  type When,
} from './query-language.ts'
import { readWhen } from './query-time.ts'
import { tokens, type Token } from './query-tokens.ts'

export interface ParsedQuery {
  readonly query: Query
  readonly problems: readonly QueryProblem[]
}

const flagOf = (word: string): Flag | undefined =>
  FLAGS.find((flag) => flag === word) ?? EARLIER_FLAGS.get(word)

/**
 * Parses any text; never throws. A part that cannot be parsed becomes a problem, and a term that finds nothing. `word:more` with an unknown operator
 * is searched for as plain text, because names may contain colons. After a minus it finds nothing as well, because excluding a text that no key
 * contains would find every key. In quotes it is plain text.
 */
export function parseQuery(text: string): ParsedQuery {
  const terms: Term[] = []
  const problems: QueryProblem[] = []
  for (const token of tokens(text)) {
    const { why, sought } = read(token)
    if (why !== undefined) {
      const { raw: text, from, to } = token
      problems.push({ why, text, from, to, isText: sought !== undefined })
    }
    if (sought !== undefined) terms.push({ negated: token.negated, sought })
    else if (why !== undefined) terms.push({ negated: false, sought: { kind: 'nothing' } })
  }
  return { query: { terms }, problems }
}

/** An unknown operator is both a problem to report and text to search for. */
interface Reading {
  readonly sought?: Sought
  readonly why?: QueryProblem['why']
}

function read({ operator, value, raw, negated }: Token): Reading {
  if (operator === undefined) {
    const text = fold(value)
    return text === '' ? {} : { sought: { kind: 'text', text } }
  }
  if (!isOperator(operator)) {
    const sought: Sought = { kind: 'text', text: fold(negated ? raw.slice(1) : raw) }
    if (value.startsWith('//')) return { sought }
    return negated ? { why: 'unknown-operator' } : { sought, why: 'unknown-operator' }
  }
  if (fold(value) === '') return { why: 'missing-value' }
  const sought = soughtBy(operator, fold(value))
  return sought === undefined ? { why: 'unknown-value' } : { sought }
}

function soughtBy(operator: Operator, value: string): Sought | undefined {
  if (operator === 'is') {
    const flag = flagOf(value)
    return flag && { kind: 'is', flag }
  }
  if (operator !== 'expires' && operator !== 'used') return { kind: operator, text: value }
  const when = wordOf(operator, value) ?? readWhen(value)
  return when === undefined ? undefined : { kind: operator, when }
}

/** `used:` has no `unknown`: a provider that does not record the last use looks the same as a provider that saw none. */
function wordOf(operator: 'expires' | 'used', value: string): When | undefined {
  if (value === 'never') return { kind: 'never' }
  return operator === 'expires' && value === 'unknown' ? { kind: 'unknown' } : undefined
}

/** The problems that make a search find nothing. While there is one, actions on many keys are not available. */
export const unreadable = (problems: readonly QueryProblem[]): readonly QueryProblem[] =>
  problems.filter(({ isText }) => !isText)

/**
 * Whether `last` also found every key that `next` finds, so that the search can continue in the last result. Conservative: false means "not known".
 */
export function narrows(last: Query, next: Query): boolean {
  return last.terms.every((old) => next.terms.some((term) => implies(term, old)))
}

/** The terms of `next` that are not in `last`: in the result of `last`, only these are left to test. */
export function addedTerms(last: Query, next: Query): Query {
  return { terms: next.terms.filter((term) => !last.terms.some((old) => isSame(term, old))) }
}

const isSame = (a: Term, b: Term) =>
  a.negated === b.negated &&
  a.sought.kind === b.sought.kind &&
  JSON.stringify(a.sought) === JSON.stringify(b.sought)

function implies(term: Term, old: Term): boolean {
  if (term.negated !== old.negated || term.sought.kind !== old.sought.kind) return false
  if ('text' in term.sought && 'text' in old.sought) {
    const [longer, shorter] = term.negated ? [old, term] : [term, old]
    return textOf(longer).includes(textOf(shorter))
  }
  return isSame(term, old)
}

const textOf = ({ sought }: Term) => ('text' in sought ? sought.text : '')
