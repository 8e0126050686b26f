/** The state of the GitLab emulator: users, places, tokens with their families, and the secrets that it has issued. */
import { hexOf, labelOf, numberOf, recordHandedOut, runningClock } from './emulator.ts'
import { Refusal } from './refusal.ts'

export interface GitLabToken {
  readonly id: number
  /** `personal`, or the place that the token belongs to: `project:team/app`. */
  readonly place: string
  readonly name: string
  readonly description: string | null
  readonly scopes: readonly string[]
  readonly userId: number
  /** Only for project and group tokens. */
  readonly level: number | undefined
  /** Epoch milliseconds. */
  readonly createdAt: number
  /** 00:00 UTC of the day from which the token is expired. */
  readonly expiresAt: number | undefined
  /** The tokens that descend from the same one by rotation. */
  readonly family: number
  readonly secret: string
  lastUsedAt: number | undefined
  revoked: boolean
}

interface Options {
  readonly seed: string
  readonly keys: number
  readonly now: number | undefined
  /** The places of the seeded tokens, in rotation. */
  readonly places: readonly string[]
  readonly credential: Pick<GitLabToken, 'place' | 'scopes'>
}

export type Draft = Pick<
  GitLabToken,
  'place' | 'name' | 'description' | 'scopes' | 'userId' | 'level' | 'expiresAt'
>

export const DAY_MS = 86_400_000
export const OWNER = 42
const USE_KEPT_MS = 10 * 60_000
export const dayOf = (at: number): number => Math.floor(at / DAY_MS) * DAY_MS

/** The form of GitLab's tokens: a prefix and 20 characters. Derived only from `name`. */
const secretOf = (name: string): string => `glpat-${hexOf(name).slice(0, 20)}`

/** A vault with `keys` tokens, not counting the credential's own. */
export function createGitLabVault({ seed, keys: count, now, places, credential }: Options) {
  const clock = runningClock(now)
  const tokens = new Map<number, GitLabToken>()
  const bySecret = new Map<string, GitLabToken>()
  let last = 1_000

  const isLive = ({ revoked, expiresAt }: GitLabToken): boolean =>
    !revoked && clock() < (expiresAt ?? Infinity)
  const isAlive = (secret: string): boolean => {
    const token = bySecret.get(secret)
    return token !== undefined && isLive(token)
  }
  const handedOut = recordHandedOut(isAlive)
  const add = (draft: Draft, about: { family?: number; createdAt?: number } = {}): GitLabToken => {
    last += 1
    const token: GitLabToken = {
      ...draft,
      id: last,
      family: about.family ?? last,
      createdAt: about.createdAt ?? clock(),
      secret: secretOf(`${seed} token ${String(last)}`),
      lastUsedAt: undefined,
      revoked: false,
    }
    tokens.set(token.id, token)
    bySecret.set(token.secret, token)
    return token
  }
  /** Each project or group token has a bot user of its own. */
  const botOf = (): number => 9_000 + last

  const levelOf = (place: string, level: number) => (place === 'personal' ? undefined : level)
  const own = add(
    {
      ...credential,
      name: 'keyhold',
      description: null,
      userId: credential.place === 'personal' ? OWNER : botOf(),
      level: levelOf(credential.place, 50),
      expiresAt: dayOf(clock()) + 200 * DAY_MS,
    },
    { createdAt: clock() - 90 * DAY_MS },
  )
  for (let index = 0; index < count; index += 1) {
    const roll = (what: string, below: number): number => numberOf(`${seed} ${String(index)} ${what}`, below)
    const place = places[index % places.length] ?? 'personal'
    const age = roll('age', 200)
    const token = add(
      {
        place,
        name: labelOf(index),
        description: roll('described', 3) === 0 ? null : `Used by ${labelOf(index + 5)}`,
        scopes: SCOPES[roll('scopes', SCOPES.length)] ?? ['api'],
        userId: place === 'personal' ? OWNER : botOf(),
        level: levelOf(place, LEVELS[roll('level', LEVELS.length)] ?? 30),
        expiresAt: dayOf(clock()) + (1 + roll('ends', 364 - age)) * DAY_MS,
      },
      { createdAt: clock() - age * DAY_MS },
    )
    token.lastUsedAt = roll('used', 4) === 0 ? undefined : clock() - roll('last', 200) * 3_600_000
  }

  const revokeFamily = (family: number): void => {
    for (const token of tokens.values()) if (token.family === family) token.revoked = true
  }

  return {
    clock,
    own,
    isLive,
    all: (): readonly GitLabToken[] => [...tokens.values()],
    find: (id: number): GitLabToken | undefined => tokens.get(id),
    /** Without a user, creates a bot user that owns the token. */
    create: (draft: Omit<Draft, 'userId'> & { readonly userId?: number }): GitLabToken =>
      add({ ...draft, userId: draft.userId ?? botOf() }),
    /** The old secret ends when the new one is created. Rotating a revoked token revokes every live token of its family. Throws Refusal 400. */
    rotate(token: GitLabToken, expiresAt: number): GitLabToken {
      if (token.revoked) {
        revokeFamily(token.family)
        throw new Refusal(400, '400 Bad request - Token already revoked')
      }
      if (!isLive(token)) throw new Refusal(400, '400 Bad request - Token already expired')
      token.revoked = true
      const { place, name, description, scopes, userId, level, family } = token
      return add({ place, name, description, scopes, userId, level, expiresAt }, { family })
    },
    /** Records that an answer contains this token's secret. */
    handOut: ({ secret, id }: GitLabToken): void => handedOut.add(secret, String(id)),
    handedOut: handedOut.all,
    isAlive,
    holdsSecret: (text: string): boolean =>
      (text.match(/glpat-[0-9a-f]{20}/g) ?? []).some((one) => bySecret.has(one)),
    /** The token of a request. Records its use. Throws Refusal 401, with `pointer` for a token that once existed. */
    signIn(secret: string): GitLabToken {
      const token = bySecret.get(secret)
      if (token === undefined) throw new Refusal(401, '401 Unauthorized')
      if (token.revoked)
        throw new Refusal(401, 'Token was revoked. You have to re-authorize from the user.', 'invalid_token')
      if (!isLive(token))
        throw new Refusal(
          401,
          'Token is expired. You can either do re-authorization or token refresh.',
          'invalid_token',
        )
      if (clock() - (token.lastUsedAt ?? 0) > USE_KEPT_MS) token.lastUsedAt = clock()
      return token
    },
  }
}

export type GitLabVault = ReturnType<typeof createGitLabVault>

const SCOPES = [['api'], ['read_api'], ['read_repository', 'write_repository'], ['read_registry']] as const
const LEVELS = [20, 30, 40] as const

/** A token in the shape that the API returns. `whole`: the answer of a creation or rotation, the only one with the secret. */
export function onWire(token: GitLabToken, isLive: boolean, whole = false): Record<string, unknown> {
  const time = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString())
  const { id, name, description, scopes, userId, level, revoked, createdAt, expiresAt, lastUsedAt } = token
  return {
    id,
    name,
    revoked,
    created_at: time(createdAt),
    description,
    scopes,
    user_id: userId,
    last_used_at: time(lastUsedAt),
    active: isLive,
    expires_at: time(expiresAt)?.slice(0, 10) ?? null,
    ...(level === undefined ? {} : { access_level: level, resource_type: token.place.split(':')[0] }),
    ...(whole ? { token: token.secret } : {}),
  }
}
