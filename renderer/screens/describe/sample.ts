/**
 * Tries the pointers of a draft on a sample answer that the user has pasted. The sample may contain secrets: it stays in the page, and no part of the
 * secret's member is shown. Pure.
 */
import type { TimeUnit } from '../../../shared/model/provider-description.ts'
import type { Draft } from './draft.ts'
import { pointerTo, valueAt } from './pointer.ts'

export type Cell =
  | { readonly kind: 'text'; readonly text: string }
  /** Epoch milliseconds. */
  | { readonly kind: 'time'; readonly at: number }
  /** The key never expires, or was never used. */
  | { readonly kind: 'none' }
  | { readonly kind: 'missing' }
  /** There is a value, but it is not a text, a number or a time. */
  | { readonly kind: 'unreadable' }
  /** There is a secret, which is not shown. */
  | { readonly kind: 'hidden' }
  /** The id contains the secret. */
  | { readonly kind: 'leaks' }

export type Column = 'id' | 'keyName' | 'expires' | 'lastUsed' | 'created' | 'handle' | 'secret'

export type SampleRow = Readonly<Partial<Record<Column, Cell>>>

export type Tried =
  | { readonly kind: 'empty' }
  | { readonly kind: 'not-json' }
  /** `arrays`: the pointers to the lists in the answer. */
  | { readonly kind: 'no-list'; readonly arrays: readonly string[] }
  | { readonly kind: 'no-rows' }
  | {
      readonly kind: 'rows'
      readonly count: number
      readonly columns: readonly Column[]
      /** The first rows. */
      readonly rows: readonly SampleRow[]
    }

const SHOWN_ROWS = 5
const COLUMNS: readonly Column[] = ['keyName', 'id', 'handle', 'expires', 'lastUsed', 'created', 'secret']

export function tried(draft: Draft, sample: string): Tried {
  if (sample.trim() === '') return { kind: 'empty' }
  const answer = parsed(sample)
  if (answer === undefined) return { kind: 'not-json' }
  const rows = valueAt(answer.value, draft.rows.trim())
  if (!Array.isArray(rows)) return { kind: 'no-list', arrays: arraysIn(answer.value) }
  if (rows.length === 0) return { kind: 'no-rows' }
  const columns = COLUMNS.filter((column) => draft[column].trim() !== '')
  return {
    kind: 'rows',
    count: rows.length,
    columns,
    rows: rows.slice(0, SHOWN_ROWS).map((row: unknown) => rowOf(row, draft, columns)),
  }
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}

function rowOf(row: unknown, draft: Draft, columns: readonly Column[]): SampleRow {
  const secret = draft.secret.trim() === '' ? undefined : textOf(valueAt(row, draft.secret.trim()))
  return Object.fromEntries(
    columns.map((column) => [
      column,
      cellOf(column, valueAt(row, draft[column].trim()), secret, draft.times),
    ]),
  )
}

function cellOf(column: Column, value: unknown, secret: string | undefined, times: TimeUnit): Cell {
  if (column === 'expires' || column === 'lastUsed' || column === 'created') return timeCell(value, times)
  if (isNothing(value)) return { kind: 'missing' }
  const text = textOf(value)
  if (text === undefined) return { kind: 'unreadable' }
  if (column === 'secret') return { kind: 'hidden' }
  const isLeak = secret !== undefined && secret !== '' && text.includes(secret)
  return isLeak ? leakIn(column) : { kind: 'text', text }
}

const isNothing = (value: unknown): boolean => value === undefined || value === null || value === ''

/** An id is stored in plain text, so it must not contain the secret. Every other part is scrubbed. */
const leakIn = (column: Column): Cell => ({ kind: column === 'id' ? 'leaks' : 'hidden' })

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : undefined
}

function timeCell(value: unknown, times: TimeUnit): Cell {
  if (isNothing(value)) return { kind: 'none' }
  const at = times === 'iso' ? ofIso(value) : ofNumber(value, times === 'seconds' ? 1000 : 1)
  return at === undefined ? { kind: 'unreadable' } : { kind: 'time', at }
}

const ISO =
  /^(?<day>\d{4}-\d\d-\d\d)(?:[T ](?<time>\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)\s*(?<zone>Z|UTC|[+-]\d\d(?::?\d\d)?)?)?$/i

