/** The calls of IAM for keys: query calls, all `POST /` with a form. */
import { z } from 'zod'
import { KIND_FIELD } from '../../../shared/model/form-fields.ts'
import type { FormValues, Instant } from '../../../shared/model/model.ts'
import type {
  Answer,
  DeletionAnswer,
  ListPage,
  RemoteKey,
  RemoteRef,
  ReportedKey,
} from '../../core/ports/provider.ts'
import { sendDeletion } from '../deletion.ts'
import { beforeChange, isRefusal, notUnderstood, providerFailure, unlessRefused } from '../failure.ts'
import { textOf } from '../forms.ts'
import type { HttpApi, HttpCall } from '../http-client.ts'
import { sealable } from '../issued-secret.ts'
import { keyPages, pages } from '../pages.ts'
import { readInstant } from '../times.ts'
import { readXmlAnswer } from '../xml.ts'
import {
  members,
  partsOf,
  RawAccessKey,
  RawServiceKey,
  readAccessKey,
  readResult,
  readServiceKey,
} from './keys.ts'
import { ACCESS, accessKeyOf, listsAllUsers, SERVICE, STS } from './settings.ts'

type Params = Readonly<Record<string, string>>

const VERSIONS = { iam: '2010-05-08', sts: '2011-06-15' } as const
/** AWS allows two access keys a user, inactive ones included. */
const MOST_KEYS = 2
const PAGE = '100'

function call(
  action: string,
  params: Params,
  rest: Pick<HttpCall, 'effect' | 'signal'> & { readonly scope?: string; readonly list?: boolean },
): HttpCall {
  const { scope = ACCESS, ...more } = rest
  const Version = scope === STS ? VERSIONS.sts : VERSIONS.iam
  return {
    scope,
    path: [],
    method: 'POST',
    form: { Action: action, Version, ...params },
    ...more,
  }
}

const Paged = { IsTruncated: z.string().optional(), Marker: z.string().optional() }

/**
 * A page may be shorter than asked for: the flag decides, not the count. Throws Failure `provider` `not-understood` without a marker: the list would
 * seem complete.
 */
function nextOf({
  IsTruncated,
  Marker = '',
}: {
  readonly IsTruncated?: string | undefined
  readonly Marker?: string | undefined
}): string | undefined {
  if (IsTruncated !== 'true') return undefined
  if (Marker.trim() === '') throw notUnderstood()
  return Marker
}

const marked = (marker: string | undefined): Params => (marker === undefined ? {} : { Marker: marker })

const AccessKeys = z.object({ ...Paged, AccessKeyMetadata: members(RawAccessKey) })
const ServiceKeys = z.object({ ...Paged, ServiceSpecificCredentials: members(RawServiceKey) })
const Users = z.object({ ...Paged, Users: members(z.object({ UserName: z.string().min(1).max(256) })) })
const LastUsed = z.object({
  AccessKeyLastUsed: z.object({ LastUsedDate: z.string().optional(), ServiceName: z.string().optional() }),
})

interface Keys {
  readonly keys: readonly RemoteKey[]
  readonly date: Instant | undefined
}

