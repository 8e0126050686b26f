/** IONOS Cloud Monitoring and Logging on loopback, each region below its own path, quirks included. */
import { asObject, maskFields } from './bodies.ts'
import { hexOf, type Emulator, type Seed } from './emulator.ts'
import { collection, type Paging } from './ionos-paging.ts'
import { createPipelines, onWire, type Pipeline } from './ionos-pipelines.ts'
import { Refusal } from './refusal.ts'
import { startServer, type Asked, type Reply } from './server.ts'

export interface IonosSeed extends Seed {
  /** Monitoring by default. */
  readonly service?: 'monitoring' | 'logging'
  /** Frankfurt and Berlin by default. */
  readonly regions?: readonly string[]
  /** `none`: the whole list at once and no paging fields, as in the first published API. `bare`: paging without links. */
  readonly paging?: Paging
  /** Simulates an old region that still shows keys in answers that should not contain them. */
  readonly leaky?: boolean
  readonly sparse?: boolean
  /** Regions that answer 403. */
  readonly closed?: readonly string[]
  /** The most pipelines of a contract in all regions together. At IONOS 10 by default; here unlimited by default. */
  readonly most?: number
  /** The status of the answer with a new key: 201, or 200 in the earlier generation. */
  readonly newKeyStatus?: number
}

export interface IonosEmulator extends Emulator {
  readonly pipelines: readonly Readonly<Pipeline>[]
  /** Regenerates a key outside Keyhold. */
  renewElsewhere(id: string): void
  removeElsewhere(id: string): void
}

const DEFAULTS = {
  service: 'monitoring',
  regions: ['de-fra', 'de-txl'],
  paging: 'links',
  leaky: false,
  sparse: false,
  closed: [],
  newKeyStatus: 201,
  most: Infinity,
  keys: 3,
} as const satisfies IonosSeed

const CONTRACT = 31_884_391
const LOG_FIELDS = ['source', 'tag', 'protocol', 'destinations']

