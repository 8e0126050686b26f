/** The three calls of a described provider, each with the one method and path that its description has. */
import { z } from 'zod'
import type { Instant } from '../../../shared/model/model.ts'
import type { ProviderDescription } from '../../../shared/model/provider-description.ts'
import type { Answer, DeletionAnswer, ListPage, RemoteKey, RemoteRef } from '../../core/ports/provider.ts'
import { sendDeletion } from '../deletion.ts'
import { notUnderstood } from '../failure.ts'
import type { HttpAnswer, HttpApi } from '../http-client.ts'
import { sealable } from '../issued-secret.ts'
import { parseJson, readRows } from '../json.ts'
import { keyPages } from '../pages.ts'
import { createBody, deleteBody, segmentsOf, type NewKey } from './placeholders.ts'
import { textAt, valueAt } from './pointers.ts'
import { readRow } from './rows.ts'

type Listed = Pick<ProviderDescription, 'list' | 'times'>

interface Page {
  readonly keys: readonly RemoteKey[]
  readonly date: Instant | undefined
  /** What a request for the next page contains. */
  readonly next: string | undefined
}

/** One page: the first one, or the one that the previous page named. */
export async function askPage(
  api: HttpApi,
  description: Listed,
  next?: string,
  signal?: AbortSignal,
): Promise<Page> {
  const { list } = description
  const answer = await send(api, description, next, signal)
  const { status, date } = answer
  const json = parseJson(answer.body)
  const rows = valueAt(json, list.rows)
  if (!Array.isArray(rows)) throw notUnderstood(status)
  const read = (raw: unknown) => readRow(raw, description, status)
  const keys = await readRows(rows, { turn: api.turn, schema: z.unknown(), status, read })
  return { keys, date, next: nextOf(list, json, next, rows.length) }
}

/** Every page. */
export function listKeys(api: HttpApi, description: Listed, signal?: AbortSignal): AsyncIterable<ListPage> {
  return keyPages(async (asked) => {
    const { keys, date, next } = await askPage(api, description, asked, signal)
    return { page: { keys, date }, next }
  })
}

async function send(
  api: HttpApi,
  { list: { path, query, paging } }: Listed,
  next: string | undefined,
  signal: AbortSignal | undefined,
): Promise<HttpAnswer> {
  if (next !== undefined && paging.kind === 'address') return api.follow({ scope: '', address: next, signal })
  return api.send({
    scope: '',
    path: segmentsOf(path),
    query: { ...query, ...pageQuery(paging, next) },
    method: 'GET',
    effect: 'read',
    list: true,
    signal,
  })
}

function pageQuery(paging: Listed['list']['paging'], next: string | undefined): Record<string, string> {
  if (paging.kind === 'number') return { [paging.parameter]: next ?? String(paging.first) }
  return paging.kind === 'cursor' && next !== undefined ? { [paging.parameter]: next } : {}
}

function nextOf(
  { paging }: Listed['list'],
  json: unknown,
  next: string | undefined,
  rows: number,
): string | undefined {
  if (paging.kind === 'none') return undefined
  if (paging.kind !== 'number') return textAt(json, paging.pointer) || undefined
  return rows === 0 ? undefined : String(Number(next ?? paging.first) + 1)
}

export async function sendCreate(
  api: HttpApi,
  { times }: Pick<ProviderDescription, 'times'>,
  { method, path, body }: NonNullable<ProviderDescription['create']>,
  key: Omit<NewKey, 'now'>,
  signal?: AbortSignal,
): Promise<Answer> {
  const json = createBody(body, { ...key, now: api.now() }, times)
  return sealable(
    await api.send({ scope: '', path: segmentsOf(path), method, effect: 'issue', json, signal }),
  )
}

export async function deleteKey(
  api: HttpApi,
  { method, path, body }: NonNullable<ProviderDescription['delete']>,
  { remoteId }: RemoteRef,
): Promise<DeletionAnswer> {
  const json = body === undefined ? undefined : deleteBody(body, remoteId)
  return sendDeletion(() =>
    api.send({ scope: '', path: segmentsOf(path, remoteId), method, effect: 'change', json }),
  )
}
