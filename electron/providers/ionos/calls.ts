/** The calls that IONOS Monitoring and Logging share. A missing pipeline answers 404 in the service's own error form. */
import { z } from 'zod'
import type { Instant } from '../../../shared/model/model.ts'
import type { Answer, DeletionAnswer, ListPage, RemoteKey, RemoteRef } from '../../core/ports/provider.ts'
import { sendDeletion } from '../deletion.ts'
import { isRefusal, notUnderstood } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import { sealable } from '../issued-secret.ts'
import { RawRows, readAnswer, readRows } from '../json.ts'
import { keyPages } from '../pages.ts'
import { isBeingDeleted, RawPipeline, readPipeline } from './pipelines.ts'

const PAGE_SIZE = 1_000
// Oldest first: a pipeline that is created meanwhile comes last and shifts nothing.
const ORDER = 'createdDate'

// The first published Monitoring API had no paging: then the answer is the whole list.
const Paging = {
  offset: z.int().nonnegative().optional().catch(undefined),
  limit: z.int().positive().optional().catch(undefined),
  _links: z.object({ next: z.string().nullish() }).optional().catch(undefined),
}

// Only an object that calls itself a collection may have no items: an empty object is not an empty list.
const Collection = z.union([
  z.object({ items: RawRows, ...Paging }),
  z
    .object({ type: z.literal('collection'), items: z.null().optional(), ...Paging })
    .transform((empty) => ({ ...empty, items: [] })),
])

/** Every page of one region. */
export function listPipelines(api: HttpApi, scope: string, signal?: AbortSignal): AsyncIterable<ListPage> {
  return keyPages(async (next) => {
    const query = { offset: 0, limit: PAGE_SIZE, orderBy: ORDER }
    const answer =
      next === undefined
        ? await api.send({
            scope,
            path: ['pipelines'],
            query,
            method: 'GET',
            effect: 'read',
            list: true,
            signal,
          })
        : await api.follow({ scope, address: next, signal })
    const collection = readAnswer(Collection, answer)
    const rows = await readRows(collection.items, {
      turn: api.turn,
      schema: RawPipeline,
      status: answer.status,
      read: (raw) => (isBeingDeleted(raw) ? undefined : readPipeline(raw, scope)),
    })
    const keys = rows.filter((key) => key !== undefined)
    return { page: { keys, date: answer.date }, next: nextOf(collection) }
  })
}

/** The service's unparsed answer about one pipeline. Also throws if the service answers that it does not exist. */
export async function askPipeline(
  api: HttpApi,
  { remoteId, scope }: RemoteRef,
  signal?: AbortSignal,
): Promise<Answer> {
  return api.send({ scope, path: ['pipelines', remoteId], method: 'GET', effect: 'read', signal })
}

/** The pipeline in an answer that must be about the requested pipeline. */
export function readPipelineOf(answer: Answer, { remoteId, scope }: RemoteRef): RemoteKey {
  const key = readPipeline(readAnswer(RawPipeline, answer), scope)
  if (key.remoteId !== remoteId) throw notUnderstood(answer.status)
  return key
}

/** `undefined` if the service answers that the pipeline does not exist. */
export async function getPipeline(
  api: HttpApi,
  key: RemoteRef,
  signal?: AbortSignal,
): Promise<{ readonly key: RemoteKey | undefined; readonly date?: Instant | undefined }> {
  try {
    const answer = await askPipeline(api, key, signal)
    const { date } = answer
    if (isBeingDeleted(readAnswer(RawPipeline, answer))) return { key: undefined, date }
    return { key: readPipelineOf(answer, key), date }
  } catch (error) {
    if (isRefusal(error, 'not-found')) return { key: undefined }
    throw error
  }
}

/** Requests a new key for the pipeline; the old key stops working with the answer. */
export async function sendNewKey(api: HttpApi, key: RemoteRef, signal?: AbortSignal): Promise<Answer> {
  const path = ['pipelines', key.remoteId, 'key']
  return sealable(
    await api.send({ scope: key.scope, path, method: 'POST', effect: 'issue', json: {}, signal }),
  )
}

export async function sendPipeline(
  api: HttpApi,
  scope: string,
  properties: Readonly<Record<string, unknown>>,
  signal?: AbortSignal,
): Promise<Answer> {
  const json = { properties }
  return sealable(
    await api.send({ scope, path: ['pipelines'], method: 'POST', effect: 'issue', json, signal }),
  )
}

export async function deletePipeline(api: HttpApi, { remoteId, scope }: RemoteRef): Promise<DeletionAnswer> {
  const path = ['pipelines', remoteId]
  return sendDeletion(() => api.send({ scope, path, method: 'DELETE', effect: 'change' }))
}

function nextOf({ items, offset, limit, _links }: z.infer<typeof Collection>): string | undefined {
  if (_links !== undefined) return _links.next ?? undefined
  const count = items.length
  // Without links, a full page may be followed by another one, and only a request shows whether it is.
  if (limit === undefined || count < limit) return undefined
  return `pipelines?offset=${(offset ?? 0) + count}&limit=${limit}&orderBy=${ORDER}`
}
