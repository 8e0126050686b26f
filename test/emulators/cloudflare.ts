/** Cloudflare's API for tokens on loopback: user tokens, account tokens and Access service tokens, in its envelope. */
import { maskFields } from './bodies.ts'
import {
  asksToRotate,
  draftedServiceToken,
  draftedToken,
  readPreviousEnd,
  readStatus,
} from './cloudflare-drafts.ts'
import {
  groupId,
  GROUPS,
  idOf,
  serviceTokenOnWire,
  tokenOnWire,
  type FlareServiceToken,
  type FlareToken,
} from './cloudflare-tokens.ts'
import { createFlareVault } from './cloudflare-vault.ts'
import { seconds, type Emulator, type Seed } from './emulator.ts'
import { Refusal } from './refusal.ts'
import { startServer, type Asked, type Reply } from './server.ts'

export interface FlareSeed extends Seed {
  /** The permission groups of the credential; all of them by default. */
  readonly grants?: readonly string[]
  /** Groups that the credential's owner does not have, so that no token with them can be created. */
  readonly withheld?: readonly string[]
  /** The credential is an account's token. */
  readonly isAccountCredential?: boolean
  /** What the account form lists; everything by default. */
  readonly lists?: readonly ('user' | 'account' | 'access')[]
  /** The most tokens. The API allows a user 50 and an account 500. */
  readonly quota?: { readonly user: number; readonly account: number }
  /** The most keys on one page, whatever the request asks for. */
  readonly largestPage?: number
  /** Service tokens have their time of creation, which the vendor's package does not have. */
  readonly isDated?: boolean
  /** Leaves the counts out of lists. */
  readonly isUncounted?: boolean
}

export interface FlareEmulator extends Emulator {
  /** The user's tokens in their current state, the credential's own first. */
  readonly userTokens: readonly Readonly<FlareToken>[]
  readonly accountTokens: readonly Readonly<FlareToken>[]
  readonly serviceTokens: readonly Readonly<FlareServiceToken>[]
  /** Rolls or rotates a token outside Keyhold. */
  renewElsewhere(id: string): void
  removeElsewhere(id: string): void
}

const PREFIX = '/client/v4'
/** Codes of other errors have several meanings, so only these are sent. */
const CODES: Readonly<Partial<Record<number, number>>> = { 401: 1000, 403: 9109 }

const DEFAULTS = {
  seed: 'cloudflare',
  keys: 3,
  withheld: [] as readonly string[],
  largestPage: 50,
  isUncounted: false,
  lists: ['user', 'account', 'access'] as readonly string[],
  isAccountCredential: false,
  isDated: false,
}

