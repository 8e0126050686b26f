/** MongoDB Atlas on loopback: two ways to sign in, versions as media types, two secrets per service account, and access lists. */
import { bearerOf, maskFields } from './bodies.ts'
import type { Emulator, Seed } from './emulator.ts'
import { PREFIX, routeAtlas } from './mongodb-atlas-routes.ts'
import { createAtlasVault, type AtlasVault } from './mongodb-atlas-vault.ts'
import { createDoor } from './ops-manager-door.ts'
import { Refusal } from './refusal.ts'
import { startServer, type Asked, type Reply } from './server.ts'

export interface MongoDbAtlasSeed extends Seed {
  readonly signIn?: 'service-account' | 'api-key'
  /** The number of projects; the account lists these instead of the organization. */
  readonly projects?: number
  /** The account form omits the organization. */
  readonly hidesOrganization?: boolean
  /** The most secrets per service account: two at Atlas. */
  readonly quota?: number
  /** The roles of the credential. */
  readonly roles?: readonly string[]
  /** The address of a caller that is not on the access list. If set, every call except the token exchange is refused. */
  readonly barred?: string
  /** The organization requires the caller's address on an API key's access list. */
  readonly needsAccessList?: boolean
  readonly tokenSeconds?: number
}

export interface MongoDbAtlasEmulator extends Emulator {
  readonly vault: AtlasVault
}

const DEFAULTS = {
  seed: 'mongodb-atlas',
  keys: 3,
  signIn: 'service-account',
  projects: 0,
  quota: 2,
  roles: ['ORG_OWNER', 'GROUP_OWNER'],
  tokenSeconds: 3_600,
} as const

/** The exchange of a client ID and its secret for an access token. */
const SIGN_IN_PATH = '/api/oauth/token'

/** The oldest version of each resource. */
const VERSIONS: readonly (readonly [path: RegExp, date: string])[] = [
  [/serviceAccounts/, '2024-08-05'],
  [/./, '2023-01-01'],
]
const MEDIA = /^application\/vnd\.atlas\.(\d{4}-\d\d-\d\d)\+json$/

const REASONS: Readonly<Partial<Record<number, string>>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  409: 'Conflict',
  415: 'Unsupported Media Type',
}

