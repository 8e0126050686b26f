/**
 * GitLab's access tokens in the form of its API: personal, project and group tokens have the same one. Source: its pages on the three APIs, read
 * 2026.
 */
import { z } from 'zod'
import type { Answer, Issued, RemoteKey } from '../../core/ports/provider.ts'
import { notUnderstood } from '../failure.ts'
import { isMask, readIssuedSecret } from '../issued-secret.ts'
import { readAnswer } from '../json.ts'
import { plain } from '../scrub.ts'
import { membersOf } from '../secret-forms.ts'
import { readEnd, readInstant } from '../times.ts'
import { ROLES } from './roles.ts'

const Text = z.string().nullish().catch(undefined)

/** Only the number that addresses a token is required. */
export const RawToken = z.object({
  id: z.int().positive(),
  name: Text,
  description: Text,
  scopes: z.array(z.string()).nullish().catch(undefined),
  user_id: z.int().nullish().catch(undefined),
  access_level: z.int().nullish().catch(undefined),
  active: z.boolean().nullish().catch(undefined),
  revoked: z.boolean().nullish().catch(undefined),
  impersonation: z.boolean().nullish().catch(undefined),
  created_at: z.unknown().optional(),
  expires_at: z.unknown().optional(),
  last_used_at: z.unknown().optional(),
  last_used_ips: z.array(z.string()).nullish().catch(undefined),
  token: z.unknown().optional(),
})
export type RawToken = z.infer<typeof RawToken>

export const idOf = ({ id }: Pick<RawToken, 'id'>): string => String(id)

/** Whose token it is. Throws Failure `provider` `not-understood`. */
export function userOf({ user_id: user }: Pick<RawToken, 'user_id'>): number {
  if (typeof user !== 'number') throw notUnderstood()
  return user
}

/** GitLab rotates such a token, and accepts it. A token that is revoked, or past its end, is neither rotated nor accepted. */
export const isLive = ({ active, revoked }: Pick<RawToken, 'active' | 'revoked'>): boolean =>
  revoked !== true && active !== false

/** A token without its secret. */
export const readToken = (raw: RawToken, scope: string): RemoteKey => ({ ...fieldsOf(raw), scope })

function fieldsOf(raw: RawToken): Omit<RemoteKey, 'scope'> {
  return {
    remoteId: idOf(raw),
    label: raw.name ?? '',
    // A token cannot be disabled: it works until its end.
    switch: 'enabled',
    expires: readEnd(raw.expires_at),
    createdAt: readInstant(raw.created_at),
    lastUsedAt: readInstant(raw.last_used_at),
    grants: (raw.scopes ?? []).filter((name) => name !== '').map((permission) => ({ permission })),
    facts: factsOf(raw),
  }
}

const MOST_ADDRESSES = 3

function factsOf({ access_level: level, description, user_id: user, ...raw }: RawToken): RemoteKey['facts'] {
  const hasBot = level !== null && level !== undefined
  const facts = [
    { label: 'Role', value: hasBot ? (ROLES[level] ?? String(level)) : '' },
    { label: 'Description', value: plain(description ?? '') },
    { label: hasBot ? 'Bot user ID' : 'User ID', value: typeof user === 'number' ? String(user) : '' },
    { label: 'Last used from', value: plain((raw.last_used_ips ?? []).slice(0, MOST_ADDRESSES).join(', ')) },
    { label: 'Impersonation', value: raw.impersonation === true ? 'yes' : '' },
  ]
  return facts.filter(({ value }) => value !== '')
}

/** Whether a date of the token could not be read. */
export const hasOddDate = ({ created_at, expires_at, last_used_at }: RawToken): boolean =>
  [created_at, expires_at, last_used_at].some(
    (value) => value !== null && value !== undefined && readInstant(value) === undefined,
  )

/**
 * Reads the secret from the answer to a creation or rotation. A rotation makes a new record. Throws Failure `provider` `masked-secret` if the token
 * is not whole, `not-understood` if there is none or if it still has the number `oldId`.
 */
export function readIssued(answer: Answer, oldId?: string): Issued {
  const raw = readAnswer(RawToken, answer)
  const secret = readIssuedSecret(raw.token, answer.status)
  if (idOf(raw) === oldId) throw notUnderstood(answer.status)
  // The answer does not name the place of the token; the request did.
  return { secret, remote: fieldsOf(raw) }
}

/** The prefix of a token is `glpat-` unless the administrator of the server has chosen another one, or none. */
const WHOLE = /^[\w.-]{20,}$/

/** Every whole token in a text, found by the name of its member. */
export const secretsIn = (text: string): readonly string[] =>
  membersOf(text, 'token').filter((token) => WHOLE.test(token) && !isMask(token))
