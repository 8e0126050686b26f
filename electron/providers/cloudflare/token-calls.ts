/** The calls for API tokens of a user or an account. */
import { z } from 'zod'
import type { Permission } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import type { Answer, ListPage, RemoteKey, RemoteRef } from '../../core/ports/provider.ts'
import { beforeChange, notUnderstood, providerFailure, unlessRefused } from '../failure.ts'
import { grantsOf, instantOf, listOf, textOf } from '../forms.ts'
import type { HttpAnswer, HttpApi } from '../http-client.ts'
import { writeInstant } from '../times.ts'
import { readResult } from './envelope.ts'
import { askableKinds, askSelf, type TokenKind } from './own-token.ts'
import { firstRows, listPages } from './pages.ts'
import { grantsIn, isSame, permissionId, policiesOf, unchanged } from './policies.ts'
import { kindsOf, pathOf, scopeOf } from './settings.ts'
import { policiesIn, RawToken, readSame, readToken } from './tokens.ts'

// Without this, the list leaves out tokens that have just expired. The oldest comes first, so a new token shifts no other one.
const QUERY = { direction: 'asc', include_expired: 'true' } as const

/** Every token of a scope. The first page also contains the id of the credential. */
export function listTokens(
  api: HttpApi,
  scope: string,
  kind: TokenKind,
  signal?: AbortSignal,
): AsyncIterable<ListPage> {
  const read = (raw: RawToken) => readToken(raw, scope)
  const besides = async () => ({ credentialId: await ownId(api, kind, signal) })
  return listPages(api, { scope, schema: RawToken, read, query: QUERY, besides, signal })
}

async function ownId(api: HttpApi, kind: TokenKind, signal?: AbortSignal): Promise<string | undefined> {
  if (!askableKinds(api).includes(kind)) return undefined
  // Cloudflare refuses the call for a token of the other kind.
  return (await unlessRefused(async () => askSelf(api, kind, signal), 'unauthorized', 'forbidden'))?.id
}

export async function askToken(api: HttpApi, ref: Ref, signal?: AbortSignal): Promise<HttpAnswer> {
  return api.send({ ...one(ref), method: 'GET', effect: 'read', signal })
}

export async function sendCreate(
  api: HttpApi,
  scope: string,
  draft: FormValues,
  signal?: AbortSignal,
): Promise<HttpAnswer> {
  const json = {
    name: textOf(draft, 'name'),
    policies: policiesOf(grantsOf(draft, 'grants')),
    ...conditionOf(draft),
    ...datesOf(draft),
  }
  return api.send({ scope: '', path: pathOf(scope), method: 'POST', effect: 'issue', json, signal })
}

/** The addresses of a draft, and the other conditions of the token that it changes. */
function conditionOf(draft: FormValues, others: object = {}) {
  const ipIn = listOf(draft, 'ipIn')
  const ipNotIn = listOf(draft, 'ipNotIn')
  const request_ip = { ...(ipIn.length > 0 && { in: ipIn }), ...(ipNotIn.length > 0 && { not_in: ipNotIn }) }
  const condition = { ...others, ...(Object.keys(request_ip).length > 0 && { request_ip }) }
  return Object.keys(condition).length > 0 && { condition }
}

/** A new secret under the same id. The date of expiry stays. */
export async function sendRoll(api: HttpApi, ref: RemoteRef, signal?: AbortSignal): Promise<HttpAnswer> {
  const { path } = one(ref)
  return api.send({ scope: '', path: [...path, 'value'], method: 'PUT', effect: 'issue', json: {}, signal })
}

/**
 * Changes name, dates, permissions and addresses. A PUT replaces the whole token, so it is read first, and what the form does not have is sent back:
 * the switch, conditions, and policies that stay.
 */
export async function updateToken(api: HttpApi, key: RemoteKey, draft: FormValues): Promise<RemoteKey> {
  const raw = await readBefore(api, key)
  const wanted = grantsOf(draft, 'grants')
  const { policies, isWhole } = policiesIn(raw)
  const read = grantsIn(policies)
  const stays = isSame(read.grants, wanted)
  if (!isWhole || (!stays && !read.isWhole))
    throw refused('This token has a policy that Keyhold can’t read. Change it in the dashboard')
  return put(api, key, {
    name: textOf(draft, 'name'),
    policies: stays ? unchanged(policies) : policiesOf(wanted),
    ...statusOf(raw),
    ...changedCondition(raw, draft),
    ...datesOf(draft),
  })
}

