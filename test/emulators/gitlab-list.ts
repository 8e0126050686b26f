/** The lists of GitLab's emulator: its filters, and its pages, which are described only in headers. */
import { onWire, type GitLabToken } from './gitlab-vault.ts'
import type { Reply } from './server.ts'

/** How a list names its next page. */
export type Paging = 'both' | 'link' | 'number' | 'none'

interface Options {
  readonly paging: Paging
  readonly knowsState: boolean
  readonly isLive: (token: GitLabToken) => boolean
}

const LARGEST_PAGE = 100
const USUAL_PAGE = 20
/** Longer lists are sent without a count. */
const MOST_COUNTED = 10_000

/** The page of `tokens` that `url` requests. */
export function listReply(tokens: readonly GitLabToken[], url: URL, options: Options): Reply {
  const { paging, isLive } = options
  const query = url.searchParams
  const kept = tokens.filter((token) => isAsked(token, query, options))
  const size =
    paging === 'none'
      ? Math.max(kept.length, 1)
      : Math.min(LARGEST_PAGE, Number(query.get('per_page') ?? USUAL_PAGE))
  const page = Number(query.get('page') ?? 1)
  const rows = kept.slice((page - 1) * size, page * size)
  const headers = paging === 'none' ? {} : pageHeaders(url, { page, size, total: kept.length }, paging)
  return { status: 200, json: rows.map((token) => onWire(token, isLive(token))), headers }
}

function isAsked(token: GitLabToken, query: URLSearchParams, { knowsState, isLive }: Options): boolean {
  const state = knowsState ? query.get('state') : null
  const revoked = query.get('revoked')
  const after = query.get('expires_after')
  const tests = [
    state === null || isLive(token) === (state === 'active'),
    revoked === null || token.revoked === (revoked === 'true'),
    after === null || (token.expiresAt ?? -1) > Date.parse(after),
    token.name.includes(query.get('search') ?? ''),
  ]
  return tests.every(Boolean)
}

interface Page {
  readonly page: number
  readonly size: number
  readonly total: number
}

function pageHeaders(url: URL, { page, size, total }: Page, paging: Paging): Record<string, string> {
  const last = Math.max(1, Math.ceil(total / size))
  const next = page < last ? String(page + 1) : ''
  const address = new URL(url)
  address.searchParams.set('page', next)
  return {
    'x-page': String(page),
    'x-per-page': String(size),
    ...(total <= MOST_COUNTED ? { 'x-total': String(total), 'x-total-pages': String(last) } : {}),
    ...(paging === 'link' ? {} : { 'x-next-page': next }),
    ...(paging === 'number' || next === '' ? {} : { link: `<${address.href}>; rel="next"` }),
  }
}
