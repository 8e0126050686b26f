/** The words of the search language, and the type of a parsed query. */

export const OPERATORS = [
  'provider',
  'account',
  'tag',
  'env',
  'permission',
  'target',
  'is',
  'expires',
  'used',
] as const
export type Operator = (typeof OPERATORS)[number]

export function isOperator(word: string): word is Operator {
  return (OPERATORS as readonly string[]).includes(word)
}

/**
 * `active`: every key that works now (active, expiring and undated). `overlapping`: both keys of a replacement that has not ended; `retiring`: only
 * the old key. `overdue`: a secret older than its rule allows, and an old key after its planned end. `leaked`: its provider found the secret in
 * public.
 */
export const FLAGS = [
  'active',
  'expiring',
  'expired',
  'disabled',
  'frozen',
  'gone',
  'favourite',
  'stored',
  'missing',
  'stale',
  'unsaved',
  'unknown',
  'attention',
  'overlapping',
  'retiring',
  'overdue',
  'snoozed',
  'leaked',
] as const
export type Flag = (typeof FLAGS)[number]

/** Earlier names of flags, which saved searches may hold. */
export const EARLIER_FLAGS: ReadonlyMap<string, Flag> = new Map([['held', 'stored']])

/** A point in time or a range. Lengths and instants are milliseconds; instants are epoch, UTC. */
export type When =
  | { readonly kind: 'never' }
  | { readonly kind: 'unknown' }
  /** At most this far from now. */
  | { readonly kind: 'within'; readonly ms: number }
  | { readonly kind: 'beyond'; readonly ms: number }
  /** From `from` (inclusive) to `to` (exclusive); either may be infinite. */
  | { readonly kind: 'between'; readonly from: number; readonly to: number }

/** The operators that search for text in one field. */
export type TextOperator = Exclude<Operator, 'is' | 'expires' | 'used'>

/** `text` is folded (shared/search/fold.ts). */
export type Sought =
  | { readonly kind: 'text' | TextOperator; readonly text: string }
  | { readonly kind: 'is'; readonly flag: Flag }
  | { readonly kind: 'expires' | 'used'; readonly when: When }
  /** A term that cannot be parsed. It finds no key, negated or not: leaving it out would widen the search. */
  | { readonly kind: 'nothing' }

export interface Term {
  readonly negated: boolean
  readonly sought: Sought
}

/** All terms must match. A query without terms finds everything. */
export interface Query {
  readonly terms: readonly Term[]
}

/**
 * A part of the text that could not be used as intended. Positions are UTF-16 offsets. `isText`: the part is searched for as plain text, which only
 * narrows the result; otherwise nothing is found.
 */
export interface QueryProblem {
  readonly isText: boolean
  readonly why: 'unknown-operator' | 'unknown-value' | 'missing-value'
  readonly text: string
  readonly from: number
  readonly to: number
}