export async function switchToken(api: HttpApi, ref: RemoteRef, enabled: boolean): Promise<RemoteKey> {
  const raw = await readBefore(api, ref)
  const { policies, isWhole } = policiesIn(raw)
  if (!isWhole) throw refused('This token has a policy that Keyhold can’t read. Change it in the dashboard')
  const { expires_on, not_before } = raw
  return put(api, ref, {
    name: raw.name ?? ref.label,
    policies: unchanged(policies),
    ...(raw.condition && { condition: raw.condition }),
    ...(typeof expires_on === 'string' && { expires_on }),
    ...(typeof not_before === 'string' && { not_before }),
    status: enabled ? 'active' : 'disabled',
  })
}

type Ref = Pick<RemoteRef, 'remoteId' | 'scope'>

const one = ({ remoteId, scope }: Ref) => ({ scope: '', path: [...pathOf(scope), remoteId] })

async function readBefore(api: HttpApi, ref: Ref): Promise<RawToken> {
  return beforeChange(async () => {
    const answer = await askToken(api, ref)
    const raw = readResult(RawToken, answer)
    if (raw.id !== ref.remoteId) throw notUnderstood(answer.status)
    return raw
  })
}

async function put(api: HttpApi, ref: Ref, json: object): Promise<RemoteKey> {
  return readSame(await api.send({ ...one(ref), method: 'PUT', effect: 'change', json }), ref)
}

/** Cloudflare derives "expired" from the date. Keyhold does not send it back, because the token would stay expired after a later date is set. */
const statusOf = ({ status }: RawToken) => (status === 'active' || status === 'disabled') && { status }

function changedCondition({ condition }: RawToken, draft: FormValues) {
  if (textOf(draft, 'addresses') === '') return condition && { condition }
  const others = Object.entries(condition ?? {}).filter(([name]) => name !== 'request_ip')
  return conditionOf(draft, Object.fromEntries(others))
}

/** Times in whole seconds; a missing one means "no limit". */
function datesOf(draft: FormValues) {
  const timeOf = (name: string): string | undefined => {
    const at = instantOf(draft, name)
    return at === undefined ? undefined : writeInstant(Math.trunc(at / 1000) * 1000)
  }
  const [not_before, expires_on] = [timeOf('validFrom'), timeOf('validTo')]
  return { ...(not_before && { not_before }), ...(expires_on && { expires_on }) }
}

const refused = (words: string) => providerFailure({ why: 'invalid', outcome: 'not-sent', words })

const RawGroups = z.array(
  z
    .object({
      id: z.string().min(1),
      name: z.string().nullish().catch(undefined),
      scopes: z.array(z.string()).nullish().catch(undefined),
    })
    .optional()
    .catch(undefined),
)

/** The permission groups that a new token can have. */
export async function listPermissions(api: HttpApi, signal?: AbortSignal): Promise<readonly Permission[]> {
  const path = [...pathOf(askedScope(api)), 'permission_groups']
  const answer: Answer = await api.send({
    scope: '',
    path,
    method: 'GET',
    effect: 'read',
    list: true,
    signal,
  })
  return readResult(RawGroups, answer)
    .filter((group) => group !== undefined)
    .map(({ id, name, scopes }) => ({
      id: permissionId(id, name ?? undefined),
      description: name ?? id,
      targetTypes: scopes?.length ? scopes : ['com.cloudflare.api.account'],
    }))
}

/** The path for questions about tokens that belong to no single scope. */
const askedScope = ({ settings }: HttpApi): string =>
  scopeOf(kindsOf(settings).includes('user') ? 'user' : 'account', settings)

const NAMES: Readonly<Record<string, string>> = {
  'com.cloudflare.api.account': 'All accounts',
  'com.cloudflare.api.account.zone': 'All zones',
}

/** All resources of a kind, and those that tokens of the first page name: the API has no call for the resources of a permission. */
export async function listTargets(api: HttpApi, permission: string, term: string) {
  const raw = await firstRows(api, { scope: askedScope(api), schema: RawToken, query: QUERY })
  const used = raw.flatMap((token) => grantsIn(policiesIn(token).policies).grants)
  const types = new Set(
    used.flatMap((grant) => (grant.permission === permission ? [grant.target?.type ?? ''] : [])),
  )
  const all = Object.entries(NAMES).map(([type, label]) => ({ type, id: '*', label }))
  const others = used.flatMap(({ target }) =>
    target && !isListed(all, target) ? [{ ...target, label: target.id }] : [],
  )
  const found = [...all, ...new Map(others.map((one) => [`${one.type} ${one.id}`, one])).values()]
  const wanted = term.trim().toLowerCase()
  return found
    .filter(({ type, id, label }) => `${label} ${type} ${id}`.toLowerCase().includes(wanted))
    .sort((one, other) => Number(types.has(other.type)) - Number(types.has(one.type)))
}

const isListed = (
  list: readonly { readonly type: string; readonly id: string }[],
  target: { readonly type: string; readonly id: string },
): boolean => list.some(({ type, id }) => type === target.type && id === target.id)
