/** The calls for Access service tokens. */
import type { FormValues } from '../../../shared/model/model.ts'
import type { ListPage, RemoteKey, RemoteRef } from '../../core/ports/provider.ts'
import { beforeChange, notUnderstood, withOutcome } from '../failure.ts'
import { textOf } from '../forms.ts'
import type { HttpAnswer, HttpApi } from '../http-client.ts'
import { readResult } from './envelope.ts'
import { RawServiceToken, readSame, readServiceToken } from './access-tokens.ts'
import { listPages } from './pages.ts'
import { pathOf } from './settings.ts'

export function listServiceTokens(
  api: HttpApi,
  scope: string,
  signal?: AbortSignal,
): AsyncIterable<ListPage> {
  const read = (raw: RawServiceToken) => readServiceToken(raw, scope)
  return listPages(api, { scope, schema: RawServiceToken, read, query: {}, signal })
}

export async function sendCreate(
  api: HttpApi,
  scope: string,
  draft: FormValues,
  signal?: AbortSignal,
): Promise<HttpAnswer> {
  const duration = textOf(draft, 'duration')
  const json = { name: textOf(draft, 'name'), ...(duration !== '' && { duration }) }
  return api.send({ scope: '', path: pathOf(scope), method: 'POST', effect: 'issue', json, signal })
}

/** A new client secret. The previous one ends now. */
export async function sendRotate(api: HttpApi, ref: RemoteRef, signal?: AbortSignal): Promise<HttpAnswer> {
  const { path } = one(ref)
  return api.send({ scope: '', path: [...path, 'rotate'], method: 'POST', effect: 'issue', json: {}, signal })
}

/** Changes name and duration; `refresh` in the draft lets the duration begin again. */
export async function updateServiceToken(
  api: HttpApi,
  key: RemoteKey,
  draft: FormValues,
): Promise<RemoteKey> {
  const raw = await readBefore(api, key)
  const name = textOf(draft, 'name')
  const duration = textOf(draft, 'duration') || (raw.duration ?? '')
  const stays = name === raw.name && duration === (raw.duration ?? '')
  if (draft.refresh !== true) return put(api, key, raw, { name, duration })
  if (stays) return refresh(api, key)
  await put(api, key, raw, { name, duration })
  try {
    return await refresh(api, key)
  } catch (error) {
    throw withOutcome(error, 'unknown') // the other change has been made
  }
}

export async function switchServiceToken(api: HttpApi, ref: RemoteRef, enabled: boolean): Promise<RemoteKey> {
  const raw = await readBefore(api, ref)
  return put(api, ref, { ...raw, enabled }, { name: raw.name ?? ref.label, duration: raw.duration ?? '' })
}

type Ref = Pick<RemoteRef, 'remoteId' | 'scope'>

const one = ({ remoteId, scope }: Ref) => ({ scope: '', path: [...pathOf(scope), remoteId] })

/** The token itself, in the answer to a call about it. */
export async function askServiceToken(api: HttpApi, ref: Ref, signal?: AbortSignal): Promise<HttpAnswer> {
  return api.send({ ...one(ref), method: 'GET', effect: 'read', signal })
}

async function readBefore(api: HttpApi, ref: Ref): Promise<RawServiceToken> {
  return beforeChange(async () => {
    const answer = await askServiceToken(api, ref)
    const raw = readResult(RawServiceToken, answer)
    if (raw.id !== ref.remoteId) throw notUnderstood(answer.status)
    return raw
  })
}

/** Sends all fields that are known: one that is left out might get its default. */
async function put(
  api: HttpApi,
  ref: Ref,
  { enabled }: RawServiceToken,
  { name, duration }: { readonly name: string; readonly duration: string },
): Promise<RemoteKey> {
  const json = {
    name,
    ...(duration !== '' && { duration }),
    ...(typeof enabled === 'boolean' && { enabled }),
  }
  return readSame(await api.send({ ...one(ref), method: 'PUT', effect: 'change', json }), ref)
}

async function refresh(api: HttpApi, ref: Ref): Promise<RemoteKey> {
  const { path } = one(ref)
  const call = { scope: '', path: [...path, 'refresh'], method: 'POST', effect: 'change', json: {} } as const
  return readSame(await api.send(call), ref)
}
