/** The calls of Atlas's keys, chosen by the kind of a scope. */
import { KIND_FIELD } from '../../../shared/model/form-fields.ts'
import type { FormValues, Instant } from '../../../shared/model/model.ts'
import type { Answer, DeletionAnswer, ListPage, RemoteKey, RemoteRef } from '../../core/ports/provider.ts'
import { sendDeletion } from '../deletion.ts'
import { beforeChange, isRefusal, unlessRefused } from '../failure.ts'
import { listOf, textOf } from '../forms.ts'
import type { HttpAnswer, HttpApi } from '../http-client.ts'
import { sealable } from '../issued-secret.ts'
import { entriesOf } from './access-list.ts'
import { partsOf } from './addresses.ts'
import { RawApiKey, readApiKey, readSameApiKey, withAccessList } from './api-keys.ts'
import { checkChange } from './form.ts'
import { API_KEY, kindOf, NEW_ACCOUNT } from './kinds.ts'
import { listRows } from './pages.ts'
import { rootOf } from './roots.ts'
import {
  accountOf,
  maskEnd,
  RawAccount,
  readAccount,
  readSecrets,
  scopeOfDraft,
  type RawSecret,
} from './service-accounts.ts'
import { clientOf, publicKeyOf, signsWithSecret } from './settings.ts'

export const ACCOUNTS = 'serviceAccounts'
export const API_KEYS = 'apiKeys'

export function listKeys(api: HttpApi, scope: string, signal?: AbortSignal): AsyncIterable<ListPage> {
  return kindOf(scope) === API_KEY ? listApiKeys(api, signal) : listSecrets(api, scope, signal)
}

async function* listApiKeys(api: HttpApi, signal: AbortSignal | undefined): AsyncGenerator<ListPage> {
  const path = [...(await rootOf(api, API_KEY, signal)), API_KEYS]
  const list = { scope: API_KEY, path, schema: RawApiKey, idOf: ({ id }: RawApiKey) => id }
  for await (const { rows, total, date } of listRows(api, list, signal)) {
    const own = rows.find(({ publicKey }) => isOwnPair(api, publicKey))
    yield { keys: rows.map(readApiKey), total, date, credentialId: own && readApiKey(own).remoteId }
  }
}

const isOwnPair = ({ settings }: HttpApi, publicKey: string): boolean =>
  !signsWithSecret(settings) && publicKey === publicKeyOf(settings)

/** The service accounts of the organization, or of a project, page by page. */
export async function* listAccounts(api: HttpApi, scope: string, signal?: AbortSignal) {
  const path = [...(await rootOf(api, scope, signal)), ACCOUNTS]
  const list = { scope, path, schema: RawAccount, idOf: ({ clientId }: RawAccount) => clientId }
  yield* listRows(api, list, signal)
}

