/** The calls for one of OpenAI's keys. A project's key is addressed by its project and its id. */
import { z } from 'zod'
import type { FieldValue, FormValues, Instant } from '../../../shared/model/model.ts'
import type { Answer, DeletionAnswer, RemoteKey, RemoteRef, ReportedKey } from '../../core/ports/provider.ts'
import { sendDeletion } from '../deletion.ts'
import { beforeChange, isRefusal, notUnderstood, providerFailure, withOutcome, wordsOf } from '../failure.ts'
import { instantOf, textOf } from '../forms.ts'
import type { HttpApi } from '../http-client.ts'
import { sealable } from '../issued-secret.ts'
import { readAnswer } from '../json.ts'
import { plain } from '../scrub.ts'
import { partsOf, RawAdminKey, RawProjectKey, readAdminKey, readProjectKey } from './keys.ts'
import { changeAccount } from './accounts.ts'
import { ADMIN, NEW_ADMIN_KEY, NEW_SERVICE_ACCOUNT, SERVICE } from './kinds.ts'
import { hasOtherKeys, namedOf, RawNamed } from './lists.ts'
import { accountsOf, ADMIN_KEYS, keysOf, MODELS, PROJECTS } from './paths.ts'

/** One key; `undefined` if OpenAI answers that it does not exist. */
export async function findKey(
  api: HttpApi,
  { remoteId, scope }: RemoteRef,
  signal?: AbortSignal,
): Promise<{ readonly key: RemoteKey | undefined; readonly date?: Instant | undefined }> {
  try {
    if (scope !== ADMIN) return await findProjectKey(api, { remoteId, scope }, signal)
    const { key, date } = await askAdminKey(api, remoteId, signal)
    return { key, date }
  } catch (error) {
    if (isRefusal(error, 'not-found')) return { key: undefined }
    throw error
  }
}

async function findProjectKey(
  api: HttpApi,
  { remoteId, scope }: Pick<RemoteRef, 'remoteId' | 'scope'>,
  signal: AbortSignal | undefined,
) {
  const { raw, project, date } = await askProjectKey(api, { remoteId, scope }, signal)
  // The key itself does not name its project.
  const path = [...PROJECTS, project]
  const answer = await api.send({ scope, path, method: 'GET', effect: 'read', signal })
  const read = readAnswer(RawNamed, answer)
  if (read.id !== project) throw notUnderstood(answer.status)
  return { key: readProjectKey(raw, namedOf(read)), date }
}

/** A key of the organization as it is now. Also throws if it does not exist. */
export async function askAdminKey(api: HttpApi, id: string, signal?: AbortSignal) {
  const path = [...ADMIN_KEYS, id]
  const answer = await api.send({ scope: ADMIN, path, method: 'GET', effect: 'read', signal })
  const raw = readAnswer(RawAdminKey, answer)
  if (raw.id !== id) throw notUnderstood(answer.status)
  return { key: readAdminKey(raw), date: answer.date }
}

/** A key of a project as it is now. Also throws if it does not exist. */
export async function askProjectKey(
  api: HttpApi,
  { remoteId, scope }: Pick<RemoteRef, 'remoteId' | 'scope'>,
  signal?: AbortSignal,
) {
  const { project, id } = partsOf(remoteId)
  const path = [...keysOf(project), id]
  const answer = await api.send({ scope, path, method: 'GET', effect: 'read', signal })
  return { raw: readSame(answer, id), project, date: answer.date }
}

function readSame(answer: Answer, id: string): RawProjectKey {
  const raw = readAnswer(RawProjectKey, answer)
  if (raw.id !== id) throw notUnderstood(answer.status)
  return raw
}

/** Makes the key that the draft describes. None of the three calls can be repeated: each one makes another key. */
export async function sendCreate(api: HttpApi, draft: FormValues, signal?: AbortSignal): Promise<Answer> {
  const { path, json } = creationOf(draft)
  const call = { scope: ADMIN, path, method: 'POST', effect: 'issue', signal } as const
  return sealable(await api.send({ ...call, json: { ...json, ...lifetimeOf(api, draft) } }))
}

function creationOf(draft: FormValues) {
  const kind = textOf(draft, 'kind')
  const project = textOf(draft, 'project')
  const name = { name: textOf(draft, 'name') }
  if (kind === NEW_ADMIN_KEY) return { path: ADMIN_KEYS, json: name }
  if (kind === NEW_SERVICE_ACCOUNT) return { path: accountsOf(project), json: name }
  const scopes = scopesOf(draft)
  return {
    path: [...accountsOf(project), textOf(draft, 'serviceAccount'), 'api_keys'],
    json: scopes === undefined ? name : { ...name, scopes },
  }
}

/** The choice of no restriction. An empty list means the same to OpenAI. */
export const ALL_PERMISSIONS = 'all'

/** `undefined`: the draft leaves the permissions as they are. */
function scopesOf({ scopes }: FormValues): readonly string[] | undefined {
  if (!isTexts(scopes) || scopes.length === 0) return undefined
  return scopes.includes(ALL_PERMISSIONS) ? [] : scopes
}

const isTexts = (value: FieldValue | undefined): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

