/** Atlas's lists: pages with links, of which one leads to the next page. */
import { z } from 'zod'
import type { Instant } from '../../../shared/model/model.ts'
import { notUnderstood } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import { RawRows, readAnswer, readRows } from '../json.ts'
import { pages } from '../pages.ts'

/** The longest page that the API gives. */
const PAGE_SIZE = 500

const Page = z.object({
  results: RawRows,
  totalCount: z.int().nonnegative().optional().catch(undefined),
  links: z.array(z.object({ rel: z.string(), href: z.string().optional() })).nullish(),
})

export interface Rows<T> {
  readonly rows: readonly T[]
  /** An estimate, as Atlas says. */
  readonly total: number | undefined
  readonly date: Instant | undefined
}

interface List<T> {
  readonly scope: string
  readonly path: readonly string[]
  readonly schema: z.ZodType<T>
  /** The identity of a row. */
  readonly idOf: (row: T) => string
}

/**
 * Every row of a list, each once. Throws Failure `provider` `not-understood` if a page brings nothing new and still names a next one: such a list is
 * not complete.
 */
export function listRows<T>(
  api: HttpApi,
  { scope, path, schema, idOf }: List<T>,
  signal?: AbortSignal,
): AsyncGenerator<Rows<T>> {
  const seen = new Set<string>()
  return pages(async (address) => {
    const query = { pageNum: 1, itemsPerPage: PAGE_SIZE }
    const answer = await (address === undefined
      ? api.send({ scope, path, query, method: 'GET', effect: 'read', list: true, signal })
      : api.follow({ scope, address, signal }))
    const { status, date } = answer
    const { results, totalCount: total, links } = readAnswer(Page, answer)
    const all = await readRows(results, { turn: api.turn, schema, status, read: (row) => row })
    const rows = all.filter((row) => !seen.has(idOf(row)) && seen.add(idOf(row)))
    const next = links?.find(({ rel }) => rel === 'next')
    const isCut = next !== undefined && (rows.length === 0 || (next.href ?? '').trim() === '')
    if (isCut) throw notUnderstood(status)
    return { page: { rows, total, date }, next: next?.href }
  })
}

/** All rows at once. */
export async function allRows<T>(api: HttpApi, list: List<T>, signal?: AbortSignal): Promise<readonly T[]> {
  const found: T[] = []
  for await (const { rows } of listRows(api, list, signal)) found.push(...rows)
  return found
}