/** An account without a secret has no key. Atlas counts accounts, so the number of keys is unknown. */
async function* listSecrets(
  api: HttpApi,
  scope: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<ListPage> {
  for await (const { rows, date } of listAccounts(api, scope, signal)) {
    const keys = rows.flatMap((account) => readSecrets(account, scope))
    yield { keys, date, credentialId: ownSecret(api, rows, scope)?.remoteId }
  }
}

/**
 * The secret that is the credential: the only one of its account that has not ended, or the only one of these whose mask ends as the credential
 * does.
 */
export function ownSecret(
  api: HttpApi,
  accounts: readonly RawAccount[],
  scope: string,
): RemoteKey | undefined {
  const own = accounts.find(
    ({ clientId }) => signsWithSecret(api.settings) && clientId === clientOf(api.settings),
  )
  if (own === undefined) return undefined
  const working = readSecrets(own, scope).filter(({ expires }) => (expires?.at ?? Infinity) > api.now())
  const fitting = working.filter(({ remoteId }) => {
    const raw = own.secrets?.find(({ id }) => id === partsOf(remoteId).second)
    return raw !== undefined && isMaskOfCredential(api, raw)
  })
  const [only, ...others] = working.length === 1 ? working : fitting
  return others.length === 0 ? only : undefined
}

function isMaskOfCredential(api: HttpApi, raw: RawSecret): boolean {
  const end = maskEnd(raw)
  return end !== '' && api.readCredential((credential) => credential.endsWith(end))
}

/** A service account as it is now. Also throws if it does not exist. */
export async function askAccount(api: HttpApi, scope: string, clientId: string, signal?: AbortSignal) {
  const path = [...(await rootOf(api, scope, signal)), ACCOUNTS, clientId]
  const answer = await api.send({ scope, path, method: 'GET', effect: 'read', signal })
  return { account: readAccount(answer, clientId), date: answer.date }
}

/** An API key as it is now. Also throws if it does not exist. */
export async function askApiKey(api: HttpApi, id: string, signal?: AbortSignal) {
  const path = [...(await rootOf(api, API_KEY, signal)), API_KEYS, id]
  const answer = await api.send({ scope: API_KEY, path, method: 'GET', effect: 'read', signal })
  return { raw: readSameApiKey(answer, id), date: answer.date }
}

/** One key; `undefined` if Atlas answers that it does not exist. */
export async function findKey(
  api: HttpApi,
  { remoteId, scope }: RemoteRef,
  signal?: AbortSignal,
): Promise<{ readonly key: RemoteKey | undefined; readonly date?: Instant | undefined }> {
  const { first } = partsOf(remoteId)
  try {
    if (kindOf(scope) === API_KEY) return await findApiKey(api, first, signal)
    const { account, date } = await askAccount(api, scope, first, signal)
    return { key: readSecrets(account, scope).find((key) => key.remoteId === remoteId), date }
  } catch (error) {
    if (isRefusal(error, 'not-found')) return { key: undefined }
    throw error
  }
}

/** The key with its access list, the only place of the last use. A credential that may not read that list still gets the key. */
async function findApiKey(api: HttpApi, id: string, signal: AbortSignal | undefined) {
  const { raw, date } = await askApiKey(api, id, signal)
  const entries = await unlessRefused(async () => entriesOf(api, id, signal), 'forbidden')
  return { key: withAccessList(readApiKey(raw), entries ?? []), date }
}

/** Makes the key that the draft describes. None of the three calls can be repeated: each one makes another secret. */
export async function sendCreate(api: HttpApi, draft: FormValues, signal?: AbortSignal): Promise<Answer> {
  const scope = draft[KIND_FIELD] === API_KEY ? API_KEY : scopeOfDraft(draft)
  const root = await beforeChange(() => rootOf(api, scope, signal))
  const { path, json } = creationOf(draft)
  return sealable(
    await api.send({ scope, path: [...root, ...path], method: 'POST', effect: 'issue', json, signal }),
  )
}

function creationOf(draft: FormValues) {
  if (draft[KIND_FIELD] === API_KEY)
    return { path: [API_KEYS], json: { desc: textOf(draft, 'label'), roles: listOf(draft, 'roles') } }
  const life = { secretExpiresAfterHours: Number(textOf(draft, 'hours')) }
  if (draft[KIND_FIELD] !== NEW_ACCOUNT) {
    const { clientId = '' } = accountOf(textOf(draft, 'serviceAccount'))
    return { path: [ACCOUNTS, clientId, 'secrets'], json: life }
  }
  const name = textOf(draft, 'name')
  // Atlas demands a description.
  const description = textOf(draft, 'description') || name
  return { path: [ACCOUNTS], json: { name, description, roles: listOf(draft, 'roles'), ...life } }
}

/** Changes an API key. Roles that the draft leaves out stay, and so do those in projects. */
export async function updateKey(api: HttpApi, key: RemoteKey, draft: FormValues): Promise<RemoteKey> {
  const cleaned = checkChange(draft)
  const roles = listOf(cleaned, 'roles')
  const json = { desc: textOf(cleaned, 'label'), ...(roles.length > 0 && { roles }) }
  const { first: id } = partsOf(key.remoteId)
  const call = { scope: API_KEY, path: await pathOf(api, key), method: 'PATCH', effect: 'change' } as const
  const answer: HttpAnswer = await api.send({ ...call, json })
  return readApiKey(readSameApiKey(answer, id))
}

export async function deleteKey(api: HttpApi, ref: RemoteRef): Promise<DeletionAnswer> {
  const path = await pathOf(api, ref)
  return sendDeletion(() => api.send({ scope: ref.scope, path, method: 'DELETE', effect: 'change' }))
}

/** The path of one key, for a change. */
async function pathOf(
  api: HttpApi,
  { remoteId, scope }: Pick<RemoteRef, 'remoteId' | 'scope'>,
): Promise<readonly string[]> {
  const { first, second } = partsOf(remoteId)
  const root = await beforeChange(() => rootOf(api, scope))
  return kindOf(scope) === API_KEY
    ? [...root, API_KEYS, first]
    : [...root, ACCOUNTS, first, 'secrets', second]
}
