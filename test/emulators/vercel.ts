/** Vercel's API for access tokens on loopback: pages by time, a 403 for an unknown token, tokens that are limited to a project. */
import { asObject, bearerOf, maskFields } from './bodies.ts'
import type { Emulator, Seed } from './emulator.ts'
import { Refusal } from './refusal.ts'
import { startServer, type Asked, type Reply } from './server.ts'
import { createVercelVault, onWire, type VercelToken } from './vercel-vault.ts'

export interface VercelSeed extends Seed {
  readonly pageSize?: number
  /** The next page is given as a text, as in one variant of the API. */
  readonly textPages?: boolean
  /** Ignores the requested page, and always announces a next one. */
  readonly repeats?: boolean
  /** Requires another sign-in before it creates a token. */
  readonly stepUp?: boolean
  /** Leaves optional fields out. */
  readonly sparse?: boolean
  /** Refuses the credential's requests about tokens, as Vercel does for the credential of its own CLI. */
  readonly isLimited?: boolean
}

export interface VercelEmulator extends Emulator {
  /** The tokens in their current state, the credential's own first. */
  readonly tokens: readonly Readonly<VercelToken>[]
  removeElsewhere(id: string): void
  /** Reports a token as found in public, and optionally revokes it. */
  leak(id: string, url: string, revokes?: boolean): void
}

const CODES: Readonly<Record<number, string>> = { 400: 'bad_request', 403: 'forbidden', 404: 'not_found' }
const OUT_OF_SCOPE =
  'Not authorized: Trying to access resource under scope "example". You must re-authenticate to this scope or use a token with access to this scope.'

/** Starts the emulator with `keys` (3 by default) tokens, not counting the credential's own. The caller must `close` it. */
export async function startVercel(options: VercelSeed = {}): Promise<VercelEmulator> {
  const { keys = 3, seed = 'vercel', now, pageSize = 100, sparse = false } = options
  const vault = createVercelVault({ seed, tokens: keys, now })
  const ok = (json: unknown): Reply => ({ status: 200, json })
  const answerOf = (token: VercelToken): object => onWire(token, sparse)

  const list = ({ path }: Asked): Reply => {
    const asked = new URL(path, 'http://vercel').searchParams.get('until')
    const until = asked === null || options.repeats === true ? Infinity : Number(asked)
    const left = vault
      .all()
      .filter(({ createdAt }) => createdAt < until)
      .toSorted((a, b) => b.createdAt - a.createdAt)
    const page = left.slice(0, pageSize)
    const last = page.at(-1)?.createdAt ?? null
    const next = options.repeats === true || left.length > page.length ? last : null
    const named = options.textPages === true && next !== null ? String(next) : next
    return ok({ tokens: page.map(answerOf), pagination: { count: page.length, next: named, prev: null } })
  }

  const create = ({ path, json }: Asked): Reply => {
    const query = new URL(path, 'http://vercel').searchParams
    const { name, expiresAt, projectId } = asObject(json)
    if (options.stepUp === true) throw new Refusal(403, 'Sign in again to create a token.')
    if (typeof name !== 'string' || name === '') throw new Refusal(400, 'Invalid request: `name` is missing.')
    if (expiresAt !== undefined && !(typeof expiresAt === 'number' && expiresAt > vault.clock()))
      throw new Refusal(400, 'Invalid request: `expiresAt` must be in the future.')
    const token = vault.create({
      name,
      team: query.get('teamId') ?? slugTeam(query.get('slug')),
      project: typeof projectId === 'string' ? projectId : undefined,
      expiresAt,
    })
    return ok({ token: answerOf(token), bearerToken: token.secret })
  }

  type Handler = (request: Asked, id: string, caller: VercelToken) => Reply
  const named = (id: string, caller: VercelToken) => (id === 'current' ? caller : vault.find(id))
  const routes: Readonly<Record<string, Handler>> = {
    'GET /v6/user/tokens': list,
    'POST /v3/user/tokens': create,
    'GET /v5/user/tokens/:id': (_, id, caller) => ok({ token: answerOf(named(id, caller)) }),
    'DELETE /v3/user/tokens/:id': (_, id, caller) => {
      const token = named(id, caller)
      vault.remove(token)
      return ok({ tokenId: token.id })
    },
  }

  const handlerOf = ({ method, path }: Asked) => {
    const [, place = '', id] = /^(\/v\d\/user\/tokens)(?:\/([^/?]+))?(?:\?|$)/.exec(path) ?? []
    const handler = routes[`${method} ${place}${id === undefined ? '' : '/:id'}`]
    if (handler === undefined) throw new Refusal(404, 'Not Found')
    return { handler, id: decodeURIComponent(id ?? '') }
  }

  const route = (request: Asked): Reply => {
    const caller = vault.owner(bearerOf(request.authorization))
    if (caller === undefined) throw new UnknownToken()
    const { handler, id } = handlerOf(request)
    if (caller.project !== undefined || options.isLimited === true) throw new Refusal(403, OUT_OF_SCOPE)
    caller.activeAt = vault.clock()
    return handler(request, id, caller)
  }

  const errorForm = (status: number, message: string): unknown => ({
    error: { code: CODES[status] ?? 'error', message },
  })

  const server = await startServer(
    {
      handle(request) {
        try {
          return route(request)
        } catch (error) {
          if (error instanceof UnknownToken)
            return {
              status: 403,
              json: { error: { code: 'forbidden', message: 'Not authorized', invalidToken: true } },
            }
          if (!(error instanceof Refusal)) throw error
          return { status: error.status, json: errorForm(error.status, error.message) }
        }
      },
      errorForm,
      mask: maskFields({ bearerToken: 'vcp_…' }),
      holdsSecret: vault.holdsSecret,
      now: vault.clock,
    },
    options.port,
  )

  return {
    ...server,
    provider: 'vercel',
    settings: { baseUrl: `${server.origin}/` },
    credential: vault.credential,
    get tokens() {
      return vault.all()
    },
    handedOut: vault.handedOut,
    isAlive: vault.isAlive,
    pass: vault.clock.pass,
    removeElsewhere: (id) => vault.remove(vault.find(id)),
    leak(id, url, revokes = false) {
      const token = vault.find(id)
      token.leaked = { at: vault.clock(), url }
      if (revokes) token.revokedAt = vault.clock()
    },
  }
}

class UnknownToken extends Error {}

const slugTeam = (slug: string | null): string | undefined => (slug === null ? undefined : `team_of_${slug}`)
