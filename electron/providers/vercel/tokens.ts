/** Vercel's account tokens. Source: the vendor's client `@vercel/sdk`, models/authtoken.ts. */
import { z } from 'zod'
import type { Grant, Instant } from '../../../shared/model/model.ts'
import type { Answer, Issued, RemoteKey } from '../../core/ports/provider.ts'
import { isMask, readIssuedSecret } from '../issued-secret.ts'
import { readAnswer } from '../json.ts'
import { plain } from '../scrub.ts'
import { membersOf } from '../secret-forms.ts'
import { readInstant } from '../times.ts'

const Text = z.string().nullish().catch(undefined)

const RawScope = z.object({
  type: z.string(),
  teamId: Text,
  expiresAt: z.unknown().optional(),
})

export const RawToken = z.object({
  id: z.string().trim().min(1),
  name: Text,
  type: Text,
  origin: Text,
  prefix: Text,
  suffix: Text,
  createdAt: z.unknown().optional(),
  activeAt: z.unknown().optional(),
  expiresAt: z.unknown().optional(),
  leakedAt: z.unknown().optional(),
  leakedUrl: Text,
  revokedAt: z.unknown().optional(),
  scopes: z.array(RawScope).nullish().catch(undefined),
})
export type RawToken = z.infer<typeof RawToken>

const One = z.object({ token: RawToken })
const Made = z.object({ token: RawToken, bearerToken: z.unknown() })

/** The token in an answer about one. */
export const readOne = (answer: Answer): RawToken => readAnswer(One, answer).token

/** Whether Vercel has ended the token. */
export const isRevoked = ({ revokedAt }: RawToken): boolean => revokedAt !== undefined && revokedAt !== null

export function readToken(raw: RawToken): RemoteKey {
  const createdAt = readInstant(raw.createdAt)
  const activeAt = readInstant(raw.activeAt)
  return {
    remoteId: raw.id,
    scope: '',
    label: raw.name ?? '',
    handle: handleOf(raw),
    switch: isRevoked(raw) ? 'frozen' : 'enabled',
    expires: expiryOf(raw),
    createdAt,
    // Before its first use a token counts as active since its creation.
    lastUsedAt:
      activeAt !== undefined && createdAt !== undefined && activeAt <= createdAt ? undefined : activeAt,
    leaked: leakOf(raw),
    grants: (raw.scopes ?? []).map(grantOf),
    facts: [
      { label: 'Kind', value: plain(raw.type ?? '') },
      { label: 'Made by', value: plain(raw.origin ?? '') },
      { label: 'Revoked by Vercel', value: isRevoked(raw) ? 'Yes' : '' },
    ].filter(({ value }) => value !== ''),
  }
}

/** The longest part of a token that is shown at either end. */
const LONGEST_END = 8

/** The first and last characters, as Vercel itself shows them; nothing if either part is longer than {@link LONGEST_END}. */
function handleOf({ prefix, suffix }: RawToken): string | undefined {
  if (typeof prefix !== 'string' || typeof suffix !== 'string') return undefined
  const isShort = [prefix, suffix].every(({ length }) => length > 0 && length <= LONGEST_END)
  return isShort ? plain(`${prefix}…${suffix}`) : undefined
}

/** A scope may end before the token: then the earliest end counts. An end that cannot be read does not mean "never". */
function expiryOf({ expiresAt, scopes }: RawToken): RemoteKey['expires'] {
  const dates = [expiresAt, ...(scopes ?? []).map((scope) => scope.expiresAt)].filter(
    (end) => end !== undefined && end !== null,
  )
  const ends = dates.map(readInstant)
  if (ends.length === 0) return {}
  const known = ends.filter((end) => end !== undefined)
  return known.length < ends.length ? undefined : { at: Math.min(...known) }
}

/** If Vercel reports no date of the find, the creation of the token counts, as the earliest possible date. */
function leakOf({ leakedAt, leakedUrl, createdAt }: RawToken): RemoteKey['leaked'] {
  const where = leakedUrl?.trim() ?? ''
  const isFound = (leakedAt !== undefined && leakedAt !== null) || where !== ''
  if (!isFound) return undefined
  const at: Instant = readInstant(leakedAt) ?? readInstant(createdAt) ?? 0
  return { at, ...(where !== '' && { where: plain(withoutTokens(where)) }) }
}

/** The address may contain the token itself. */
const withoutTokens = (address: string): string => address.replaceAll(/\bvc[a-z]_\w{8,}/gi, '[hidden]')

const FULL_ACCOUNT = 'Full account'
const TEAM = 'Team'

const grantOf = ({ type, teamId }: z.infer<typeof RawScope>): Grant => {
  if (type === 'user') return { permission: FULL_ACCOUNT }
  const permission = type === 'team' ? TEAM : plain(type)
  return teamId ? { permission, target: { type: 'team', id: teamId } } : { permission }
}

/** The teams to which a token is limited. Empty: it is valid for the whole account. */
export function teamsOf({ grants }: Pick<RemoteKey, 'grants'>): readonly string[] {
  if (grants.some(({ permission }) => permission === FULL_ACCOUNT)) return []
  return grants.flatMap(({ target }) => (target === undefined ? [] : [target.id]))
}

/** Reads the secret from a create answer. Throws Failure `provider` `masked-secret` if the token is not whole, `not-understood` if there is none. */
export function readIssued(answer: Answer): Issued {
  const { token, bearerToken } = readAnswer(Made, answer)
  return { secret: readIssuedSecret(bearerToken, answer.status), remote: readToken(token) }
}

/** Every whole token in a text, found by the name of its member: older tokens have no prefix. */
export const secretsIn = (text: string): readonly string[] =>
  membersOf(text, 'bearerToken').filter((token) => !isMask(token))
