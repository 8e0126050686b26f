/**
 * The calls of GitLab's access token APIs. A rotation of a token that has already been revoked revokes every live token that ever came from it: so
 * each rotation reads its token first, and a token that is revoked is never rotated.
 */
import type { Failure } from '../../../shared/contract/errors.ts'
import { KIND_FIELD } from '../../../shared/model/form-fields.ts'
import type { FormValues, Instant } from '../../../shared/model/model.ts'
import type { Answer, DeletionAnswer, RemoteKey, RemoteRef } from '../../core/ports/provider.ts'
import { sendDeletion } from '../deletion.ts'
import { beforeChange, isRefusal, notUnderstood, providerFailure } from '../failure.ts'
import { instantOf, listOf, textOf } from '../forms.ts'
import type { HttpApi } from '../http-client.ts'
import { sealable } from '../issued-secret.ts'
import { readAnswer } from '../json.ts'
import { DAY_MS, dayOf, LONGEST_DAYS, successorEnd, writeDay } from './lifetime.ts'
import { draftScope, PERSONAL, placeOf, ROOT } from './places.ts'
import { noAccess } from './obstacles.ts'
import { idOf, isLive, RawToken, readToken, userOf } from './tokens.ts'

interface Dated<T> {
  readonly token: T
  /** GitLab's clock. */
  readonly date: Instant | undefined
}

const SELF = 'self'
const PERSONAL_TOKENS = 'personal_access_tokens'

/** Where the tokens of a scope are, below its base. */
export const tokensPath = (scope: string): string =>
  placeOf(scope).kind === 'personal' ? PERSONAL_TOKENS : 'access_tokens'

/** The credential's own record. Every token may ask for it, whatever its scopes are. */
export async function askSelf(api: HttpApi, signal?: AbortSignal): Promise<Dated<RawToken>> {
  const path = [PERSONAL_TOKENS, SELF]
  const answer = await api.send({ scope: ROOT, path, method: 'GET', effect: 'read', signal })
  return { token: readAnswer(RawToken, answer), date: answer.date }
}

/** `undefined` also for a token that is revoked or has ended: GitLab keeps its record, and neither accepts nor rotates it. */
export async function findToken(
  api: HttpApi,
  ref: RemoteRef,
  signal?: AbortSignal,
): Promise<{ readonly key: RemoteKey | undefined; readonly date?: Instant | undefined }> {
  const { token, date } = await askToken(api, ref, signal)
  return { key: token !== undefined && isLive(token) ? readToken(token, ref.scope) : undefined, date }
}

/** A token that is not revoked. Throws Failure `provider` `not-found`, refused, if there is none. */
export async function readCurrent(api: HttpApi, ref: RemoteRef): Promise<Dated<RawToken>> {
  const { token, date, refusal } = await askToken(api, ref)
  if (token !== undefined && token.revoked !== true) return { token, date }
  throw (
    refusal ?? providerFailure({ why: 'not-found', outcome: 'refused', words: 'The token has been revoked' })
  )
}

/** GitLab answers 401 also about a token of the user that does not exist, and about a place whose tokens the user may not see. */
async function askToken(
  api: HttpApi,
  ref: RemoteRef,
  signal?: AbortSignal,
): Promise<Dated<RawToken | undefined> & { readonly refusal?: Failure }> {
  const isPersonal = placeOf(ref.scope).kind === 'personal'
  try {
    const answer = await api.send({ ...one(ref), method: 'GET', effect: 'read', signal })
    return { token: readSame(answer, ref), date: answer.date }
  } catch (error) {
    if (isRefusal(error, 'not-found')) return { token: undefined, date: undefined, refusal: error }
    const isUnauthorized = isRefusal(error, 'unauthorized')
    if (!isUnauthorized && !(isPersonal && isRefusal(error, 'forbidden'))) throw error
    const self = await askSelf(api, signal)
    // A token with the scope self_rotate alone may read itself, but not by its number.
    if (idOf(self.token) === ref.remoteId) return self
    if (isPersonal && isUnauthorized) return { token: undefined, date: self.date }
    throw isPersonal ? error : noAccess(error, ref.scope)
  }
}

