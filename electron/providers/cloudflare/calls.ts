/** The calls of Cloudflare's keys, chosen by the kind of a scope. */
import type { FormValues, Instant } from '../../../shared/model/model.ts'
import type {
  Answer,
  DeletionAnswer,
  ListPage,
  RegenerateTarget,
  RemoteKey,
  RemoteRef,
} from '../../core/ports/provider.ts'
import { sendDeletion } from '../deletion.ts'
import { isRefusal } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import { sealable } from '../issued-secret.ts'
import * as access from './access-calls.ts'
import { readSame as readSameServiceToken } from './access-tokens.ts'
import { checkChange } from './form.ts'
import { kindOf, pathOf, scopeOf, type Kind } from './settings.ts'
import * as tokens from './token-calls.ts'
import { readSame as readSameToken } from './tokens.ts'

export function listKeys(api: HttpApi, scope: string, signal?: AbortSignal): AsyncIterable<ListPage> {
  const kind = kindOf(scope)
  return kind === 'access'
    ? access.listServiceTokens(api, scope, signal)
    : tokens.listTokens(api, scope, kind, signal)
}

/** One key; `undefined` if Cloudflare answers that it does not exist. */
export async function findKey(
  api: HttpApi,
  ref: RemoteRef,
  signal?: AbortSignal,
): Promise<{ readonly key: RemoteKey | undefined; readonly date?: Instant | undefined }> {
  const isAccess = kindOf(ref.scope) === 'access'
  try {
    const answer = await (isAccess ? access.askServiceToken : tokens.askToken)(api, ref, signal)
    return { key: (isAccess ? readSameServiceToken : readSameToken)(answer, ref), date: answer.date }
  } catch (error) {
    if (isRefusal(error, 'not-found')) return { key: undefined }
    throw error
  }
}

export async function sendCreate(api: HttpApi, draft: FormValues, signal?: AbortSignal): Promise<Answer> {
  const kind = draft.kind as Kind
  const scope = scopeOf(kind, api.settings)
  return sealable(await (kind === 'access' ? access : tokens).sendCreate(api, scope, draft, signal))
}

export async function sendRegenerate(
  api: HttpApi,
  ref: RegenerateTarget,
  signal?: AbortSignal,
): Promise<Answer> {
  const send = kindOf(ref.scope) === 'access' ? access.sendRotate : tokens.sendRoll
  return sealable(await send(api, ref, signal))
}

export async function updateKey(api: HttpApi, key: RemoteKey, draft: FormValues): Promise<RemoteKey> {
  const kind = kindOf(key.scope)
  const change = kind === 'access' ? access.updateServiceToken : tokens.updateToken
  return change(api, key, checkChange(draft, kind))
}

export async function switchKey(api: HttpApi, ref: RemoteRef, enabled: boolean): Promise<RemoteKey> {
  const turn = kindOf(ref.scope) === 'access' ? access.switchServiceToken : tokens.switchToken
  return turn(api, ref, enabled)
}

export async function deleteKey(api: HttpApi, { remoteId, scope }: RemoteRef): Promise<DeletionAnswer> {
  const call = { scope: '', path: [...pathOf(scope), remoteId], method: 'DELETE', effect: 'change' } as const
  return sendDeletion(() => api.send(call))
}
