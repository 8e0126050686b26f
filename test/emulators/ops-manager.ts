/** MongoDB Ops Manager's agent API keys on loopback, quirks included: Digest with nonces that last a minute, a bare list, its error form. */
import { maskFields } from './bodies.ts'
import { hexOf, uuidOf, type Emulator, type Seed } from './emulator.ts'
import { createDoor, type DoorOptions } from './ops-manager-door.ts'
import { createAgentVault, objectIdOf, onWire, type AgentKey, type WireOptions } from './ops-manager-keys.ts'
import { Refusal } from './refusal.ts'
import { startServer, type Asked, type Reply } from './server.ts'

export interface OpsManagerSeed
  extends Seed, Partial<Pick<DoorOptions, 'algorithm' | 'challenge' | 'alwaysStale'>> {
  /** Milliseconds until a new key appears in lists. */
  readonly lateMs?: number
  readonly idField?: WireOptions['idField']
  readonly times?: WireOptions['times']
  /** Leaves optional fields out. */
  readonly sparse?: boolean
  /** The address of a caller that is not on the key's access list. If set, every request is refused. */
  readonly barred?: string
  /** The credential belongs to another project. */
  readonly isStranger?: boolean
  /** The credential has only read permission. */
  readonly readOnly?: boolean
  /** The status of a creation: 200 in the documentation of the call, "typically" 201 in the general documentation. */
  readonly createStatus?: 200 | 201
  /** Answers every deletion as if the path did not exist. */
  readonly noDelete?: boolean
}

export interface OpsManagerEmulator extends Emulator {
  readonly keys: readonly AgentKey[]
  /** Makes every issued nonce one minute older. */
  ageNonces(): void
  removeElsewhere(id: string): void
}

const DEFAULTS = {
  seed: 'ops-manager',
  keys: 3,
  algorithm: 'MD5',
  challenge: 'usual',
  alwaysStale: false,
  idField: '_id',
  times: 'epoch',
  sparse: false,
  createStatus: 200,
} as const

const REASONS: Readonly<Partial<Record<number, string>>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
}

/** Starts the emulator with `keys` (3 by default) agent keys in one project. The caller must `close` it. */
export async function startOpsManager(options: OpsManagerSeed = {}): Promise<OpsManagerEmulator> {
  const { seed, keys, algorithm, challenge, alwaysStale, createStatus, ...wire } = { ...DEFAULTS, ...options }
  const { barred, isStranger = false, readOnly = false, noDelete = false } = options
  const { lateMs = 0 } = options
  const listed = () => vault.all().filter(({ createdAt }) => createdAt <= vault.clock() - lateMs)
  const vault = createAgentVault({ seed, keys, now: options.now })
  const projectId = objectIdOf(`${seed} project`)
  const user = hexOf(`${seed} user`).replace(/\d/g, '').slice(0, 8)
  const password = uuidOf(`${seed} password`)
  const door = createDoor({ user, password, now: vault.clock, seed, algorithm, challenge, alwaysStale })
  const answerOf = (key: AgentKey, whole = false): object => onWire(key, { ...wire, whole })

  const admit = ({ method }: Asked, project: string | undefined): void => {
    if (barred !== undefined)
      throw new Refusal(
        403,
        `IP address ${barred} is not allowed to access this resource.`,
        'IP_ADDRESS_NOT_ON_ACCESS_LIST',
      )
    if (project !== projectId) throw new Refusal(404, 'No project with that ID exists.', 'GROUP_NOT_FOUND')
    if (isStranger) throw new Refusal(401, 'The current user is not in the group.', 'NOT_IN_GROUP')
    if (readOnly && method !== 'GET')
      throw new Refusal(
        401,
        'The current user is not authorized to perform this action.',
        'USER_UNAUTHORIZED',
      )
  }
  const create = (json: unknown): Reply => {
    if (typeof json !== 'object' || json === null)
      throw new Refusal(400, 'Received JSON is malformed.', 'INVALID_JSON')
    const stranger = Object.keys(json).find((name) => name !== 'desc')
    if (stranger !== undefined) throw new Refusal(400, `Invalid attribute ${stranger}.`, 'INVALID_ATTRIBUTE')
    const { desc } = json as { desc?: unknown }
    if (typeof desc !== 'string' || desc.length > 1_000)
      throw new Refusal(400, 'The attribute desc is missing or too long.', 'MISSING_OR_INVALID_ATTRIBUTE')
    return { status: createStatus, json: answerOf(vault.create(desc), true) }
  }
  const remove = (id: string): Reply => {
    if (noDelete) throw new Refusal(404, 'Cannot find resource.', 'RESOURCE_NOT_FOUND')
    vault.remove(id)
    return { status: 200 }
  }

  const route = (request: Asked): Reply => {
    const match = /^\/api\/public\/v1\.0\/groups\/([^/]+)\/agentapikeys(?:\/([^/]+))?$/.exec(request.path)
    admit(request, match?.[1])
    const id = match?.[2]
    if (request.method === 'GET' && id === undefined)
      return { status: 200, json: listed().map((key) => answerOf(key)) }
    if (request.method === 'POST' && id === undefined) return create(request.json)
    if (request.method === 'DELETE' && id !== undefined) return remove(id)
    throw new Refusal(405, 'Method not allowed.')
  }

  const server = await startServer(
    {
      handle(request) {
        const asked = door.knock(request)
        if (asked !== undefined) return challengeWith(asked)
        try {
          const reply = route(request)
          return { ...reply, headers: { 'x-mongodb-service-version': 'gitHash=f00d; versionString=7.0.12' } }
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          return { status: error.status, json: errorBody(error.status, error.message, error.pointer) }
        }
      },
      errorForm: (status, words) => errorBody(status, words),
      mask: maskFields({ key: `${'*'.repeat(44)}1a2b` }),
      holdsSecret: (text) => text.includes(password) || vault.all().some(({ key }) => text.includes(key)),
      now: vault.clock,
    },
    options.port,
  )

  return {
    ...server,
    provider: 'ops-manager',
    settings: { baseUrl: server.origin, projectId, publicKey: user },
    credential: password,
    get keys() {
      return vault.all()
    },
    handedOut: vault.handedOut,
    isAlive: vault.isAlive,
    pass: vault.clock.pass,
    ageNonces: door.age,
    removeElsewhere: vault.remove,
  }
}

/** The 401 that every first request gets. It has no error code. */
const challengeWith = (header: string): Reply => ({
  status: 401,
  json: errorBody(401, 'You are not authorized for this resource.'),
  headers: { 'www-authenticate': header, 'content-type': 'application/json;charset=ISO-8859-1' },
})

function errorBody(error: number, detail: string, errorCode?: string): unknown {
  const reason = REASONS[error] ?? 'Error'
  return { error, reason, detail, ...(errorCode === undefined ? {} : { errorCode, parameters: [] }) }
}
