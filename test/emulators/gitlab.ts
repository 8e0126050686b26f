/**
 * GitLab's access token APIs on loopback, quirks included: families, 401 where other APIs answer 404, expiry dates without times, paging in headers.
 */
import { bearerOf } from './bodies.ts'
import type { Emulator, Seed } from './emulator.ts'
import { listReply, type Paging } from './gitlab-list.ts'
import {
  drafted,
  FREE_SCOPES,
  paramsOf,
  personalDraft,
  refusalForm,
  rotationEnd,
  type Params,
} from './gitlab-params.ts'
import { listedPlaces, placeFrom, PLACES, userNameOf } from './gitlab-places.ts'
import { createGitLabVault, onWire, type GitLabToken } from './gitlab-vault.ts'
import { Refusal } from './refusal.ts'
import { startServer, type Asked, type Reply } from './server.ts'

export interface GitLabSeed extends Seed {
  /** The places of the seeded tokens, in rotation. By default all of the account's places. */
  readonly places?: readonly string[]
  /** The scopes of the credential. */
  readonly scopes?: readonly string[]
  /** The place that the credential belongs to. By default it is a personal token. */
  readonly credentialOf?: string
  /** The role of the credential's user in every place. */
  readonly role?: number
  /** The credential's user is an administrator, who sees the tokens of all users. */
  readonly isAdmin?: boolean
  /** How a list names its next page. GitLab uses both ways; proxies and old versions omit one. */
  readonly paging?: Paging
  /** Imitates a version without the state filter for project and group tokens. */
  readonly ignoresState?: boolean
  /** The server's path prefix. */
  readonly subpath?: string
}

export interface GitLabEmulator extends Emulator {
  /** The tokens in their current state, including revoked ones, the credential's own first. */
  readonly keys: readonly Readonly<GitLabToken>[]
  /** Rotates a token outside Keyhold. Returns the new number. */
  rotateElsewhere(id: number): number
  revokeElsewhere(id: number): void
}

const API = '/api/v4'
const MAINTAINER = 40

const DEFAULTS = {
  seed: 'gitlab',
  keys: 6,
  role: 50,
  isAdmin: false,
  paging: 'both',
  ignoresState: false,
  places: PLACES,
  scopes: ['api'],
  credentialOf: 'personal',
  subpath: '',
} as const satisfies GitLabSeed

