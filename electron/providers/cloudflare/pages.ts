/** The lists of Cloudflare, by page numbers. Source: the vendor's npm package, 7.3.0, which asks for pages until one is empty. */
import { z } from 'zod'
import type { ListPage, RemoteKey } from '../../core/ports/provider.ts'
import { notUnderstood } from '../failure.ts'
import type { HttpAnswer, HttpApi } from '../http-client.ts'
import { readAnswer, readRows } from '../json.ts'
import { keyPages } from '../pages.ts'
import { pathOf } from './settings.ts'

/** The largest size that is known to work. A server that sends fewer keys reports its own size. */
const PAGE_SIZE = 50

const Count = z.int().nonnegative().optional().catch(undefined)
const Info = z.object({ per_page: Count, total_pages: Count, total_count: Count }).nullish().catch(undefined)
const Page = z.object({ success: z.literal(true), result: z.array(z.unknown()), result_info: Info })

interface List<T> {
  readonly scope: string
  readonly schema: z.ZodType<T>
  readonly read: (raw: T) => RemoteKey
  readonly query: Readonly<Record<string, string>>
  /** Facts of the first page besides its keys. Available after the page was read. */
  readonly besides?: () => Promise<Partial<ListPage>>
  readonly signal?: AbortSignal | undefined
}

/** Every key of a scope. */
export function listPages<T>(api: HttpApi, list: List<T>): AsyncIterable<ListPage> {
  const seen = new Set<string>()
  return keyPages(async (next) => {
    const number = Number(next ?? 1)
    const answer = await askPage(api, list, number)
    const { result, info } = readPage(answer)
    const { schema, read } = list
    const keys = await readRows(result, { turn: api.turn, schema, status: answer.status, read })
    const before = seen.size
    for (const { remoteId } of keys) seen.add(remoteId)
    // A page that repeats an earlier one replaces keys that were not sent.
    if (keys.length > 0 && seen.size === before) throw notUnderstood(answer.status)
    const besides = number === 1 ? await list.besides?.() : undefined
    const page = { keys, total: info?.total_count, date: answer.date, ...besides }
    return { page, next: isLast(number, keys.length, seen.size, info) ? undefined : String(number + 1) }
  })
}

/** The rows of the first page in the API's own form, for data that only a form needs. */
export async function firstRows<T>(api: HttpApi, list: Omit<List<T>, 'read'>): Promise<readonly T[]> {
  const answer = await askPage(api, list, 1)
  const { schema } = list
  const { status } = answer
  return readRows(readPage(answer).result, { turn: api.turn, schema, status, read: (raw) => raw })
}

const askPage = async (
  api: HttpApi,
  { scope, query, signal }: Pick<List<unknown>, 'scope' | 'query' | 'signal'>,
  page: number,
): Promise<HttpAnswer> =>
  api.send({
    scope: '',
    path: pathOf(scope),
    query: { page, per_page: PAGE_SIZE, ...query },
    method: 'GET',
    effect: 'read',
    list: true,
    signal,
  })

function readPage(answer: HttpAnswer) {
  const { result, result_info: info } = readAnswer(Page, answer)
  return { result, info }
}

/** Uses the counts of the answer, and only without any the length of the page: a server may send fewer keys than were asked for. */
function isLast(number: number, length: number, seen: number, info: z.infer<typeof Info>): boolean {
  if (length === 0) return true
  if (info?.total_pages !== undefined) return number >= info.total_pages
  if (info?.total_count !== undefined) return seen >= info.total_count
  return length < (info?.per_page ?? PAGE_SIZE)
}
