/** How the IONOS emulator cuts a list into pages: by offset, with links, without them, or not at all. */
import { Refusal } from './refusal.ts'

export type Paging = 'links' | 'bare' | 'none'

/** Returns the collection for `query`; `all` is oldest first. Throws Refusal 400. */
export function collection<T>(
  all: readonly T[],
  href: string,
  query: URLSearchParams,
  paging: Paging,
  answerOf: (item: T) => object,
): object {
  const order = query.get('orderBy') ?? '-createdDate'
  const ordered = order === 'createdDate' ? all : [...all].reverse()
  const base = { id: 'pipelines', type: 'collection', href }
  if (paging === 'none') return { ...base, items: ordered.map(answerOf) }
  const offset = readNumber(query, 'offset', 0, 0, Infinity)
  const limit = readNumber(query, 'limit', 100, 1, 1_000)
  const page = { ...base, items: ordered.slice(offset, offset + limit).map(answerOf), offset, limit }
  if (paging === 'bare') return page
  const at = (from: number): string =>
    `${href}?offset=${String(from)}&limit=${String(limit)}&orderBy=${order}`
  const prev = offset > 0 ? { prev: at(Math.max(0, offset - limit)) } : {}
  const next = offset + limit < all.length ? { next: at(offset + limit) } : {}
  return { ...page, _links: { ...prev, self: at(offset), ...next } }
}

function readNumber(
  query: URLSearchParams,
  name: string,
  initial: number,
  least: number,
  most: number,
): number {
  const value = Number(query.get(name) ?? initial)
  if (!(value >= least && value <= most)) throw new Refusal(400, `${name} is out of range`)
  return value
}
