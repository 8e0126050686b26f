/** OpenRouter's API for keys on loopback: workspaces, a management key that is in no list, and normal keys that cannot manage. */
import { asObject, bearerOf, maskFields } from './bodies.ts'
import type { Emulator, Seed } from './emulator.ts'
import { createOpenRouterVault, onWire, type OpenRouterKey } from './openrouter-vault.ts'
import { Refusal } from './refusal.ts'
import { startServer, type Asked, type Reply } from './server.ts'

export interface OpenRouterSeed extends Seed {
  readonly pageSize?: number
  /** How long a new key is refused. */
  readonly newKeysLagMs?: number
  /** The IDs of workspaces besides the default one. Each has the same number of keys. */
  readonly workspaces?: readonly string[]
}

export interface OpenRouterEmulator extends Emulator {
  readonly keys: readonly Readonly<OpenRouterKey>[]
  removeElsewhere(hash: string): void
}

const PREFIX = '/api/v1'
const RESETS: readonly unknown[] = [null, 'daily', 'weekly', 'monthly']

/** Starts the emulator with `keys` (3 by default) keys in each workspace. The caller must `close` it. */
export async function startOpenRouter(options: OpenRouterSeed = {}): Promise<OpenRouterEmulator> {
  const { keys = 3, seed = 'openrouter', now, pageSize = 100, workspaces = [], newKeysLagMs = 0 } = options
  const vault = createOpenRouterVault({ seed, keys, now, workspaces })
  const reply = (json: unknown, status = 200): Reply => ({ status, json })

  const list = ({ path }: Asked): Reply => {
    const query = new URL(path, 'http://openrouter').searchParams
    const offset = Number(query.get('offset') ?? 0)
    const workspace = query.get('workspace_id') ?? undefined
    if (workspace !== undefined && !workspaces.includes(workspace))
      throw new Refusal(404, 'Workspace not found')
    const shown = vault.all().filter((key) => key.workspace === workspace)
    const seen = query.get('include_disabled') === 'true' ? shown : shown.filter(({ disabled }) => !disabled)
    return reply({ data: seen.slice(offset, offset + pageSize).map(onWire) })
  }

  const create = ({ json }: Asked): Reply => {
    const body = asObject(json)
    const { name, expires_at: end, workspace_id: workspace, creator_user_id: creator = null } = body
    if (typeof name !== 'string' || name === '') throw new Refusal(400, 'name is required')
    if (workspace !== undefined && !workspaces.some((one) => one === workspace))
      throw new Refusal(400, 'Unknown workspace')
    if (creator !== null && !(typeof creator === 'string' && creator.startsWith('user_')))
      throw new Refusal(400, 'Unknown creator_user_id')
    const key = vault.create({
      creator,
      name,
      workspace: typeof workspace === 'string' ? workspace : undefined,
      expiresAt: endOf(end, vault.clock()),
      ...limitsOf(body, { limit: null, reset: null, byok: false }),
    })
    return reply({ data: onWire(key), key: key.secret }, 201)
  }

  const change = (key: OpenRouterKey, { json }: Asked): Reply => {
    const body = asObject(json)
    if ('expires_at' in body) throw new Refusal(400, 'Unrecognized key: expires_at')
    if (typeof body.name === 'string') key.name = body.name
    if (typeof body.disabled === 'boolean') key.disabled = body.disabled
    Object.assign(key, limitsOf(body, key))
    return reply({ data: onWire(key) })
  }

  const routes: Readonly<Record<string, (request: Asked, hash: string) => Reply>> = {
    'GET /keys': list,
    'POST /keys': create,
    'GET /keys/:hash': (_, hash) => reply({ data: onWire(vault.find(hash)) }),
    'PATCH /keys/:hash': (request, hash) => change(vault.find(hash), request),
    'DELETE /keys/:hash': (_, hash) => {
      vault.remove(vault.find(hash))
      return reply({ deleted: true })
    },
  }

  const managed = (request: Asked, path: string): Reply => {
    const [, head = '', hash] = /^\/api\/v1\/(\w+)(?:\/([^/]+))?$/.exec(path) ?? []
    const handler = routes[`${request.method} /${head}${hash === undefined ? '' : '/:hash'}`]
    if (handler === undefined) throw new Refusal(404, 'Not Found')
    return handler(request, decodeURIComponent(hash ?? ''))
  }

  const route = (request: Asked): Reply => {
    const secret = bearerOf(request.authorization)
    const isManaging = secret === vault.credential
    if (!isManaging && (!vault.isAlive(secret) || vault.ageOf(secret) < newKeysLagMs))
      throw new Refusal(401, 'User not found.')
    const [path = ''] = request.path.split('?')
    if (request.method === 'GET' && path === `${PREFIX}/key`)
      return reply({ data: vault.about(secret, isManaging) })
    if (!isManaging) throw new Refusal(401, 'Invalid management key')
    return managed(request, path)
  }

  const errorForm = (status: number, message: string): unknown => ({ error: { code: status, message } })

  const server = await startServer(
    {
      handle(request) {
        try {
          return route(request)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          return { status: error.status, json: errorForm(error.status, error.message) }
        }
      },
      errorForm,
      mask: maskFields({ key: 'sk-or-v1-abc...123' }),
      holdsSecret: vault.holdsSecret,
      now: vault.clock,
    },
    options.port,
  )

  return {
    ...server,
    provider: 'openrouter',
    settings: {
      baseUrl: `${server.origin}${PREFIX}/`,
      ...(workspaces.length > 0 && { workspaces: [...workspaces] }),
    },
    credential: vault.credential,
    get keys() {
      return vault.all()
    },
    handedOut: vault.handedOut,
    isAlive: vault.isAlive,
    pass: vault.clock.pass,
    removeElsewhere: (hash) => vault.remove(vault.find(hash)),
  }
}

type Limits = Pick<OpenRouterKey, 'limit' | 'reset' | 'byok'>

function limitsOf(body: Readonly<Record<string, unknown>>, was: Limits): Limits {
  const { limit = was.limit, limit_reset: reset = was.reset, include_byok_in_limit: byok = was.byok } = body
  if (limit !== null && !(typeof limit === 'number' && limit >= 0))
    throw new Refusal(400, 'limit must be a number')
  if (!RESETS.includes(reset)) throw new Refusal(400, 'limit_reset must be daily, weekly or monthly')
  return { limit, reset: reset as string | null, byok: byok === true }
}

/** Must be whole seconds in UTC, in the future. */
function endOf(end: unknown, now: number): number | undefined {
  if (end === undefined || end === null) return undefined
  if (
    typeof end !== 'string' ||
    !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(end) ||
    Date.parse(end) <= now
  )
    throw new Refusal(400, 'expires_at must be an ISO 8601 date in UTC, in the future')
  return Date.parse(end)
}
