/** The calls for account tokens. The version of a call is part of its path. */
import { z } from 'zod'
import type { FormValues, Instant } from '../../../shared/model/model.ts'
import type { Answer, DeletionAnswer, ListPage, RemoteKey, RemoteRef } from '../../core/ports/provider.ts'
import { sendDeletion } from '../deletion.ts'
import { isRefusal, notUnderstood, providerFailure, unlessRefused } from '../failure.ts'
import { instantOf, textOf } from '../forms.ts'
import type { HttpAnswer, HttpApi } from '../http-client.ts'
import { sealable } from '../issued-secret.ts'
import { RawRows, readAnswer, readRows } from '../json.ts'
import { RawToken, isRevoked, readOne, readToken } from './tokens.ts'

const LIST = ['v6', 'user', 'tokens'] as const
const CREATE = ['v3', 'user', 'tokens'] as const
const one = (id: string) => ['v5', 'user', 'tokens', id]
/** The name by which a token asks about itself. */
const CURRENT = 'current'

const Page = z.object({
  tokens: RawRows,
  /** A time in epoch milliseconds, in one variant a text. */
  pagination: z.object({ next: z.union([z.number(), z.string()]).nullish() }),
})

// A longer list is taken to repeat itself.
const MOST_PAGES = 2_000

export interface TokenPage {
  readonly tokens: readonly RemoteKey[]
  readonly next: string | undefined
  readonly date: Instant | undefined
}

/** One page of the list; `until` is the `next` of the page before. */
export async function askPage(api: HttpApi, until?: string, signal?: AbortSignal): Promise<TokenPage> {
  const query = { until }
  const answer = await api.send({
    scope: '',
    path: LIST,
    query,
    method: 'GET',
    effect: 'read',
    list: true,
    signal,
  })
  const { tokens: rows, pagination } = readAnswer(Page, answer)
  const { status, date } = answer
  const tokens = await readRows(rows, { turn: api.turn, schema: RawToken, status, read: readToken })
  const next = String(pagination.next ?? '').trim()
  return { tokens, date, next: next === '' ? undefined : next }
}

/**
 * Every page of the list, each token once, with the token that the account signs in with. Throws Failure `provider` `not-understood` if a page brings
 * nothing new and is not the last one.
 */
export async function* listTokens(api: HttpApi, signal?: AbortSignal): AsyncGenerator<ListPage> {
  const seen = new Set<string>()
  let credentialId: string | undefined
  let until: string | undefined
  for (let count = 1; ; count += 1) {
    const { tokens, next, date } = await askPage(api, until, signal)
    if (count === 1) credentialId = (await findOwn(api, signal))?.remoteId
    const keys = tokens.filter(({ remoteId }) => !seen.has(remoteId) && seen.add(remoteId))
    yield { keys, date, credentialId }
    if (next === undefined) return
    if (keys.length === 0 || next === until || count === MOST_PAGES) throw incomplete()
    until = next
  }
}

const incomplete = () =>
  providerFailure({
    why: 'not-understood',
    outcome: 'unknown',
    words: 'Vercel repeats a page of the list, so the list is incomplete',
  })

/** The token that this account signs in with; `undefined` if it may not ask about itself. */
export async function findOwn(api: HttpApi, signal?: AbortSignal): Promise<RemoteKey | undefined> {
  return unlessRefused(async () => readToken(await askCurrent(api, signal)), 'forbidden', 'not-found')
}

/** Asks about the calling token: a call for every token that is not limited to a project. */
export const askCurrent = async (api: HttpApi, signal?: AbortSignal): Promise<RawToken> =>
  readOne(await askOne(api, CURRENT, signal))

/** One token; `undefined` if Vercel answers that it does not exist, or has revoked it. */
export async function findToken(
  api: HttpApi,
  { remoteId }: RemoteRef,
  signal?: AbortSignal,
): Promise<{ readonly key: RemoteKey | undefined; readonly date?: Instant | undefined }> {
  try {
    const answer = await askOne(api, remoteId, signal)
    const raw = readSame(answer, remoteId)
    return { key: isRevoked(raw) ? undefined : readToken(raw), date: answer.date }
  } catch (error) {
    if (isRefusal(error, 'not-found')) return { key: undefined }
    throw error
  }
}

/** The current state of one token. Also throws if Vercel answers that it does not exist. */
export async function readCurrent(api: HttpApi, id: string): Promise<RemoteKey> {
  return readToken(readSame(await askOne(api, id), id))
}

const askOne = async (api: HttpApi, id: string, signal?: AbortSignal): Promise<HttpAnswer> =>
  api.send({ scope: '', path: one(id), method: 'GET', effect: 'read', signal })

function readSame(answer: Answer, id: string): RawToken {
  const raw = readOne(answer)
  if (raw.id !== id) throw notUnderstood(answer.status)
  return raw
}

export async function sendCreate(api: HttpApi, draft: FormValues, signal?: AbortSignal): Promise<Answer> {
  const [team, projectId] = [textOf(draft, 'team'), textOf(draft, 'projectId')]
  const expiresAt = instantOf(draft, 'expires')
  const json = {
    name: textOf(draft, 'name'),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(projectId !== '' && { projectId }),
  }
  return sealable(
    await api.send({
      scope: '',
      path: CREATE,
      query: team === '' ? {} : team.startsWith('team_') ? { teamId: team } : { slug: team },
      method: 'POST',
      effect: 'issue',
      json,
      signal,
    }),
  )
}

export async function deleteToken(api: HttpApi, { remoteId }: RemoteRef): Promise<DeletionAnswer> {
  // This id in the path addresses the credential itself.
  if (remoteId === CURRENT) throw providerFailure({ why: 'invalid', outcome: 'not-sent' })
  const path = [...CREATE, remoteId]
  return sendDeletion(() => api.send({ scope: '', path, method: 'DELETE', effect: 'change' }))
}