function readSame(answer: Answer, { remoteId }: RemoteRef): RawToken {
  const token = readAnswer(RawToken, answer)
  if (idOf(token) !== remoteId) throw notUnderstood(answer.status)
  return token
}

/** Throws Failure `invalid` if the draft names no place of the account. */
export async function sendCreate(api: HttpApi, draft: FormValues, signal?: AbortSignal): Promise<Answer> {
  const description = textOf(draft, 'description')
  const json = {
    name: textOf(draft, 'name'),
    scopes: draft.scopes,
    expires_at: writeDay(instantOf(draft, 'validTo') ?? dayOf(api.now()) + LONGEST_DAYS * DAY_MS),
    ...(description === '' ? {} : { description }),
  }
  const issue = { method: 'POST', effect: 'issue', signal } as const
  if (draft[KIND_FIELD] === PERSONAL) {
    const path = await ownTokensPath(api, draft, signal)
    return sealable(await api.send({ scope: ROOT, path, json, ...issue }))
  }
  const scope = draftScope(textOf(draft, 'place'), api.settings, 'place')
  const access_level = Number(textOf(draft, 'role'))
  return sealable(
    await api.send({ scope, path: [tokensPath(scope)], json: { ...json, access_level }, ...issue }),
  )
}

/** The scopes that every user may give a personal token by the API. Source: GitLab's page on tokens of users, 19.6. */
const FREE_SCOPES: readonly string[] = ['k8s_proxy', 'self_rotate']

/** Where a personal token of the credential's user is made: with other scopes than the free ones, by the call for administrators. */
async function ownTokensPath(
  api: HttpApi,
  draft: FormValues,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  if (listOf(draft, 'scopes').every((scope) => FREE_SCOPES.includes(scope))) return ['user', PERSONAL_TOKENS]
  const { token } = await beforeChange(async () => askSelf(api, signal))
  return ['users', String(userOf(token)), PERSONAL_TOKENS]
}

/**
 * Reads the token, then rotates it. The end is always sent, since GitLab would choose a week. Throws Failure `provider` `not-found`, not sent, for a
 * token that is revoked or has ended.
 */
export async function sendRotate(api: HttpApi, ref: RemoteRef, signal?: AbortSignal): Promise<Answer> {
  const { end, path } = await beforeChange(async () => {
    const self = await askSelf(api, signal)
    const isOwn = idOf(self.token) === ref.remoteId
    const { token } = isOwn ? self : await askToken(api, ref, signal)
    if (token === undefined || !isLive(token)) throw ended()
    const now = self.date ?? api.now()
    return {
      end: successorEnd(readToken(token, ref.scope), now),
      // The credential may lack the right to rotate others, so it rotates itself by this name.
      path: [tokensPath(ref.scope), isOwn ? SELF : ref.remoteId, 'rotate'],
    }
  })
  const json = { expires_at: writeDay(end) }
  return sealable(await api.send({ scope: ref.scope, path, method: 'POST', effect: 'issue', json, signal }))
}

const ended = () =>
  providerFailure({
    why: 'not-found',
    outcome: 'not-sent',
    words: 'The token has been revoked or has expired, and GitLab renews neither',
  })

/** Revokes. For a personal token that does not exist GitLab answers 401, like for a credential that it does not accept. */
export async function revokeToken(api: HttpApi, ref: RemoteRef): Promise<DeletionAnswer> {
  const isPersonal = placeOf(ref.scope).kind === 'personal'
  const answer = await sendDeletion(
    () => api.send({ ...one(ref), method: 'DELETE', effect: 'change' }),
    isPersonal ? ['not-found', 'unauthorized'] : ['not-found'],
  )
  if (answer.heard === 'no-such-key' && isRefusal(answer.refusal, 'unauthorized')) await askSelf(api)
  return answer
}

const one = ({ scope, remoteId }: RemoteRef) => ({ scope, path: [tokensPath(scope), remoteId] })
