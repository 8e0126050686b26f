/** Lists the tokens of one place: those that work, and those that ended lately. */
import { z } from 'zod'
import type { Instant } from '../../../shared/model/model.ts'
import type { ListPage } from '../../core/ports/provider.ts'
import type { Query } from '../addresses.ts'
import { unlessRefused } from '../failure.ts'
import type { HttpAnswer, HttpApi } from '../http-client.ts'
import { RawRows, readAnswer, readRows } from '../json.ts'
import { pages } from '../pages.ts'
import { askSelf, tokensPath } from './calls.ts'
import { DAY_MS, dayOf, writeDay } from './lifetime.ts'
import { noAccess } from './obstacles.ts'
import { namesPlaces, placeOf, ROOT } from './places.ts'
import { hasOddDate, idOf, isLive, RawToken, readToken, userOf } from './tokens.ts'

// GitLab's largest size; it treats a larger one as this one.
const PAGE_SIZE = 100
/** GitLab keeps the records of ended tokens for years. Keyhold leaves out the older ones. */
const ENDED_DAYS = 30

const ONLY_ITSELF =
  'This token may not list others, so only the token itself is shown. It needs the scope “api” or “read_api” for that.'

/**
 * First asks who the credential is: an administrator would get the tokens of every user, and a 401 means a credential that is not accepted only if
 * that first answer is one.
 */
export async function* listTokens(
  api: HttpApi,
  scope: string,
  signal?: AbortSignal,
): AsyncGenerator<ListPage> {
  const { token: self, date } = await askSelf(api, signal)
  const own = { date, credentialId: idOf(self) }
  const isPersonal = placeOf(scope).kind === 'personal'
  if (isPersonal && !mayRead(self)) {
    yield { ...own, keys: [readToken(self, scope)], warnings: [ONLY_ITSELF] }
    return
  }
  if (isPersonal && (await isListedElsewhere(api, signal))) {
    yield { ...own, keys: [] }
    return
  }
  // Without the user, an administrator would get the tokens of every user.
  const place = { api, scope, signal, user: isPersonal ? userOf(self) : undefined }
  for await (const page of livingAndEnded(place, date ?? api.now())) yield { ...page, ...own }
}

interface Listed {
  readonly api: HttpApi
  readonly scope: string
  readonly signal: AbortSignal | undefined
  /** For personal tokens: their user. */
  readonly user: number | undefined
}

async function* livingAndEnded(place: Listed, now: Instant): AsyncGenerator<ListPage> {
  const { scope, user } = place
  const since = dayOf(now) - ENDED_DAYS * DAY_MS
  const seen = new Set<string>()
  const isNew = (raw: RawToken) =>
    (user === undefined || (raw.user_id ?? user) === user) && !seen.has(idOf(raw)) && seen.add(idOf(raw))

  for await (const { tokens, total } of tokenPages(place, { state: 'active' })) {
    const living = tokens.filter((raw) => isLive(raw) && isNew(raw))
    yield { ...pageOf(living, scope), total }
  }
  const lately = { state: 'inactive', revoked: 'false', expires_after: writeDay(since) }
  const hasEnded = (raw: RawToken) =>
    raw.revoked !== true && !isLive(raw) && (readToken(raw, scope).expires?.at ?? 0) >= since
  for await (const { tokens } of tokenPages(place, lately))
    yield pageOf(
      tokens.filter((raw) => hasEnded(raw) && isNew(raw)),
      scope,
    )
}

function pageOf(tokens: readonly RawToken[], scope: string): ListPage {
  const odd = tokens.filter(hasOddDate).length
  const warnings = odd === 0 ? [] : [`${String(odd)} tokens have a date that couldn’t be read.`]
  return { keys: tokens.map((raw) => readToken(raw, scope)), warnings }
}

/** The token of a project or group is also a personal token of its bot user. */
const isListedElsewhere = async (api: HttpApi, signal: AbortSignal | undefined): Promise<boolean> =>
  namesPlaces(api.settings) && isBot(await askUserName(api, signal))

/** Whether the credential may read other tokens. The record of a fine-grained token does not show that. */
export const mayRead = ({ scopes }: RawToken): boolean =>
  scopes === null ||
  scopes === undefined ||
  ['api', 'read_api', 'granular'].some((scope) => scopes.includes(scope))

const User = z.object({ username: z.string() })

/** The name of the credential's user; `undefined` if the credential may not ask for it. */
export async function askUserName(api: HttpApi, signal?: AbortSignal): Promise<string | undefined> {
  const call = { scope: ROOT, path: ['user'], method: 'GET', effect: 'read', signal } as const
  return unlessRefused(async () => readAnswer(User, await api.send(call)).username, 'forbidden')
}

/** The user that GitLab makes for a project or group token. Its only personal tokens are those of its project or group. */
export const isBot = (userName: string | undefined): boolean =>
  /^(project|group)_\d+_bot/.test(userName ?? '')

/** One token of a place, to see whether the credential may list them. Throws Failure `provider`. */
export async function probePlace(api: HttpApi, scope: string, signal?: AbortSignal): Promise<void> {
  const query = { per_page: 1 }
  const answer = await api.send({
    ...listOf(scope),
    query,
    method: 'GET',
    effect: 'read',
    list: true,
    signal,
  })
  readAnswer(RawRows, answer)
}

interface TokenPage {
  readonly tokens: readonly RawToken[]
  readonly total: number | undefined
}

async function* tokenPages({ api, scope, signal, user }: Listed, filter: Query): AsyncGenerator<TokenPage> {
  const ask = async (next = '1'): Promise<HttpAnswer> => {
    if (next.includes(':')) return api.follow({ scope, address: next, signal })
    const query = { ...filter, user_id: user, per_page: PAGE_SIZE, page: next }
    return api.send({ ...listOf(scope), query, method: 'GET', effect: 'read', list: true, signal })
  }
  try {
    yield* pages(async (next) => {
      const answer = await ask(next)
      const { status, headers } = answer
      const read = (raw: RawToken) => raw
      const rows = readAnswer(RawRows, answer)
      const tokens = await readRows(rows, { turn: api.turn, schema: RawToken, status, read })
      return { page: { tokens, total: countOf(headers['x-total']) }, next: nextOf(headers) }
    })
  } catch (error) {
    throw noAccess(error, scope)
  }
}

const listOf = (scope: string) => ({ scope, path: [tokensPath(scope)] })

/** GitLab omits this header if the list is longer than it counts. */
const countOf = (text: string | undefined): number | undefined =>
  /^\d+$/.test(text ?? '') ? Number(text) : undefined

/** The number of the next page; its address if GitLab, or a proxy before it, leaves the number out. Old versions list everything in one page. */
function nextOf({ 'x-next-page': number, link = '' }: Readonly<Record<string, string>>): string | undefined {
  if (number !== undefined) return number.trim()
  return /<([^>]+)>\s*;[^,]*\brel="?next\b/i.exec(link)?.[1]
}