/** OpenAI counts a lifetime from its own clock on. */
function lifetimeOf(api: HttpApi, draft: FormValues): { readonly expires_in_seconds?: number } {
  const end = instantOf(draft, 'validTo')
  if (end === undefined) return {}
  const seconds = Math.floor((end - api.now()) / 1000)
  if (seconds < 1)
    throw providerFailure({ why: 'invalid', outcome: 'not-sent', words: 'The expiry date has passed' })
  return { expires_in_seconds: seconds }
}

/**
 * Changes the permissions, the expiry, or both in one call. OpenAI can move an expiry, but not remove it, and counts it anew from each call: an
 * unchanged or empty one is not sent.
 */
export async function updateKey(api: HttpApi, key: RemoteKey, draft: FormValues): Promise<ReportedKey> {
  const account = await updateAccountOf(api, key, draft)
  if (account === undefined) return updateKeyItself(api, key, draft)
  try {
    return { ...account, ...(await updateKeyItself(api, key, draft)) }
  } catch (error) {
    throw withOutcome(error, 'unknown') // the account has been changed
  }
}

/** Changes name and role of the service account that owns a key. `undefined`: the draft changes neither. */
async function updateAccountOf(
  api: HttpApi,
  key: RemoteKey,
  draft: FormValues,
): Promise<ReportedKey | undefined> {
  const [name, role] = [textOf(draft, 'accountName'), textOf(draft, 'accountRole')]
  if (name === '' && role === '') return undefined
  const { project, account } = await beforeChange(async () => {
    const asked = await askProjectKey(api, key)
    return { project: asked.project, account: ownerOf(asked.raw) }
  })
  if (account === undefined) throw notUnderstood()
  const changed = await changeAccount(api, project, account, { ...(name && { name }), ...(role && { role }) })
  const facts = { 'Service account': changed.name, Role: changed.role } as Readonly<Record<string, string>>
  return {
    remoteId: key.remoteId,
    facts: key.facts.map(({ label, value }) => ({ label, value: plain(facts[label] ?? value) })),
  }
}

async function updateKeyItself(api: HttpApi, key: RemoteKey, draft: FormValues): Promise<ReportedKey> {
  const { project, id } = partsOf(key.remoteId)
  const scopes = scopesOf(draft)
  const isMoved = instantOf(draft, 'validTo') !== key.expires?.at
  const json = { ...(scopes && { scopes }), ...(isMoved ? lifetimeOf(api, draft) : {}) }
  // OpenAI refuses an empty change.
  if (Object.keys(json).length === 0) return { remoteId: key.remoteId }
  const path = [...keysOf(project), id]
  const answer = await api.send({ scope: key.scope, path, method: 'POST', effect: 'change', json })
  const { expires, label, lastUsedAt } = readProjectKey(readSame(answer, id), { id: project, name: '' })
  return { remoteId: key.remoteId, expires, label, lastUsedAt }
}

/**
 * Deletes one key; its service account stays. If OpenAI refuses that and its words speak of service accounts, the account is deleted, provided that
 * it has no other key.
 */
export async function deleteKey(api: HttpApi, ref: RemoteRef): Promise<DeletionAnswer> {
  const { scope } = ref
  const erase = async (path: readonly string[]) =>
    api.send({ scope, path, method: 'DELETE', effect: 'change' })
  return sendDeletion(async () => {
    try {
      return await erase(pathOf(ref))
    } catch (error) {
      if (scope !== SERVICE || !isRefusal(error, 'invalid')) throw error
      if (!/service account/i.test(wordsOf(error))) throw error
      const account = await beforeChange(async () => accountOfOnlyKey(api, ref))
      if (account === undefined) throw error
      return erase(account)
    }
  })
}

function pathOf({ remoteId, scope }: RemoteRef): readonly string[] {
  if (scope === ADMIN) return [...ADMIN_KEYS, remoteId]
  const { project, id } = partsOf(remoteId)
  return [...keysOf(project), id]
}

/** The path of the service account that owns a key and no other one. */
async function accountOfOnlyKey(api: HttpApi, ref: RemoteRef): Promise<readonly string[] | undefined> {
  const { project, id } = partsOf(ref.remoteId)
  const account = ownerOf((await askProjectKey(api, ref)).raw)
  if (account === undefined || (await hasOtherKeys(api, { project, account, id }))) return undefined
  return [...accountsOf(project), account]
}

/** The id of the service account that owns a key. */
const ownerOf = ({ owner }: RawProjectKey): string | undefined =>
  owner?.type === 'service_account' ? (owner.service_account?.id ?? undefined) : undefined

const List = z.object({ data: z.array(z.unknown()) })

/** Reads the smallest list that a secret of this kind may ask for. */
export async function readSmallest(api: HttpApi, signal?: AbortSignal): Promise<void> {
  const isAdmin = api.readCredential(isAdminSecret)
  const path = isAdmin ? ADMIN_KEYS : MODELS
  const query = isAdmin ? { limit: 1 } : {}
  const call = { scope: ADMIN, path, query, method: 'GET', effect: 'read', list: true, signal } as const
  readAnswer(List, await api.send(call))
}

export const isAdminSecret = (secret: string): boolean => secret.startsWith('sk-admin-')
