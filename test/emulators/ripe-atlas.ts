/** RIPE Atlas keys API v2 on loopback, quirks included: masking, handles that a regeneration changes, paging, its error form. */
import type { Emulator, Seed } from './emulator.ts'
import { Refusal } from './refusal.ts'
import { asksToRenew, drafted } from './ripe-atlas-drafts.ts'
import { handleOf, maskOf, onWire, PERMISSIONS, type AtlasKey } from './ripe-atlas-keys.ts'
import { createAtlasVault } from './ripe-atlas-vault.ts'
import { startServer, type Asked, type Reply } from './server.ts'

export interface AtlasSeed extends Seed {
  /** The permissions of the demo credential; all of them by default. */
  readonly grants?: readonly string[]
  /** Permissions and targets as a bare list or as a page: both forms have been observed. */
  readonly lists?: 'page' | 'array'
  /** Leaves optional fields out of answers. */
  readonly sparse?: boolean
  /** A deprecation notice that is sent with every list. */
  readonly warning?: string
  /** Lists show the keys as they were this many milliseconds ago, like a lagging replica. Default: 0. */
  readonly listsLagMs?: number
}

export interface AtlasEmulator extends Emulator {
  /** The keys in their current state, the credential's own first. */
  readonly keys: readonly Readonly<AtlasKey>[]
  /** Regenerates a key outside Keyhold. Returns the new handle. */
  renewElsewhere(handle: string): string
  removeElsewhere(handle: string): void
}

const PREFIX = '/api/v2'
const TITLES: Readonly<Partial<Record<number, string>>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  429: 'Too Many Requests',
}

