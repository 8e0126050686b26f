/** The calls of the Nebula Block keys API. No path contains a secret: keys are addressed by their id. */
import type { FormValues } from '../../../shared/model/model.ts'
import type { Answer, DeletionAnswer, ListPage, RemoteRef } from '../../core/ports/provider.ts'
import { sendDeletion } from '../deletion.ts'
import { providerFailure } from '../failure.ts'
import { textOf } from '../forms.ts'
import type { HttpAnswer, HttpApi, HttpCall } from '../http-client.ts'
import { sealable } from '../issued-secret.ts'
import { parseJson } from '../json.ts'
import { keyPages } from '../pages.ts'
import { contractOf, pathsOf } from './contract.ts'
import { readFailed } from './errors.ts'
import { readKey, readList, type RawKey } from './keys.ts'

/** Every key in one answer: the API has no paging. */
export function listKeys(api: HttpApi, signal?: AbortSignal): AsyncIterable<ListPage> {
  return keyPages(async () => {
    const answer = await askList(api, signal)
    const keys = await readList(api, answer)
    const page = { keys: keys.map(readKey), date: answer.date, credentialId: ownId(api, keys) }
    return { page, next: undefined }
  })
}

/** The same list with the fields that only a draft needs. It may contain whole keys, so only the readers in this folder receive it. */
export async function listRaw(api: HttpApi, signal?: AbortSignal): Promise<readonly RawKey[]> {
  return readList(api, await askList(api, signal))
}

export async function sendCreate(api: HttpApi, draft: FormValues, signal?: AbortSignal): Promise<Answer> {
  const description = textOf(draft, 'description')
  const team = textOf(draft, 'teamId')
  const json = {
    name: textOf(draft, 'name'),
    ...(description === '' ? {} : { description }),
    ...(team === '' ? {} : { team_id: Number(team) }),
  }
  const path = [pathsOf(api.settings).keys]
  return sealable(await ask(api, { scope: '', path, method: 'POST', effect: 'issue', json, signal }))
}

/** Renews in place; the id stays the same. Throws Failure `provider` `invalid`, not sent, in a contract without such a call. */
export async function sendRenew(api: HttpApi, key: RemoteRef, signal?: AbortSignal): Promise<Answer> {
  if (contractOf(api.settings) !== 'portal')
    throw providerFailure({
      why: 'invalid',
      outcome: 'not-sent',
      words: 'The contract of this account can’t regenerate a key in place',
    })
  const json = { regenerate: true, name: key.label }
  return sealable(await ask(api, { ...one(api, key), method: 'PUT', effect: 'issue', json, signal }))
}

/** For an unknown id, the statuses 400, 404 and 422 were seen; a 404 also means that the path itself does not exist. */
export async function deleteKey(api: HttpApi, key: RemoteRef): Promise<DeletionAnswer> {
  const call = { ...one(api, key), method: 'DELETE', effect: 'change' } as const
  return sendDeletion(() => ask(api, call), ['not-found', 'invalid'])
}

async function askList(api: HttpApi, signal: AbortSignal | undefined): Promise<HttpAnswer> {
  const path = [pathsOf(api.settings).list]
  return ask(api, { scope: '', path, method: 'GET', effect: 'read', list: true, signal })
}

const one = (api: HttpApi, { remoteId }: RemoteRef) => ({
  scope: '',
  path: [pathsOf(api.settings).keys, remoteId],
})

/** Sends. An envelope with "failed" is a refusal, whatever its status, unless it contains a key. */
async function ask(api: HttpApi, call: HttpCall): Promise<HttpAnswer> {
  const answer = await api.send(call)
  const json = parseJson(answer.body)
  const form = holdsKey(json) ? undefined : readFailed(json)
  if (form === undefined) return answer
  const words = api.scrub(form.words)
  throw providerFailure({ why: 'invalid', outcome: 'refused', status: answer.status, words })
}

// Whatever the envelope says, a secret that was issued must reach the sealed response.
function holdsKey(json: unknown): boolean {
  const data = (json as { data?: { key?: unknown } | null } | null | undefined)?.data
  return typeof data?.key === 'string' && data.key.trim() !== ''
}

// The portal's list contains whole keys, so the key of this very call can be identified.
function ownId(api: HttpApi, keys: readonly RawKey[]): string | undefined {
  return api.readCredential((credential) => keys.find(({ key }) => key === credential)?.id)
}
