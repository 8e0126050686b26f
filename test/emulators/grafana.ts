/** Grafana's API for service accounts on loopback, below a subpath: unique names, limited token lifetimes, permissions. */
import { asObject, bearerOf, maskFields } from './bodies.ts'
import { seconds, type Emulator, type Seed } from './emulator.ts'
import { createGrafanaVault, type GrafanaAccount, type GrafanaToken } from './grafana-vault.ts'
import { Refusal } from './refusal.ts'
import { startServer, type Asked, type Reply } from './server.ts'

export interface GrafanaSeed extends Seed {
  /** The number of service accounts that own the tokens. */
  readonly accounts?: number
  /** The permissions of the credential; all of them by default. */
  readonly permissions?: readonly string[]
  /** The longest lifetime of a token, in seconds. Tokens without an expiry are refused, too. */
  readonly longestLife?: number
  /** The other limit on lifetimes, in days. Its refusal is plain text. */
  readonly longestDays?: number
  /** Imitates a version without last use, revocation, accessControl, and the newer error fields. */
  readonly isOld?: boolean
  /** The most accounts on one page, whatever the request asks for. */
  readonly pageSize?: number
}

export interface GrafanaEmulator extends Emulator {
  readonly accounts: readonly Readonly<GrafanaAccount>[]
  /** The tokens in their current state, the credential's own first. */
  readonly tokens: readonly Readonly<GrafanaToken>[]
  removeElsewhere(id: number): void
  /** Revokes a token as secret scanning does. */
  revokeElsewhere(id: number): void
}

const PREFIX = '/grafana/api'
const READ = 'serviceaccounts:read'
const WRITE = 'serviceaccounts:write'
const CREATE = 'serviceaccounts:create'
const ALL = [READ, WRITE, CREATE]
const ROLES = ['None', 'Viewer', 'Editor', 'Admin']
const DAY_S = 86_400

/** An answer that is not JSON. */
class Text extends Error {}