/** A time without a zone is UTC. */
function ofIso(value: unknown): number | undefined {
  const match = typeof value === 'string' ? ISO.exec(value.trim()) : null
  const { day, time, zone } = match?.groups ?? {}
  if (day === undefined || !isOnCalendar(day)) return undefined
  const at = Date.parse(time === undefined ? day : `${day}T${time.replace(',', '.')}${offsetOf(zone)}`)
  return Number.isNaN(at) ? undefined : at
}

// Needed because `Date` turns 30 February into 2 March.
function isOnCalendar(day: string): boolean {
  const at = Date.parse(day)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day)
}

/** Normalizes "+0100" and "+01" to "+01:00". */
function offsetOf(zone: string | undefined): string {
  const [, hours, minutes = '00'] = /^([+-]\d\d):?(\d\d)?$/.exec(zone ?? '') ?? []
  return hours === undefined ? 'Z' : `${hours}:${minutes}`
}

function ofNumber(value: unknown, unitMs: number): number | undefined {
  const number = typeof value === 'string' && /^\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) && number >= 0
    ? Math.trunc(number * unitMs)
    : undefined
}

const MOST_ARRAYS = 8
const DEEPEST = 4

/** Pointers to the lists in an answer, the outermost first. A list without objects cannot be a list of keys, unless it is empty. */
export function arraysIn(answer: unknown): readonly string[] {
  const found: string[] = []
  let level: readonly (readonly [parts: readonly string[], value: unknown])[] = [[[], answer]]
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    found.push(...level.filter(([, value]) => isListOfObjects(value)).map(([parts]) => pointerTo(parts)))
    level = level.flatMap(([parts, value]) =>
      isObject(value)
        ? Object.entries(value).map(([name, member]) => [[...parts, name], member] as const)
        : [],
    )
  }
  return found.slice(0, MOST_ARRAYS)
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isListOfObjects = (value: unknown): boolean => Array.isArray(value) && value.every(isObject)

/** The usual names of a key's parts at providers, the likeliest first. */
const USUAL: Readonly<Record<Exclude<Column, 'secret'>, readonly string[]>> = {
  id: ['id', 'uuid', 'uid', 'key_id', 'keyid', 'token_id', 'tokenid'],
  keyName: ['name', 'label', 'title', 'description', 'tokenname', 'username', 'alias'],
  expires: [
    'expiresat',
    'expires_at',
    'expires',
    'expiry',
    'expiration',
    'expirationdate',
    'valid_until',
    'validuntil',
    'expires_on',
  ],
  lastUsed: [
    'lastusedat',
    'last_used_at',
    'lastused',
    'last_used',
    'seenat',
    'last_seen',
    'lastseen',
    'last_used_on',
  ],
  created: ['createdat', 'created_at', 'created', 'creationdate', 'created_on', 'issued_on'],
  handle: ['prefix', 'hint', 'mask', 'masked', 'redacted_value', 'last4', 'preview'],
}

/** Suggests pointers that the draft lacks, from the sample. Never replaces a typed pointer. */
export function suggested(draft: Draft, sample: string): Partial<Draft> {
  const answer = parsed(sample)
  if (answer === undefined) return {}
  const typed = draft.rows.trim()
  const rows = Array.isArray(valueAt(answer.value, typed)) ? typed : arraysIn(answer.value)[0]
  if (rows === undefined) return {}
  const list = valueAt(answer.value, rows)
  const first: unknown = Array.isArray(list) ? list[0] : undefined
  const names = isObject(first) ? Object.keys(first) : []
  const pointers = Object.entries(USUAL).flatMap(([field, usual]) => {
    const name = draft[field as Column].trim() === '' ? likeliest(names, usual) : undefined
    return name === undefined ? [] : [[field, pointerTo([name])]]
  })
  return { ...(rows !== draft.rows && { rows }), ...(Object.fromEntries(pointers) as Partial<Draft>) }
}

function likeliest(names: readonly string[], usual: readonly string[]): string | undefined {
  for (const one of usual) {
    const name = names.find((name) => name.toLowerCase() === one)
    if (name !== undefined) return name
  }
  return undefined
}
