/** The three calls for agent API keys; every path is below the account's project. */
import type { FormValues } from '../../../shared/model/model.ts'
import type { Answer, DeletionAnswer, ListPage, RemoteRef } from '../../core/ports/provider.ts'
import { sendDeletion } from '../deletion.ts'
import { textOf } from '../forms.ts'
import type { HttpAnswer, HttpApi } from '../http-client.ts'
import { sealable } from '../issued-secret.ts'
import { keyPages } from '../pages.ts'
import { readList } from './keys.ts'

/** The path for listing and creating keys. A read of it changes nothing, so changes request their challenge there. */
export const KEYS_PATH = ['agentapikeys'] as const

const KEYS = { scope: '', path: KEYS_PATH } as const

/** The unparsed answer of the list. */
export async function askList(api: HttpApi, signal?: AbortSignal): Promise<HttpAnswer> {
  return api.send({ ...KEYS, method: 'GET', effect: 'read', list: true, signal })
}

/** Every key in one answer: the list has no paging. */
export function listKeys(api: HttpApi, signal?: AbortSignal): AsyncIterable<ListPage> {
  return keyPages(async () => {
    const answer = await askList(api, signal)
    return { page: { keys: await readList(api, answer), date: answer.date }, next: undefined }
  })
}

/** The provider refuses unknown fields, so only the label is sent. */
export async function sendCreate(api: HttpApi, draft: FormValues, signal?: AbortSignal): Promise<Answer> {
  const json = { desc: textOf(draft, 'desc') }
  return sealable(await api.send({ ...KEYS, method: 'POST', effect: 'issue', json, signal }))
}

/** The answer for an unknown id is not documented. */
export async function deleteKey(api: HttpApi, { remoteId }: RemoteRef): Promise<DeletionAnswer> {
  const path = [...KEYS_PATH, remoteId]
  return sendDeletion(() => api.send({ scope: '', path, method: 'DELETE', effect: 'change' }))
}