/** Starts the emulator with `keys` (3 by default) tokens, not counting the credential's own. The caller must `close` it. */
export async function startGrafana(options: GrafanaSeed = {}): Promise<GrafanaEmulator> {
  const { keys = 3, seed = 'grafana', now, accounts = 6, isOld = false, pageSize = Infinity } = options
  const { permissions = ALL, longestLife, longestDays } = options
  const vault = createGrafanaVault({ seed, tokens: keys, accounts, now })

  const search = ({ path }: Asked): Reply => {
    const query = new URL(path, 'http://grafana').searchParams
    const page = Number(query.get('page') ?? 1)
    const perPage = Math.min(Number(query.get('perpage') ?? 1000), pageSize)
    const name = (query.get('query') ?? '').toLowerCase()
    const fitting = vault.accounts().filter((one) => one.name.toLowerCase().includes(name))
    const accountRows = fitting.slice((page - 1) * perPage, page * perPage).map((account) => ({
      ...vault.accountOnWire(account),
      ...(!isOld &&
        query.get('accesscontrol') === 'true' && {
          accessControl: Object.fromEntries(
            permissions.filter((one) => one !== CREATE).map((one) => [one, true]),
          ),
        }),
    }))
    return { status: 200, json: { totalCount: fitting.length, serviceAccounts: accountRows, page, perPage } }
  }

  const checkLife = (secondsToLive: number): void => {
    if (longestLife !== undefined && secondsToLive === 0)
      throw new Refusal(400, 'Number of seconds before expiration should be set')
    if (longestLife !== undefined && secondsToLive > longestLife)
      throw new Refusal(400, 'Number of seconds before expiration is greater than the global limit')
    if (longestDays !== undefined && Math.trunc(secondsToLive / DAY_S) > longestDays)
      throw new Text(
        'The expiration date input exceeds the limit for service account access tokens expiration date',
      )
  }

  const createToken = (account: GrafanaAccount, { json }: Asked): Reply => {
    const { name, secondsToLive = 0 } = asObject(json)
    if (typeof name !== 'string' || name === '' || typeof secondsToLive !== 'number' || secondsToLive < 0)
      throw new Refusal(400, 'bad request data')
    checkLife(secondsToLive)
    const { id, key } = vault.addToken(account, name, secondsToLive)
    return { status: 200, json: { id, name, key } }
  }

  const createAccount = ({ json }: Asked): Reply => {
    const { name, role = 'Viewer', isDisabled = false } = asObject(json)
    if (typeof name !== 'string' || name === '' || !isRole(role)) throw new Refusal(400, 'Bad request data')
    const made = vault.addAccount(name, role, isDisabled === true)
    return { status: 201, json: vault.accountOnWire(made) }
  }

  const changeAccount = (account: GrafanaAccount, { json }: Asked): Reply => {
    const { name, role, isDisabled } = asObject(json)
    if (role !== undefined && !isRole(role)) throw new Refusal(400, 'Invalid role specified')
    if (typeof name === 'string') account.name = name
    if (role !== undefined) account.role = role
    if (typeof isDisabled === 'boolean') account.isDisabled = isDisabled
    const accountRow = vault.accountOnWire(account)
    const { id } = account
    return {
      status: 200,
      json: isOld
        ? accountRow
        : { id, name: account.name, message: 'Service account updated', serviceaccount: accountRow },
    }
  }

  const numberOf = (text: string | undefined, what: string): number => {
    if (!/^\d+$/.test(text ?? '')) throw new Refusal(400, `${what} ID is invalid`)
    return Number(text)
  }
  const of = (id: string | undefined) => vault.account(numberOf(id, 'Service Account'))
  type Handler = (request: Asked, account?: string, token?: string) => Reply
  const routes: Readonly<Record<string, readonly [permission: string, handler: Handler]>> = {
    'GET /serviceaccounts/search': [READ, search],
    'POST /serviceaccounts': [CREATE, createAccount],
    'PATCH /serviceaccounts/:id': [WRITE, (request, id) => changeAccount(of(id), request)],
    'GET /serviceaccounts/:id/tokens': [
      READ,
      (_, id) => ({
        status: 200,
        json: vault.tokensOf(numberOf(id, 'Service Account')).map((token) => vault.tokenOnWire(token, isOld)),
      }),
    ],
    'POST /serviceaccounts/:id/tokens': [WRITE, (request, id) => createToken(of(id), request)],
    'DELETE /serviceaccounts/:id/tokens/:token': [
      WRITE,
      (_, id, token) => {
        vault.remove(vault.token(numberOf(token, 'Token'), of(id).id))
        return { status: 200, json: { message: 'Service account token deleted' } }
      },
    ],
  }

  const route = (request: Asked): Reply => {
    const secret = bearerOf(request.authorization)
    const owner = vault.owner(secret)
    if (owner === undefined) throw new Refusal(401, 'Invalid API key')
    const { pattern, account, token } = placeOf(request)
    const [permission, handler] = routes[pattern] ?? []
    if (permission === undefined || handler === undefined) throw new Refusal(404, 'Not found')
    // A token of another service account has only the role Viewer.
    const has = secret === vault.credential ? permissions : []
    if (!has.includes(permission))
      throw new Refusal(
        403,
        `You'll need additional permissions to perform this action. Permissions needed: ${permission}`,
      )
    owner.lastUsedAt = seconds(vault.clock())
    return handler(request, account, token)
  }

  const errorForm = (status: number, message: string): unknown =>
    isOld ? { message } : { message, messageId: 'serviceaccounts.refused', statusCode: status, traceID: '' }

  const server = await startServer(
    {
      handle(request) {
        try {
          return route(request)
        } catch (error) {
          if (error instanceof Text) return { status: 400, text: error.message }
          if (!(error instanceof Refusal)) throw error
          return { status: error.status, json: errorForm(error.status, error.message) }
        }
      },
      errorForm,
      mask: maskFields({ key: 'glsa_…' }),
      holdsSecret: vault.holdsSecret,
      now: vault.clock,
    },
    options.port,
  )
  const tokenBy = (id: number): GrafanaToken => {
    const found = vault.tokens().find((token) => token.id === id)
    if (found === undefined) throw new Error(`There is no token ${String(id)}`)
    return found
  }

  return {
    ...server,
    provider: 'grafana',
    settings: { baseUrl: `${server.origin}/grafana/` },
    credential: vault.credential,
    get accounts() {
      return vault.accounts()
    },
    get tokens() {
      return vault.tokens()
    },
    handedOut: vault.handedOut,
    isAlive: vault.isAlive,
    pass: vault.clock.pass,
    removeElsewhere: (id) => vault.remove(tokenBy(id)),
    revokeElsewhere: (id) => {
      tokenBy(id).isRevoked = true
    },
  }
}

const isRole = (value: unknown): value is string => typeof value === 'string' && ROLES.includes(value)

/** The route of a request, with `:id` and `:token` for the numbers in its path, and these numbers. */
function placeOf({ method, path }: Asked) {
  const [, rest = ''] = path.split('?')[0]?.split(`${PREFIX}/`) ?? []
  const [head = '', account, tokens, token] = rest.split('/')
  const pieces = [head, account === 'search' ? account : account && ':id', tokens, token && ':token']
  const pattern = `${method} /${pieces.filter((piece) => piece !== undefined).join('/')}`
  return { pattern, account, token }
}