/** Starts the emulator with `keys` (3 by default) pipelines. The caller must `close` it. */
export async function startIonos(options: IonosSeed = {}): Promise<IonosEmulator> {
  const { service, regions, paging, leaky, sparse, closed, newKeyStatus, most, keys } = {
    ...DEFAULTS,
    ...options,
  }
  const seed = options.seed ?? `ionos-${service}`
  const vault = createPipelines({ seed, keys, now: options.now, regions })
  const credential = tokenOf(seed, vault.clock() + 60 * 86_400_000)
  let origin = ''

  const answerOf = (pipeline: Pipeline, whole = leaky): object => {
    const href = `${origin}/${pipeline.region}/pipelines/${pipeline.id}`
    return onWire(pipeline, { service, href, whole, sparse })
  }

  const list = (region: string, { searchParams }: URL): Reply => {
    const all = [...vault.in(region)].sort((a, b) => a.createdAt - b.createdAt)
    const href = `${origin}/${region}/pipelines`
    return { status: 200, json: collection(all, href, searchParams, paging, (one) => answerOf(one)) }
  }

  const create = (region: string, { json }: Asked): Reply => {
    const { properties } = asObject(json)
    const { name, logs } = asObject(properties)
    if (typeof name !== 'string' || name === '') throw new Refusal(422, 'properties.name is required')
    if (name.length > 20) throw new Refusal(422, 'properties.name is longer than 20')
    if (service === 'logging' && !areLogs(logs)) throw new Refusal(422, 'properties.logs is not valid')
    if (vault.all().length >= most)
      throw new Refusal(422, `The contract has reached its limit of ${String(most)} pipelines.`)
    const pipeline = vault.create(region, name, Array.isArray(logs) ? logs : [])
    return { status: 201, json: answerOf(pipeline, true) }
  }
  const renew = (pipeline: Pipeline, { json }: Asked): Reply => {
    asObject(json)
    const key = vault.renew(pipeline)
    vault.handOut(pipeline)
    return { status: newKeyStatus, json: { key } }
  }
  const look = (pipeline: Pipeline): Reply => {
    const reply = { status: 200, json: answerOf(pipeline) }
    if (pipeline.status === 'PROVISIONING') pipeline.status = 'AVAILABLE'
    return reply
  }
  const remove = (pipeline: Pipeline): Reply => {
    vault.remove(pipeline)
    return { status: 204 }
  }

  type Handler = (region: string, id: string, request: Asked, url: URL) => Reply
  const routes: Readonly<Record<string, Handler>> = {
    'GET /pipelines': (region, _, __, url) => list(region, url),
    'POST /pipelines': (region, _, request) => create(region, request),
    'GET /pipelines/:id': (region, id) => look(vault.find(region, id)),
    'DELETE /pipelines/:id': (region, id) => remove(vault.find(region, id)),
    'POST /pipelines/:id/key': (region, id, request) => renew(vault.find(region, id), request),
  }

  const check = (region: string, { authorization, method, headers }: Asked): void => {
    if (authorization !== `Bearer ${credential}`) throw new Refusal(401, 'Unauthorized')
    if (closed.includes(region)) throw new Refusal(403, 'The user has no access to this service')
    const isJson = headers['content-type']?.startsWith('application/json') === true
    if (method === 'POST' && !isJson) throw new Refusal(415, 'Unsupported media type')
  }

  const route = (request: Asked): Reply => {
    const url = new URL(request.path, origin)
    const [, region = '', ...rest] = url.pathname.split('/')
    const handler =
      routes[`${request.method} /${rest.map((part, at) => (at === 1 ? ':id' : part)).join('/')}`]
    // The general host has no pipelines, and uses another error form.
    if (handler === undefined || !regions.includes(region)) return { status: 404, json: { msg: 'Not Found' } }
    check(region, request)
    return handler(region, rest[1] ?? '', request, url)
  }

  const server = await startServer(
    {
      handle(request) {
        try {
          return route(request)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          return { status: error.status, json: errorBody(error.status, error.message) }
        }
      },
      errorForm: errorBody,
      mask: maskFields({ key: '************************' }),
      holdsSecret: (text) =>
        text.includes(credential) || vault.handedOut().some(({ secret }) => text.includes(secret)),
      now: vault.clock,
    },
    options.port,
  )
  origin = server.origin
  const find = (id: string): Pipeline => {
    const found = vault.all().find((pipeline) => pipeline.id === id)
    if (found === undefined) throw new Error('No such pipeline')
    return found
  }

  return {
    ...server,
    provider: `ionos-${service}`,
    settings: { regions: [...regions], baseUrl: `${origin}/{region}/` },
    credential,
    get pipelines() {
      return vault.all()
    },
    handedOut: vault.handedOut,
    isAlive: vault.isAlive,
    pass: vault.clock.pass,
    renewElsewhere: (id) => void vault.renew(find(id)),
    removeElsewhere: (id) => vault.remove(find(id)),
  }
}

/** A token in the form of a JWT. `expiresAt` in epoch milliseconds. */
export function tokenOf(seed: string, expiresAt: number): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const identity = { contractNumber: CONTRACT, role: 'owner', uuid: hexOf(seed).slice(0, 32), privileges: [] }
  const claims = { iss: 'emulator', exp: Math.trunc(expiresAt / 1000), identity }
  return [part({ alg: 'HS256', typ: 'JWT' }), part(claims), hexOf(`${seed} signature`)].join('.')
}

function errorBody(httpStatus: number, message: string): unknown {
  return { httpStatus, messages: [{ errorCode: `paas-${String(httpStatus)}`, message }] }
}

function areLogs(logs: unknown): boolean {
  const isLog = (log: unknown): boolean =>
    typeof log === 'object' && log !== null && LOG_FIELDS.every((field) => field in log)
  return Array.isArray(logs) && logs.length > 0 && logs.every(isLog)
}