/** Starts the emulator with `keys` (3 by default) keys. The caller must `close` it. */
export async function startRipeAtlas(options: AtlasSeed = {}): Promise<AtlasEmulator> {
  const {
    seed = 'ripe-atlas',
    keys: count = 3,
    now,
    grants,
    lists = 'page',
    sparse = false,
    warning,
    listsLagMs = 0,
  } = options
  const vault = createAtlasVault({ seed, keys: count, now, grants })
  let origin = ''

  const answerOf = (key: AtlasKey, whole = false): Record<string, unknown> => {
    const { label, valid_from, valid_to, ...rest } = onWire(key, `${origin}${PREFIX}`, vault.clock(), whole)
    return sparse ? rest : { ...rest, label, valid_from, valid_to }
  }
  const ok = (key: AtlasKey): Reply => ({ status: 200, json: answerOf(key) })
  const listOf = (results: readonly unknown[]): Reply => ({
    status: 200,
    json: lists === 'array' ? results : { count: results.length, next: null, previous: null, results },
  })

  /** The keys before each change, oldest first. */
  const earlier: { readonly until: number; readonly keys: readonly AtlasKey[] }[] = []
  const remember = () => earlier.push({ until: vault.clock(), keys: structuredClone(vault.all()) })
  const listed = (): readonly AtlasKey[] =>
    earlier.find(({ until }) => until > vault.clock() - listsLagMs)?.keys ?? vault.all()

  const listKeys = ({ searchParams }: URL): Reply => {
    const size = Math.min(500, Number(searchParams.get('page_size') ?? 50))
    const page = Number(searchParams.get('page') ?? 1)
    const all = listed()
    if (!(size >= 1 && page >= 1 && (page - 1) * size <= all.length))
      throw new Refusal(404, 'Invalid page.', 'page')
    const at = (number: number): string | null => {
      const exists = number >= 1 && (number - 1) * size < all.length
      return exists ? `${origin}${PREFIX}/keys/?page=${String(number)}&page_size=${String(size)}` : null
    }
    const results = all.slice((page - 1) * size, page * size).map((key) => answerOf(key))
    const notice = warning === undefined ? {} : { warning: { title: 'Deprecated', detail: warning } }
    const json = { count: all.length, next: at(page + 1), previous: at(page - 1), results, ...notice }
    return { status: 200, json }
  }

  const targets = (permission: string, term: string): Reply => {
    const types = PERMISSIONS.find(({ id }) => id === permission)?.target_types
    if (types === undefined) throw new Refusal(404, 'Not found.')
    if (!types.includes('key'))
      return listOf(types.map((type) => ({ type, id: '6001', label: 'Probe 6001' })))
    const found = vault.all().filter(({ label }) => label.includes(term))
    return listOf(found.map(({ uuid, label }) => ({ type: 'key', id: maskOf(uuid), label })).slice(0, 50))
  }

  const handOut = (key: AtlasKey, status: number): Reply => {
    vault.handOut(key)
    return { status, json: answerOf(key, true) }
  }
  const change = (key: AtlasKey, json: unknown, isWhole: boolean): Reply => {
    Object.assign(key, drafted(key, json, isWhole))
    return ok(key)
  }
  const patch = (key: AtlasKey, json: unknown): Reply => {
    const renews = asksToRenew(json)
    const reply = change(key, json, false)
    if (!renews) return reply
    vault.renew(key)
    return handOut(key, 200)
  }
  const blank = { label: '', validFrom: undefined, validTo: undefined, enabled: true, grants: [] }
  const remove = (key: AtlasKey): Reply => {
    vault.remove(handleOf(key.uuid))
    return { status: 204 }
  }

  /** The handler of a request; `routes` lists its method, its path and the permission that it needs. */
  type Handler = (part: string, request: Asked, url: URL) => Reply
  const routes: readonly (readonly [method: string, path: RegExp, permission: string, handler: Handler])[] = [
    ['GET', /^\/keys\/$/, 'keys.list_keys', (_, __, url) => listKeys(url)],
    [
      'POST',
      /^\/keys\/$/,
      'keys.create_key',
      (_, { json }) => handOut(vault.create(drafted(blank, json, true)), 201),
    ],
    ['GET', /^\/keys\/permissions\/$/, 'keys.list_permissions', () => listOf(PERMISSIONS)],
    [
      'GET',
      /^\/keys\/permissions\/([^/]+)\/targets\/$/,
      'keys.list_permission_targets',
      (part, _, url) => targets(decodeURIComponent(part), url.searchParams.get('term') ?? ''),
    ],
    ['GET', KEY, 'keys.get_key', (part) => ok(vault.find(part))],
    ['PUT', KEY, 'keys.update_key', (part, { json }) => change(vault.find(part), json, true)],
    ['PATCH', KEY, 'keys.update_key', (part, { json }) => patch(vault.find(part), json)],
    ['DELETE', KEY, 'keys.delete_key', (part) => remove(vault.find(part))],
  ]

  const route = (request: Asked): Reply => {
    const url = new URL(request.path, origin)
    const path = url.pathname.startsWith(PREFIX) ? url.pathname.slice(PREFIX.length) : ''
    const there = routes.filter(([, pattern]) => pattern.test(path))
    const found = there.find(([method]) => method === request.method)
    if (found === undefined)
      throw new Refusal(there.length === 0 ? 404 : 405, there.length === 0 ? 'Not found.' : 'Not allowed.')
    const [method, pattern, permission, handler] = found
    vault.authorize(request.authorization, permission)
    if (listsLagMs > 0 && method !== 'GET') remember()
    return handler(pattern.exec(path)?.[1] ?? '', request, url)
  }

  const server = await startServer(
    {
      handle(request) {
        try {
          return route(request)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          return { status: error.status, json: envelope(error.status, error.message, error.pointer) }
        }
      },
      errorForm: (status, words) => envelope(status, words),
      mask: (reply) => {
        const body = reply.json as { uuid?: string } | undefined
        return body?.uuid === undefined ? reply : { ...reply, json: { ...body, uuid: maskOf(body.uuid) } }
      },
      holdsSecret: (text) => (text.toLowerCase().match(UUIDS) ?? []).some(vault.isKnown),
      now: vault.clock,
    },
    options.port,
  )
  origin = server.origin

  return {
    ...server,
    provider: 'ripe-atlas',
    settings: { baseUrl: `${origin}${PREFIX}/` },
    credential: vault.credential,
    get keys() {
      return vault.all()
    },
    handedOut: vault.handedOut,
    isAlive: vault.isAlive,
    pass: vault.clock.pass,
    renewElsewhere(handle) {
      const key = vault.find(handle)
      vault.renew(key)
      return handleOf(key.uuid)
    },
    removeElsewhere: (handle) => void vault.remove(handle),
  }
}

const KEY = /^\/keys\/([0-9a-f]{8})\/$/i
const UUIDS = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g

function envelope(status: number, detail: string, pointer?: string): unknown {
  const errors = pointer === undefined ? {} : { errors: [{ source: { pointer }, detail }] }
  return {
    error: { status, code: 100 + (status % 100), title: TITLES[status] ?? 'Error', detail, ...errors },
  }
}
