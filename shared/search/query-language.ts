/** The words of the search language, and what a query is once it has been read. */

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
 * `active` is every key that works now: active, expiring and undated. `overlapping` is both keys of a replacement that
 * has not ended, `retiring` only the old one. `overdue` is a secret older than its rule allows, and an old key after its planned end.
 */
export const FLAGS = [
  'active',
  'expiring',
  'expired',
  'disabled',
  'frozen',
  'gone',
  'favourite',
  'held',
  'missing',
  'stale',
  'unsaved',
  'unknown',
  'attention',
  'overlapping',
  'retiring',
  'overdue',
  'snoozed',
] as const
export type Flag = (typeof FLAGS)[number]

/** A point or stretch of time. Lengths and instants are milliseconds; instants are epoch, UTC. */
export type When =
  | { readonly kind: 'never' }
  | { readonly kind: 'unknown' }
  /** No further than this from now. */
  | { readonly kind: 'within'; readonly ms: number }
  | { readonly kind: 'beyond'; readonly ms: number }
  /** From `from` up to, not including, `to`; either may be infinite. */
  | { readonly kind: 'between'; readonly from: number; readonly to: number }

/** Those that look for a text in a field of its own. */
export type TextOperator = Exclude<Operator, 'is' | 'expires' | 'used'>

/** `text` is folded (shared/search/fold.ts). */
export type Sought =
  | { readonly kind: 'text' | TextOperator; readonly text: string }
  | { readonly kind: 'is'; readonly flag: Flag }
  | { readonly kind: 'expires' | 'used'; readonly when: When }
  /** A term that cannot be read. It finds no key, negated or not: left out, it would widen the search. */
  | { readonly kind: 'nothing' }

export interface Term {
  readonly negated: boolean
  readonly sought: Sought
}

/** All terms must hold. None: everything is found. */
export interface Query {
  readonly terms: readonly Term[]
}

/**
 * A piece of the text that could not be used as it was meant. Places are UTF-16 offsets. `isText`: it is searched for as it stands,
 * which only narrows; without it, nothing is found.
 */
export interface QueryProblem {
  readonly isText: boolean
  readonly why: 'unknown-operator' | 'unknown-value' | 'missing-value'
  readonly text: string
  readonly from: number
  readonly to: number
}
