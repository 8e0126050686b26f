/** Runs a query over keys. Text is folded once per row, in its entry, so that a key press folds only the query. */
import { expiryOf, isUsable, keyState } from '../expiry/expiry.ts'
import { fold, sortText } from './fold.ts'
import type { AccountId, KeyRow } from '../model/model.ts'
import { needsAttention, type AttentionFacts } from '../expiry/attention.ts'
import {
  OPERATORS,
  type Flag,
  type Query,
  type Sought,
  type Term,
  type TextOperator,
  type When,
} from './query-language.ts'
import { isKeyOverdue, isSnoozed } from '../expiry/reminders.ts'

/** A key with the values that the order by urgency reads. */
export interface SortedEntry {
  readonly row: KeyRow
  readonly sortName: string
  /** Dates first, then never, then unknown. */
  readonly sortExpiry: number
}

/** A key with the values that search and sorting read, created once per change of the row. */
export interface Entry extends SortedEntry {
  /** The folded text of every field that free words search, one field a line. */
  readonly text: string
  readonly account: string
  readonly provider: string
  readonly tags: readonly string[]
  readonly environment: string
  readonly permissions: readonly string[]
  readonly targets: readonly string[]
  readonly sortAccount: string
}

/** Names to which a row refers by id. */
export interface Names {
  accountName(account: AccountId): string | undefined
  providerName(provider: string): string | undefined
}

/** The facts that a query needs besides the rows. Times are milliseconds. */
export type Facts = AttentionFacts

const NEVER = Number.MAX_SAFE_INTEGER - 1
const UNKNOWN = Number.MAX_SAFE_INTEGER

const sortExpiry = (row: KeyRow) => expiryOf(row) ?? (row.expires.source === 'unknown' ? UNKNOWN : NEVER)

/** Shared, because most vaults hold many keys without any. */
const NONE: readonly string[] = []

export const sortedEntryOf = (row: KeyRow): SortedEntry => ({
  row,
  sortName: sortText(row.name),
  sortExpiry: sortExpiry(row),
})

export function entryOf(row: KeyRow, names: Names): Entry {
  const account = row.account === undefined ? '' : (names.accountName(row.account) ?? '')
  const provider = names.providerName(row.provider) ?? row.provider
  const { name, handle = '', scope = '', tags, notes, environment } = row
  return {
    row,
    text: fold([name, account, provider, tags.join('\n'), notes, environment, handle, scope].join('\n')),
    account: fold(account),
    // Both, because people type the name and scripts the id.
    provider: fold(`${provider}\n${row.provider}`),
    tags: tags.map(fold),
    environment: fold(environment),
    permissions: row.permissions?.map(fold) ?? NONE,
    targets: row.targets?.map(fold) ?? NONE,
    sortName: sortText(name),
    sortAccount: sortText(account),
    sortExpiry: sortExpiry(row),
  }
}

type Test = (entry: Entry) => boolean

/** Returns a test that decides whether an entry matches. Cheap terms run first. */
export function compileQuery({ terms }: Query, facts: Facts): Test {
  const tests = terms.toSorted((a, b) => cost(a) - cost(b)).map((term) => testOf(term, facts))
  if (tests.length === 0) return () => true
  return (entry) => tests.every((test) => test(entry))
}

/** Times and flags compare numbers; free text reads the most data. */
function cost({ sought: { kind } }: Term): number {
  if (kind === 'nothing') return -1
  return kind === 'text' ? OPERATORS.length : OPERATORS.length - 1 - OPERATORS.indexOf(kind)
}

function testOf({ negated, sought }: Term, facts: Facts): Test {
  const test = positive(sought, facts)
  if (sought.kind === 'nothing') return test
  return negated ? (entry) => !test(entry) : test
}

function positive(sought: Sought, facts: Facts): Test {
  if ('text' in sought) return FIELDS[sought.kind](sought.text)
  switch (sought.kind) {
    case 'is':
      return ({ row }) => hasFlag(row, sought.flag, facts)
    case 'expires':
      return ({ row }) => expires(row, sought.when, facts.now)
    case 'nothing':
      return () => false
    case 'used':
      return ({ row }) => wasUsed(row, sought.when, facts.now)
  }
}

/** Whether a field contains a text. */
const FIELDS: Record<'text' | TextOperator, (soughtText: string) => Test> = {
  text:
    (soughtText) =>
    ({ text }) =>
      text.includes(soughtText),
  provider:
    (text) =>
    ({ provider }) =>
      provider.includes(text),
  account:
    (text) =>
    ({ account }) =>
      account.includes(text),
  tag:
    (text) =>
    ({ tags }) =>
      tags.some((tag) => tag.includes(text)),
  env:
    (text) =>
    ({ environment }) =>
      environment.includes(text),
  permission:
    (text) =>
    ({ permissions }) =>
      permissions.some((permission) => permission.includes(text)),
  target:
    (text) =>
    ({ targets }) =>
      targets.some((target) => target.includes(text)),
}

const SECRET_FLAGS: ReadonlySet<string> = new Set(['missing', 'stale', 'unsaved'] satisfies Flag[])

/** The flags that are not a state of the key itself. */
const OWN_FLAGS: Partial<Record<Flag, (row: KeyRow, facts: Facts) => boolean>> = {
  favourite: ({ favourite }) => favourite,
  stored: ({ secret }) => secret === 'held',
  attention: needsAttention,
  overlapping: ({ overlap }) => overlap !== undefined,
  retiring: ({ overlap }) => overlap?.role === 'old',
  overdue: (row, { policy, now }) => isKeyOverdue(row, policy, now),
  snoozed: (row, { now }) => isSnoozed(row, now),
  leaked: ({ leaked }) => leaked !== undefined,
}

function hasFlag(row: KeyRow, flag: Flag, facts: Facts): boolean {
  const own = OWN_FLAGS[flag]
  if (own !== undefined) return own(row, facts)
  if (SECRET_FLAGS.has(flag)) return row.secret === flag
  const state = keyState(row, facts.now, facts.leadMs)
  return flag === 'active' ? isUsable(state) : state === flag
}

function expires(row: KeyRow, when: When, now: number): boolean {
  const at = expiryOf(row)
  if (when.kind === 'unknown') return row.expires.source === 'unknown'
  if (at === undefined) return when.kind === 'never' && row.expires.source !== 'unknown'
  if (when.kind === 'within') return at > now && at <= now + when.ms
  if (when.kind === 'beyond') return at > now + when.ms
  return when.kind === 'between' && at >= when.from && at < when.to
}

function wasUsed({ lastUsedAt: at }: KeyRow, when: When, now: number): boolean {
  if (at === undefined) return when.kind === 'never'
  if (when.kind === 'within') return at > now - when.ms
  if (when.kind === 'beyond') return at <= now - when.ms
  return when.kind === 'between' && at >= when.from && at < when.to
}