/** Starts the emulator with `keys` (6 by default) tokens. The caller must `close` it. */
export async function startGitLab(given: GitLabSeed = {}): Promise<GitLabEmulator> {
  const {
    seed,
    keys: count,
    role,
    isAdmin,
    paging,
    ignoresState,
    places,
    subpath,
    ...options
  } = {
    ...DEFAULTS,
    ...given,
  }
  const { scopes, credentialOf } = options
  const credential = { place: credentialOf, scopes }
  const vault = createGitLabVault({ seed, keys: count, now: given.now, places, credential })
  const prefix = `${subpath}${API}`
  let origin = ''

  const answerOf = (token: GitLabToken, whole = false) => onWire(token, vault.isLive(token), whole)
  const ok = (token: GitLabToken): Reply => ({ status: 200, json: answerOf(token) })
  const handOut = (token: GitLabToken, status: number): Reply => {
    vault.handOut(token)
    return { status, json: answerOf(token, true) }
  }
  const isBot = ({ place }: GitLabToken): boolean => place !== 'personal'

  /** A bot has a role only in its own place. */
  const roleIn = (own: GitLabToken, place: string): number =>
    isBot(own) ? (own.place === place ? (own.level ?? 0) : 0) : role
  const needRole = (own: GitLabToken, place: string): void => {
    if (roleIn(own, place) < MAINTAINER) throw new Refusal(401, '401 Unauthorized')
  }
  /** A non-administrator does not learn which tokens exist. */
  const personal = (own: GitLabToken, id: string): GitLabToken => {
    const token = vault.find(Number(id))
    const isSeen = token !== undefined && (isAdmin || token.userId === own.userId)
    if (!isSeen) throw isAdmin ? new Refusal(404, '404 Not found') : new Refusal(401, '401 Unauthorized')
    return token
  }
  const inPlace = (place: string, id: string): GitLabToken => {
    const token = vault.find(Number(id))
    if (token?.place !== place)
      throw new Refusal(404, `404 ${place.split(':')[0] ?? ''} Access Token Not Found`)
    return token
  }

  const list = (tokens: readonly GitLabToken[], url: URL, knowsState = true): Reply =>
    listReply(tokens, url, { knowsState, paging, isLive: vault.isLive })

  const listPersonal = (own: GitLabToken, url: URL): Reply => {
    const asked = url.searchParams.get('user_id')
    if (!isAdmin && asked !== null && asked !== String(own.userId)) throw new Refusal(401, '401 Unauthorized')
    const user = isAdmin ? (asked ?? undefined) : String(own.userId)
    return list(
      vault.all().filter(({ userId }) => user === undefined || String(userId) === user),
      url,
    )
  }
  const rotate = (token: GitLabToken, params: Params): Reply =>
    handOut(vault.rotate(token, rotationEnd(params, vault.clock())), 200)
  const revoke = (token: GitLabToken): Reply => {
    token.revoked = true
    return { status: 204 }
  }
  const create = (own: GitLabToken, place: string, params: Params): Reply => {
    const draft = drafted(params, vault.clock())
    const word = place.split(':')[0] ?? ''
    if (isBot(own) || roleIn(own, place) < MAINTAINER)
      throw new Refusal(400, `400 Bad request - User does not have permission to create ${word} access token`)
    if (draft.level > roleIn(own, place))
      throw new Refusal(400, '400 Bad request - Access level of the token can’t be higher than your own')
    return handOut(vault.create({ ...draft, place }), 201)
  }

  const createPersonal = (userId: number, params: Params, scopes?: readonly string[]): Reply =>
    handOut(vault.create({ ...personalDraft(params, vault.clock(), scopes), place: 'personal', userId }), 201)

  type Handler = (own: GitLabToken, parts: readonly string[], params: Params, url: URL) => Reply
  const READ = ['api', 'read_api']
  const WRITE = ['api']
  const SELF_ROTATE = ['api', 'self_rotate']
  const ofPlace =
    (run: (place: string, own: GitLabToken, id: string, params: Params, url: URL) => Reply): Handler =>
    (own, [kind = '', name = '', id = ''], params, url) => {
      const place = placeFrom(kind, decodeURIComponent(name))
      return run(place, own, id, params, url)
    }
  const ROUTES: readonly (readonly [
    method: string,
    path: RegExp,
    scopes: readonly string[] | undefined,
    Handler,
  ])[] = [
    ['GET', /^\/user$/, [...READ, 'read_user'], (own) => userOf(own)],
    ['GET', /^\/personal_access_tokens$/, READ, (own, _, __, url) => listPersonal(own, url)],
    ['GET', /^\/personal_access_tokens\/self$/, undefined, (own) => ok(own)],
    ['DELETE', /^\/personal_access_tokens\/self$/, undefined, (own) => revoke(own)],
    [
      'POST',
      /^\/personal_access_tokens\/self\/rotate$/,
      SELF_ROTATE,
      (own, _, params) => rotate(own, params),
    ],
    ['GET', /^\/personal_access_tokens\/(\d+)$/, READ, (own, [id = '']) => ok(personal(own, id))],
    ['DELETE', /^\/personal_access_tokens\/(\d+)$/, WRITE, (own, [id = '']) => revoke(personal(own, id))],
    [
      'POST',
      /^\/personal_access_tokens\/(\d+)\/rotate$/,
      SELF_ROTATE,
      (own, [id = ''], params) => {
        const token = personal(own, id)
        if (!own.scopes.includes('api') && token.id !== own.id) throw new Refusal(403, '403 Forbidden')
        return rotate(token, params)
      },
    ],
    [
      'POST',
      /^\/user\/personal_access_tokens$/,
      WRITE,
      (own, _, params) => createPersonal(own.userId, params, FREE_SCOPES),
    ],
    [
      'POST',
      /^\/users\/(\d+)\/personal_access_tokens$/,
      WRITE,
      (_, [id = ''], params) => {
        if (!isAdmin) throw new Refusal(403, '403 Forbidden')
        return createPersonal(Number(id), params)
      },
    ],
    [
      'GET',
      /^\/(projects|groups)\/([^/]+)\/access_tokens$/,
      READ,
      ofPlace((place, own, _, __, url) => {
        needRole(own, place)
        return list(
          vault.all().filter((token) => token.place === place),
          url,
          !ignoresState,
        )
      }),
    ],
    [
      'POST',
      /^\/(projects|groups)\/([^/]+)\/access_tokens$/,
      WRITE,
      ofPlace((place, own, _, params) => create(own, place, params)),
    ],
    [
      'POST',
      /^\/(projects|groups)\/([^/]+)\/access_tokens\/self\/rotate$/,
      SELF_ROTATE,
      ofPlace((place, own, _, params) => {
        if (own.place !== place) throw new Refusal(405, '405 Method Not Allowed')
        return rotate(own, params)
      }),
    ],
    [
      'GET',
      /^\/(projects|groups)\/([^/]+)\/access_tokens\/(\d+)$/,
      READ,
      ofPlace((place, own, id) => {
        needRole(own, place)
        return ok(inPlace(place, id))
      }),
    ],
    [
      'DELETE',
      /^\/(projects|groups)\/([^/]+)\/access_tokens\/(\d+)$/,
      WRITE,
      ofPlace((place, own, id) => {
        needRole(own, place)
        const token = inPlace(place, id)
        // GitLab deletes the bot user, so its token is no longer found.
        if (token.revoked) throw new Refusal(404, `404 ${place.split(':')[0] ?? ''} Access Token Not Found`)
        return revoke(token)
      }),
    ],
    [
      'POST',
      /^\/(projects|groups)\/([^/]+)\/access_tokens\/(\d+)\/rotate$/,
      WRITE,
      ofPlace((place, own, id, params) => {
        needRole(own, place)
        const token = vault.find(Number(id))
        if (token?.place !== place) throw new Refusal(401, '401 Unauthorized')
        return rotate(token, params)
      }),
    ],
  ]
  const userOf = (own: GitLabToken): Reply => {
    const username = userNameOf(own)
    return { status: 200, json: { id: own.userId, username, name: username, bot: isBot(own) } }
  }

  const secretOf = ({ privateToken, authorization }: Asked): string => privateToken || bearerOf(authorization)
  const find = (method: string, path: string) => {
    const there = ROUTES.filter(([, pattern]) => pattern.test(path))
    const found = there.find(([one]) => one === method)
    if (found !== undefined) return found
    throw there.length === 0
      ? new Refusal(404, '404 Not Found', 'error')
      : new Refusal(405, '405 Not Allowed', 'error')
  }
  const route = (request: Asked): Reply => {
    const url = new URL(request.path, origin)
    const path = url.pathname.startsWith(`${prefix}/`) ? url.pathname.slice(prefix.length) : ''
    const own = vault.signIn(secretOf(request))
    const [, pattern, needed, handler] = find(request.method, path)
    if (needed?.some((scope) => own.scopes.includes(scope)) === false)
      throw new Refusal(403, needed.join(' '), 'insufficient_scope')
    return handler(own, pattern.exec(path)?.slice(1) ?? [], paramsOf(request.json, url.searchParams), url)
  }

  const server = await startServer(
    {
      handle(request) {
        try {
          return route(request)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          return { status: error.status, json: refusalForm(error) }
        }
      },
      errorForm: (_status, words) => ({ message: words }),
      mask: (reply) => {
        const json = reply.json as { token?: string } | undefined
        return json?.token === undefined
          ? reply
          : { ...reply, json: { ...json, token: 'glpat-********************' } }
      },
      holdsSecret: vault.holdsSecret,
      now: vault.clock,
    },
    given.port,
  )
  origin = server.origin

  return {
    ...server,
    provider: 'gitlab',
    settings: {
      ...listedPlaces([...places, credentialOf]),
      baseUrl: `${origin}${subpath}/`,
    },
    credential: vault.own.secret,
    get keys() {
      return vault.all()
    },
    handedOut: vault.handedOut,
    isAlive: vault.isAlive,
    pass: vault.clock.pass,
    rotateElsewhere(id) {
      const token = vault.find(id)
      if (token === undefined) throw new Error(`No token ${String(id)}`)
      return vault.rotate(token, rotationEnd({}, vault.clock())).id
    },
    revokeElsewhere(id) {
      const token = vault.find(id)
      if (token !== undefined) token.revoked = true
    },
  }
}