/** Starts the emulator with `keys` (3 by default) of each kind. The caller must `close` it. */
export async function startCloudflare(options: FlareSeed = {}): Promise<FlareEmulator> {
  const { seed, keys, withheld, largestPage, isUncounted, lists, isAccountCredential, isDated } = {
    ...DEFAULTS,
    ...options,
  }
  const account = idOf(`${seed} account`)
  const grants = options.grants ?? GROUPS.map(({ name }) => name)
  const quota = options.quota ?? { user: Math.max(50, keys + 50), account: Math.max(500, keys + 50) }
  const vault = createFlareVault({ seed, keys, now: options.now, account, grants, isAccountCredential })

  const ok = (result: unknown, info?: object): Reply => ({
    status: 200,
    json: { success: true, errors: [], messages: [], result, ...(info && { result_info: info }) },
  })
  const toldToken = (token: FlareToken, whole = false) => tokenOnWire(token, vault.clock(), whole)

  const toldService = (service: FlareServiceToken, whole = false) =>
    serviceTokenOnWire(service, { whole, isDated })

  const paged = (all: readonly object[], { searchParams }: URL): Reply => {
    const size = Math.min(largestPage, Number(searchParams.get('per_page') ?? 20))
    const page = Number(searchParams.get('page') ?? 1)
    if (!(size >= 1 && page >= 1)) throw new Refusal(400, 'Invalid page')
    const result = all.slice((page - 1) * size, page * size)
    const info = { page, per_page: size, count: result.length }
    const counts = { total_count: all.length, total_pages: Math.ceil(all.length / size) }
    return ok(result, isUncounted ? info : { ...info, ...counts })
  }

  const listTokens = (of: string | undefined, url: URL): Reply => {
    const withExpired = url.searchParams.get('include_expired') === 'true'
    const shown = vault
      .tokens(of)
      .filter(({ expiresOn }) => withExpired || (expiresOn ?? Infinity) > vault.clock())
    const ordered = url.searchParams.get('direction') === 'desc' ? [...shown].reverse() : shown
    return paged(
      ordered.map((token) => toldToken(token)),
      url,
    )
  }
  const createToken = (of: string | undefined, { json }: Asked): Reply => {
    const draft = draftedToken(json, withheld)
    const most = of === undefined ? quota.user : quota.account
    if (vault.tokens(of).length >= most)
      throw new Refusal(400, `No more than ${String(most)} tokens are allowed`)
    const token = vault.createToken(draft, of)
    vault.handOut(token.secret, token.id)
    return ok(toldToken(token, true))
  }
  const changeToken = (token: FlareToken, { json }: Asked): Reply => {
    const status = readStatus(json, token.status)
    Object.assign(token, draftedToken(json, withheld), { status, modifiedOn: seconds(vault.clock()) })
    return ok(toldToken(token))
  }
  const roll = (token: FlareToken): Reply => {
    vault.roll(token)
    vault.handOut(token.secret, token.id)
    return ok(token.secret)
  }
  const remove = (id: string, result: object): Reply => {
    vault.remove(id)
    return ok(result)
  }
  const verify = (token: FlareToken, of: string | undefined): Reply => {
    if (token.account !== of) throw new Refusal(401, 'Invalid API Token')
    const { id, status, expires_on, not_before } = toldToken(token) as Record<string, unknown>
    return ok({ id, status, expires_on, not_before })
  }

  const handOutService = (service: FlareServiceToken): Reply => {
    vault.handOut(service.secret, service.id)
    return ok(toldService(service, true))
  }
  const createService = ({ json }: Asked): Reply =>
    handOutService(
      vault.createService(draftedServiceToken(json, { name: '', duration: '8760h', enabled: true })),
    )
  const changeService = (service: FlareServiceToken, { json }: Asked): Reply => {
    Object.assign(service, draftedServiceToken(json, service))
    const until = readPreviousEnd(json)
    if (asksToRotate(json)) vault.rotate(service, until)
    else if (until !== undefined && service.previous !== undefined) service.previous.until = until
    return ok(toldService(service))
  }
  const rotate = (service: FlareServiceToken, { json }: Asked): Reply => {
    vault.rotate(service, readPreviousEnd(json))
    return handOutService(service)
  }
  const refresh = (service: FlareServiceToken): Reply => {
    service.since = seconds(vault.clock())
    return ok(toldService(service))
  }

  interface Called {
    readonly of: string | undefined
    readonly id: string
    readonly request: Asked
    readonly url: URL
    readonly caller: FlareToken
  }
  type Route = readonly [
    method: string,
    path: RegExp,
    needs: 'read' | 'write' | 'nothing',
    act: (call: Called) => Reply,
  ]

  const tokenRoutes: readonly Route[] = [
    ['GET', /^$/, 'read', ({ of, url }) => listTokens(of, url)],
    ['POST', /^$/, 'write', ({ of, request }) => createToken(of, request)],
    ['GET', /^\/verify$/, 'nothing', ({ of, caller }) => verify(caller, of)],
    ['GET', /^\/permission_groups$/, 'read', () => ok(GROUPS)],
    ['GET', ONE, 'read', ({ of, id }) => ok(toldToken(vault.token(id, of)))],
    ['PUT', ONE, 'write', ({ of, id, request }) => changeToken(vault.token(id, of), request)],
    ['PUT', /^\/([^/]+)\/value$/, 'write', ({ of, id }) => roll(vault.token(id, of))],
    ['DELETE', ONE, 'write', ({ of, id }) => remove(vault.token(id, of).id, { id })],
  ]
  const serviceRoutes: readonly Route[] = [
    [
      'GET',
      /^$/,
      'read',
      ({ url }) =>
        paged(
          vault.services().map((one) => toldService(one)),
          url,
        ),
    ],
    ['POST', /^$/, 'write', ({ request }) => createService(request)],
    ['GET', ONE, 'read', ({ id }) => ok(toldService(vault.service(id)))],
    ['PUT', ONE, 'write', ({ id, request }) => changeService(vault.service(id), request)],
    ['DELETE', ONE, 'write', ({ id }) => remove(id, toldService(vault.service(id)))],
    ['POST', /^\/([^/]+)\/rotate$/, 'write', ({ id, request }) => rotate(vault.service(id), request)],
    ['POST', /^\/([^/]+)\/refresh$/, 'write', ({ id }) => refresh(vault.service(id))],
  ]
  const roots: readonly (readonly [
    path: string,
    of: string | undefined,
    group: string,
    routes: readonly Route[],
  ])[] = [
    ['/user/tokens', undefined, 'API Tokens', tokenRoutes],
    [`/accounts/${account}/tokens`, account, 'Account API Tokens', tokenRoutes],
    [`/accounts/${account}/access/service_tokens`, account, 'Access: Service Tokens', serviceRoutes],
  ]

  const authorize = (caller: FlareToken, group: string, needs: Route[2]): void => {
    const enough = (needs === 'write' ? ['Write'] : ['Read', 'Write']).map((level) =>
      groupId(`${group} ${level}`),
    )
    const isOwner = caller.account === undefined || group !== 'API Tokens'
    const may = isOwner && caller.policies.some(({ groups }) => groups.some((id) => enough.includes(id)))
    if (!may) throw new Refusal(403, 'Unauthorized to access requested resource')
  }

  const route = (request: Asked): Reply => {
    const url = new URL(request.path, 'http://127.0.0.1')
    const path = url.pathname.startsWith(PREFIX) ? url.pathname.slice(PREFIX.length) : ''
    const caller = vault.caller(request.authorization)
    const root = roots.find(([start]) => path === start || path.startsWith(`${start}/`))
    const rest = path.slice(root?.[0].length ?? 0)
    const found = root?.[3].find(([method, pattern]) => method === request.method && pattern.test(rest))
    if (root === undefined || found === undefined) throw new Refusal(404, 'No route for that URI')
    const [, of, group] = root
    const [, pattern, needs, act] = found
    if (needs !== 'nothing') authorize(caller, group, needs)
    return act({ of, id: decodeURIComponent(pattern.exec(rest)?.[1] ?? ''), request, url, caller })
  }

  const server = await startServer(
    {
      handle(request) {
        try {
          return route(request)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          return { status: error.status, json: envelope(error.status, error.message) }
        }
      },
      errorForm: envelope,
      mask,
      holdsSecret: vault.holdsSecret,
      now: vault.clock,
    },
    options.port,
  )

  return {
    ...server,
    provider: 'cloudflare',
    settings: { lists: [...lists], accountId: account, baseUrl: `${server.origin}${PREFIX}/` },
    credential: vault.credential,
    get userTokens() {
      return vault.tokens(undefined)
    },
    get accountTokens() {
      return vault.tokens(account)
    },
    get serviceTokens() {
      return vault.services()
    },
    handedOut: vault.handedOut,
    isAlive: vault.isAlive,
    pass: vault.clock.pass,
    renewElsewhere(id) {
      const token = [...vault.tokens(undefined), ...vault.tokens(account)].find((one) => one.id === id)
      if (token === undefined) vault.rotate(vault.service(id), undefined)
      else vault.roll(token)
    },
    removeElsewhere: (id) => void vault.remove(id),
  }
}

const ONE = /^\/([^/]+)$/

function envelope(status: number, message: string): unknown {
  const errors = [{ code: CODES[status] ?? 7_003, message }]
  return { success: false, errors, messages: [], result: null }
}

const STARS = '*'.repeat(48)
const maskSecrets = maskFields({ value: STARS, client_secret: STARS })

/** Masks the secret wherever an answer has one. The answer to a roll consists only of the secret. */
function mask(reply: Reply): Reply {
  const json = (reply.json ?? {}) as { readonly result?: unknown }
  if (typeof json.result !== 'string') return maskSecrets(reply)
  return { ...reply, json: { ...json, result: '*'.repeat(json.result.length) } }
}
