/** The calls for Access service tokens. */
import type { FormValues, Instant } from '../../../shared/model/model.ts'
import type { ListPage, RegenerateTarget, RemoteKey, RemoteRef } from '../../core/ports/provider.ts'
import { beforeChange, notUnderstood, withOutcome } from '../failure.ts'
import { textOf } from '../forms.ts'
import type { HttpAnswer, HttpApi } from '../http-client.ts'
import { writeInstant } from '../times.ts'
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

/** A new client secret. The previous one ends now, or at `oldUntil`. */
export async function sendRotate(
  api: HttpApi,
  { oldUntil, ...ref }: RegenerateTarget,
  signal?: AbortSignal,
): Promise<HttpAnswer> {
  const { path } = one(ref)
  const json = oldUntil === undefined ? {} : { previous_client_secret_expires_at: writeInstant(oldUntil) }
  return api.send({ scope: '', path: [...path, 'rotate'], method: 'POST', effect: 'issue', json, signal })
}

/** Moves the end of the previous secret: to `until`, or into the past, which ends it now. */
export async function movePreviousEnd(
  api: HttpApi,
  ref: RemoteRef,
  until: Instant | undefined,
): Promise<RemoteKey> {
  const raw = await readBefore(api, ref)
  const end = writeInstant(until ?? api.now() - CLOCKS_APART_MS)
  const known = { name: raw.name ?? ref.label, duration: raw.duration ?? '' }
  return put(api, ref, raw, { ...known, previous_client_secret_expires_at: end })
}

/** So far in the past that it is past by Cloudflare's clock, too. */
const CLOCKS_APART_MS = 86_400_000

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

interface Changed {
  readonly name: string
  readonly duration: string
  readonly previous_client_secret_expires_at?: string
}

/** Sends all fields that are known: one that is left out might get its default. */
async function put(
  api: HttpApi,
  ref: Ref,
  { enabled }: RawServiceToken,
  { duration, ...known }: Changed,
): Promise<RemoteKey> {
  const json = {
    ...known,
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
