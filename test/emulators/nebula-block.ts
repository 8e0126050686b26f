/** The Nebula Block keys API on loopback, in every contract that has been observed, quirks included. */
import { asObject, bearerOf, maskFields } from './bodies.ts'
import type { Emulator, Seed } from './emulator.ts'
import { createNebulaVault, onWire, type NebulaKey } from './nebula-block-keys.ts'
import { Refusal } from './refusal.ts'
import { startServer, type Asked, type Reply } from './server.ts'

export interface NebulaSeed extends Seed {
  /** The documentation of 2024 by default. */
  readonly contract?: 'documented' | 'underscore' | 'portal'
  /** Ids in the form of the documentation of 2024, or in the present form; numbers in the portal's contract. */
  readonly ids?: 'uuid' | 'number'
  /** Whole keys in lists, as the portal shows them. On by default only in the portal's contract. */
  readonly leaky?: boolean
  /** The form of errors. */
  readonly errors?: 'envelope' | 'detail' | 'details'
  /** Answers failures with status 200 and `status: "failed"`; the documentation names no status for failures. */
  readonly failsWith200?: boolean
  /** The status of a deletion of an unknown key. */
  readonly goneStatus?: 400 | 404 | 422
  /** Answers every deletion as if the path did not exist. */
  readonly noDelete?: boolean
  /** The number of regenerations before a user must contact support. */
  readonly renewals?: number
  /** Leaves optional fields out. */
  readonly sparse?: boolean
}

export interface NebulaEmulator extends Emulator {
  /** The keys in their current state, the credential's own first. */
  readonly keys: readonly Readonly<NebulaKey>[]
  renewElsewhere(id: string): void
  removeElsewhere(id: string): void
}

const PREFIX = '/api/v1'
const DEFAULTS = { errors: 'envelope', goneStatus: 404, renewals: 20, keys: 3, seed: 'nebula-block' } as const
const PATHS = {
  documented: { list: 'api-keys', keys: 'api-keys' },
  underscore: { list: 'api_keys', keys: 'api-keys' },
  portal: { list: 'keys', keys: 'keys' },
} as const

/** Starts the emulator with `keys` (3 by default) keys, not counting the credential's own. The caller must `close` it. */
export async function startNebulaBlock(options: NebulaSeed = {}): Promise<NebulaEmulator> {
  const contract = options.contract ?? 'documented'
  const isPortal = contract === 'portal'
  const { errors, goneStatus, renewals, keys, seed } = { ...DEFAULTS, ...options }
  const ids = options.ids ?? (isPortal ? 'number' : 'uuid')
  const leaky = options.leaky ?? isPortal
  const { failsWith200 = false, noDelete = false, sparse = false } = options
  const vault = createNebulaVault({ seed, keys, now: options.now, ids })
  let renewed = 0

  const ok = (data: unknown, message: string): Reply => ({
    status: 200,
    json: { data, message, status: 'success' },
  })
  const answerOf = (key: NebulaKey, whole: boolean): object => onWire(key, { isPortal, whole, sparse })
  const handOut = (key: NebulaKey, message: string): Reply => {
    vault.handOut(key)
    return ok(answerOf(key, true), message)
  }

  const create = ({ json }: Asked): Reply => {
    const { name, description = '', team_id: team } = asObject(json, 422)
    if (typeof name !== 'string' || name === '') throw new Refusal(422, 'name is required')
    if (team !== undefined && !isPortal) throw new Refusal(422, 'team_id is not known')
    const draft = {
      name,
      description: String(description),
      team: team === undefined ? undefined : Number(team),
    }
    return handOut(vault.create(draft), 'API key successfully created')
  }
  const renew = (key: NebulaKey, { json }: Asked): Reply => {
    const { regenerate, name } = asObject(json, 422)
    if (regenerate !== true || name !== key.name) throw new Refusal(422, 'Nothing to do')
    renewed += 1
    if (renewed > renewals)
      throw new Refusal(400, `You have generated ${String(renewed)} API keys. Please contact support.`)
    vault.renew(key)
    return handOut(key, 'API key successfully updated')
  }
  const remove = (id: string): Reply => {
    if (noDelete) throw new Refusal(404, 'Not Found')
    vault.remove(vault.find(id, goneStatus))
    return ok({}, 'API key successfully deleted')
  }
  const list = (): Reply =>
    ok(
      vault.all().map((key) => answerOf(key, leaky)),
      'API keys successfully retrieved',
    )

  const { list: listed, keys: where } = PATHS[contract]
  const routes: Readonly<Record<string, (id: string, request: Asked) => Reply>> = {
    [`GET /${listed}`]: list,
    [`POST /${where}`]: (_, request) => create(request),
    [`DELETE /${where}/:id`]: remove,
    ...(isPortal ? { [`PUT /${where}/:id`]: (id, request) => renew(vault.find(id, 404), request) } : {}),
  }

  const route = (request: Asked): Reply => {
    if (!vault.accepts(bearerOf(request.authorization)))
      throw new Refusal(401, 'Could not validate credentials')
    const path = request.path.startsWith(`${PREFIX}/`) ? request.path.slice(PREFIX.length + 1) : ''
    const [head = '', id] = path.split('/')
    const handler = routes[`${request.method} /${head}${id === undefined ? '' : '/:id'}`]
    if (handler === undefined) throw new Refusal(404, 'Not Found')
    return handler(decodeURIComponent(id ?? ''), request)
  }

  const errorForm = (_status: number, words: string): unknown => {
    if (errors === 'detail') return { detail: words }
    if (errors === 'details') return { detail: [{ loc: ['body'], msg: words, type: 'value_error' }] }
    return { data: {}, message: words, status: 'failed' }
  }

  const server = await startServer(
    {
      handle(request) {
        try {
          return route(request)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          const status = failsWith200 ? 200 : error.status
          return { status, json: errorForm(status, error.message) }
        }
      },
      errorForm,
      mask: maskFields({ key: 'ak_...' }),
      holdsSecret: vault.holdsSecret,
      now: vault.clock,
    },
    options.port,
  )

  return {
    ...server,
    provider: 'nebula-block',
    settings: { contract, baseUrl: `${server.origin}${PREFIX}/` },
    credential: vault.credential,
    get keys() {
      return vault.all()
    },
    handedOut: vault.handedOut,
    isAlive: vault.accepts,
    pass: vault.clock.pass,
    renewElsewhere: (id) => vault.renew(vault.find(id, 404)),
    removeElsewhere: (id) => vault.remove(vault.find(id, 404)),
  }
}
