/**
 * An API token asked about itself: the call that every token may make. Sources: the vendor's pages on verifying tokens and on their forms, read 2026.
 */
import { z } from 'zod'
import type { Answer } from '../../core/ports/provider.ts'
import { isRefusal } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import { readEnd } from '../times.ts'
import { readResult } from './envelope.ts'
import { accountIdOf, pathOf, scopeOf, type Kind } from './settings.ts'

const RawSelf = z.object({
  id: z.string().optional().catch(undefined),
  status: z.string(),
  expires_on: z.string().nullable().optional(),
})

export type TokenKind = Exclude<Kind, 'access'>

export interface OwnToken {
  readonly kind: TokenKind
  readonly id: string | undefined
  readonly works: boolean
  /** `{}`: never. `undefined`: the date could not be read. */
  readonly expires: { readonly at?: number } | undefined
}

/** The answer of a verification. Throws Failure `provider` `not-understood`. */
export function readSelf(answer: Answer): Omit<OwnToken, 'kind'> {
  const { id, status, expires_on: end } = readResult(RawSelf, answer)
  return { id, works: status === 'active', expires: readEnd(end) }
}

/** The kinds that a secret may be of. Tokens made before 2026 have no prefix. */
function kindsOfSecret(secret: string): readonly TokenKind[] {
  if (secret.startsWith('cfut_')) return ['user']
  return secret.startsWith('cfat_') ? ['account'] : ['user', 'account']
}

/** The possible kinds of the credential for which a verify call exists: that of an account's tokens needs the account's id. */
export const askableKinds = (api: HttpApi): readonly TokenKind[] =>
  api.readCredential(kindsOfSecret).filter((kind) => kind === 'user' || accountIdOf(api.settings) !== '')

export async function askSelf(api: HttpApi, kind: TokenKind, signal?: AbortSignal): Promise<OwnToken> {
  const path = [...pathOf(scopeOf(kind, api.settings)), 'verify']
  const answer = await api.send({ scope: '', path, method: 'GET', effect: 'read', signal })
  return { kind, ...readSelf(answer) }
}

/**
 * The credential's own token, of the first of `kinds` that knows it. Throws Failure `provider`: `unauthorized` if none does.
 */
export async function findSelf(
  api: HttpApi,
  [kind = 'user', ...others]: readonly TokenKind[],
  signal?: AbortSignal,
): Promise<OwnToken> {
  try {
    return await askSelf(api, kind, signal)
  } catch (error) {
    if (others.length === 0 || !isRefusal(error, 'unauthorized')) throw error
    return findSelf(api, others, signal)
  }
}

/** Whether the secret that `api` was opened with is an API token that works. */
export async function verifySecret(api: HttpApi, signal?: AbortSignal): Promise<boolean> {
  try {
    return (await findSelf(api, askableKinds(api), signal)).works
  } catch (error) {
    if (isRefusal(error, 'unauthorized')) return false
    throw error
  }
}