/** Starts the emulator with `keys` (3 by default) service accounts and API keys besides the credential's own. The caller must `close` it. */
export async function startMongoDbAtlas(options: MongoDbAtlasSeed = {}): Promise<MongoDbAtlasEmulator> {
  const { signIn, barred, needsAccessList = false, ...rest } = { ...DEFAULTS, ...options }
  const vault = createAtlasVault({ ...rest, now: options.now })
  const door = createDoor({
    user: vault.ownKey.publicKey,
    password: vault.ownKey.privateKey,
    passwordOf: vault.privateKeyOf,
    now: vault.clock,
    seed: rest.seed,
    algorithm: 'MD5',
    challenge: 'usual',
    alwaysStale: false,
  })

  /** The roles of the caller. Throws Refusal; a request without a credential gets a challenge. */
  const rolesOfCaller = (request: Asked): readonly string[] | Reply => {
    const token = bearerOf(request.authorization)
    if (token !== '') {
      const account = vault.byToken(token)
      if (account === undefined)
        throw new Refusal(401, 'The access token is invalid.', 'INVALID_ACCESS_TOKEN')
      return account.roles
    }
    const asked = door.knock(request)
    if (asked !== undefined) return challengeWith(asked)
    const user = /username="([^"]*)"/.exec(request.authorization)?.[1]
    const key = vault.apiKeys().find(({ publicKey }) => publicKey === user)!
    if (needsAccessList && !key.accessList.some(({ ipAddress }) => ipAddress === '127.0.0.1'))
      throw notListed('127.0.0.1')
    return key.roles.map(({ roleName }) => roleName)
  }

  const exchange = ({ authorization, form, method }: Asked): Reply => {
    const [, basic = ''] = /^Basic (\S+)$/.exec(authorization) ?? []
    const [clientId = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':')
    if (method !== 'POST' || form?.grant_type !== 'client_credentials')
      return { status: 400, json: { error: 'unsupported_grant_type' } }
    const made = vault.exchange(clientId, secret)
    return made === undefined
      ? { status: 401, json: { error: 'invalid_client', error_description: 'Client authentication failed' } }
      : {
          status: 200,
          json: { access_token: made.token, expires_in: made.seconds, token_type: 'Bearer' },
        }
  }

  const act = (request: Asked): Reply => {
    if (request.path === SIGN_IN_PATH) return exchange(request)
    if (!request.path.startsWith(PREFIX))
      throw new Refusal(404, 'Cannot find resource.', 'RESOURCE_NOT_FOUND')
    const caller = rolesOfCaller(request)
    if ('status' in caller) return caller
    if (barred !== undefined) throw notListed(barred)
    checkVersion(request)
    if (request.method !== 'GET' && !caller.some((role) => role.endsWith('_OWNER')))
      throw new Refusal(403, 'The caller is not authorized for this.', 'USER_UNAUTHORIZED')
    return routeAtlas(vault, request)
  }

  const server = await startServer(
    {
      handle(request) {
        try {
          const reply = act(request)
          const media = request.headers.accept ?? ''
          return MEDIA.test(media) && reply.json !== undefined
            ? { ...reply, headers: { 'content-type': media, ...reply.headers } }
            : reply
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          return { status: error.status, json: errorBody(error.status, error.message, error.pointer) }
        }
      },
      errorForm: (status, words) => errorBody(status, words),
      mask: maskFields({ secret: 'mdb_sa_sk_****1a2b', privateKey: '********-****-****-1a2b3c4d5e6f' }),
      holdsSecret: vault.holdsSecret,
      signInPath: SIGN_IN_PATH,
      now: vault.clock,
    },
    options.port,
  )

  const own = vault.ownOf(vault.projects[0] ?? vault.orgId)
  return {
    ...server,
    provider: 'mongodb-atlas',
    settings: {
      baseUrl: server.origin,
      signIn,
      ...(signIn === 'api-key' ? { publicKey: vault.ownKey.publicKey } : { clientId: own.clientId }),
      ...(vault.projects.length > 0
        ? { root: 'projects', projects: vault.projects }
        : { root: 'organization', ...(options.hidesOrganization !== true && { orgId: vault.orgId }) }),
    },
    credential: signIn === 'api-key' ? vault.ownKey.privateKey : own.secrets[0]!.secret,
    vault,
    handedOut: vault.handedOut,
    isAlive: vault.isAlive,
    pass: vault.clock.pass,
  }
}

/** A request may name a later version than the resource has; the newest version before it is used. */
function checkVersion({ path, headers, bodyBytes }: Asked): void {
  const oldest = VERSIONS.find(([pattern]) => pattern.test(path))?.[1] ?? ''
  const isNew = (media = ''): boolean => (MEDIA.exec(media)?.[1] ?? '') >= oldest
  if (!isNew(headers.accept))
    throw new Refusal(406, 'The version of the resource is required.', 'VERSION_REQUIRED')
  if (bodyBytes > 0 && !isNew(headers['content-type']))
    throw new Refusal(415, 'The version of the body is required.', 'UNSUPPORTED_MEDIA_TYPE')
}

const notListed = (address: string): Refusal =>
  new Refusal(
    403,
    `IP address ${address} is not allowed to access this resource.`,
    'IP_ADDRESS_NOT_ON_ACCESS_LIST',
  )

const challengeWith = (header: string): Reply => ({
  status: 401,
  json: errorBody(401, 'You are not authorized for this resource.'),
  headers: { 'www-authenticate': header },
})

const errorBody = (error: number, detail: string, errorCode = 'UNEXPECTED_ERROR'): unknown => ({
  error,
  errorCode,
  reason: REASONS[error] ?? 'Error',
  detail,
  parameters: [],
})