/** All access keys of one user; `undefined`: of the caller. */
async function keysOfUser(
  api: HttpApi,
  user: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Keys> {
  const read = pages(async (marker) => {
    const params = { MaxItems: PAGE, ...(user !== undefined && { UserName: user }), ...marked(marker) }
    const answer = await api.send(call('ListAccessKeys', params, { effect: 'read', list: true, signal }))
    const result = readResult('ListAccessKeys', AccessKeys, answer)
    // An answer about another user must not make this user's keys look deleted.
    if (user !== undefined && result.AccessKeyMetadata.some(({ UserName }) => UserName !== user))
      throw notUnderstood(answer.status)
    const page: Keys = { keys: result.AccessKeyMetadata.map(readAccessKey), date: answer.date }
    return { page, next: nextOf(result) }
  })
  let all: Keys = { keys: [], date: undefined }
  for await (const { keys, date } of read) all = { keys: [...all.keys, ...keys], date }
  return all
}

/** The names of all users, page by page. */
function listUsers(api: HttpApi, signal: AbortSignal | undefined): AsyncIterable<readonly string[]> {
  return pages(async (marker) => {
    const params = { MaxItems: PAGE, ...marked(marker) }
    const answer = await api.send(call('ListUsers', params, { effect: 'read', list: true, signal }))
    const result = readResult('ListUsers', Users, answer)
    return { page: result.Users.map(({ UserName }) => UserName), next: nextOf(result) }
  })
}

export function listKeys(api: HttpApi, scope: string, signal?: AbortSignal): AsyncIterable<ListPage> {
  return scope === SERVICE ? listServiceKeys(api, signal) : listAccessKeys(api, signal)
}

async function* listAccessKeys(api: HttpApi, signal: AbortSignal | undefined): AsyncGenerator<ListPage> {
  const pageOf = ({ keys, date }: Keys): ListPage => {
    const own = keys.find(({ handle }) => handle === accessKeyOf(api.settings))
    return { keys, date, credentialId: own?.remoteId }
  }
  if (!listsAllUsers(api.settings)) {
    const { keys, date } = await keysOfUser(api, undefined, signal)
    yield pageOf({ keys: await Promise.all(keys.map((key) => withLastUse(api, key, signal))), date })
    return
  }
  const seen = new Set<string>()
  // Not `keyPages`: a page of users without a key is not a repeated one.
  for await (const users of listUsers(api, signal)) {
    const fresh = users.filter((user) => !seen.has(user) && seen.add(user))
    let found: Keys = { keys: [], date: undefined }
    for (const user of fresh) {
      const { keys, date } = await keysOfUser(api, user, signal)
      found = { keys: [...found.keys, ...keys], date }
    }
    yield pageOf(found)
  }
}

function listServiceKeys(api: HttpApi, signal?: AbortSignal): AsyncIterable<ListPage> {
  const whose: Params = listsAllUsers(api.settings) ? { AllUsers: 'true' } : {}
  return keyPages(async (marker) => {
    const params = { MaxItems: PAGE, ...whose, ...marked(marker) }
    const about = { effect: 'read', list: true, scope: SERVICE, signal } as const
    const answer = await api.send(call('ListServiceSpecificCredentials', params, about))
    const result = readResult('ListServiceSpecificCredentials', ServiceKeys, answer)
    const keys = result.ServiceSpecificCredentials.map(readServiceKey)
    return { page: { keys, date: answer.date }, next: nextOf(result) }
  })
}

/** One call for each key, so it is not made for every key of a large account. Without the permission, the key stays as it is. */
async function withLastUse(
  api: HttpApi,
  key: RemoteKey,
  signal: AbortSignal | undefined,
): Promise<RemoteKey> {
  try {
    const params = { AccessKeyId: partsOf(key.remoteId).id }
    const answer = await api.send(call('GetAccessKeyLastUsed', params, { effect: 'read', signal }))
    const { AccessKeyLastUsed: used } = readResult('GetAccessKeyLastUsed', LastUsed, answer)
    const service =
      used.ServiceName === undefined || used.ServiceName === 'N/A' ? undefined : used.ServiceName
    return {
      ...key,
      lastUsedAt: readInstant(used.LastUsedDate),
      facts: service === undefined ? key.facts : [...key.facts, { label: 'Last used for', value: service }],
    }
  } catch (error) {
    if (isRefusal(error, 'forbidden')) return key
    throw error
  }
}

export async function findKey(api: HttpApi, { remoteId, scope }: RemoteRef, signal?: AbortSignal) {
  const { user } = partsOf(remoteId)
  if (scope === SERVICE) {
    for await (const { keys, date } of listServiceKeys(api, signal)) {
      const found = keys.find((key) => key.remoteId === remoteId)
      if (found !== undefined) return { key: found, date }
    }
    return { key: undefined }
  }
  try {
    const { keys, date } = await keysOfUser(api, user, signal)
    const found = keys.find((key) => key.remoteId === remoteId)
    return { key: found && (await withLastUse(api, found, signal)), date }
  } catch (error) {
    if (isRefusal(error, 'not-found')) return { key: undefined }
    throw error
  }
}

/** Throws Failure `provider` `conflict`, not sent, if the user has two access keys: AWS would refuse a third without naming them. */
export async function checkRoom(api: HttpApi, draft: FormValues, signal?: AbortSignal): Promise<FormValues> {
  if (draft[KIND_FIELD] === SERVICE) return draft
  const user = textOf(draft, 'user')
  const { keys } = await beforeChange(() => keysOfUser(api, user, signal))
  if (keys.length < MOST_KEYS) return draft
  const handles = keys.map(({ handle = '' }) => handle).join(' and ')
  throw providerFailure({
    why: 'conflict',
    outcome: 'not-sent',
    words: `${user} already has two access keys, ${handles}. Delete one of them first`,
  })
}

export async function sendCreate(api: HttpApi, draft: FormValues, signal?: AbortSignal): Promise<Answer> {
  const user: Params = { UserName: textOf(draft, 'user') }
  if (draft[KIND_FIELD] !== SERVICE)
    return sealable(await api.send(call('CreateAccessKey', user, { effect: 'issue', signal })))
  const days = textOf(draft, 'days')
  const params = {
    ...user,
    ServiceName: textOf(draft, 'service'),
    ...(days !== '' && { CredentialAgeDays: days }),
  }
  const about = { effect: 'issue', scope: SERVICE, signal } as const
  return sealable(await api.send(call('CreateServiceSpecificCredential', params, about)))
}

export async function sendReset(
  api: HttpApi,
  { remoteId }: RemoteRef,
  signal?: AbortSignal,
): Promise<Answer> {
  const { user, id } = partsOf(remoteId)
  const params = { UserName: user, ServiceSpecificCredentialId: id }
  const about = { effect: 'issue', scope: SERVICE, signal } as const
  return sealable(await api.send(call('ResetServiceSpecificCredential', params, about)))
}

export async function switchKey(api: HttpApi, key: RemoteRef, enabled: boolean): Promise<ReportedKey> {
  const { user: UserName, id } = partsOf(key.remoteId)
  const about = { UserName, Status: enabled ? 'Active' : 'Inactive' }
  const [action, params, scope] =
    key.scope === SERVICE
      ? (['UpdateServiceSpecificCredential', { ServiceSpecificCredentialId: id }, SERVICE] as const)
      : (['UpdateAccessKey', { AccessKeyId: id }, ACCESS] as const)
  const answer = await api.send(call(action, { ...about, ...params }, { effect: 'change', scope }))
  readXmlAnswer(z.object({ [`${action}Response`]: z.object({ ResponseMetadata: z.unknown() }) }), answer)
  return { remoteId: key.remoteId, switch: enabled ? 'enabled' : 'disabled' }
}

/** An answer without a body counts, too: the status alone confirms a deletion. */
export async function deleteKey(api: HttpApi, { remoteId, scope }: RemoteRef): Promise<DeletionAnswer> {
  const { user: UserName, id } = partsOf(remoteId)
  return sendDeletion(() =>
    api.send(
      scope === SERVICE
        ? call(
            'DeleteServiceSpecificCredential',
            { UserName, ServiceSpecificCredentialId: id },
            { effect: 'change', scope },
          )
        : call('DeleteAccessKey', { UserName, AccessKeyId: id }, { effect: 'change' }),
    ),
  )
}

const Identity = z.object({ Arn: z.string().min(1).max(2_048) })

/** Who signs. Every active key may make this call, whatever its permissions. Source: STS API reference, GetCallerIdentity. */
export async function whoSigns(api: HttpApi, signal?: AbortSignal) {
  const answer = await api.send(call('GetCallerIdentity', {}, { effect: 'read', scope: STS, signal }))
  return { arn: readResult('GetCallerIdentity', Identity, answer).Arn, date: answer.date }
}

/** Whether a read is allowed. */
export async function mayRead(
  api: HttpApi,
  action: string,
  params: Params,
  signal?: AbortSignal,
): Promise<boolean> {
  const about = { effect: 'read', list: true, signal } as const
  return (await unlessRefused(async () => api.send(call(action, params, about)), 'forbidden')) !== undefined
}
