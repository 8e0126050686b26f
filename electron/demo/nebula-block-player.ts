/** Plays Nebula Block for a demo vault: the portal's contract, which can regenerate a key in place. A key works until it is deleted. */
import type { Instant } from '../../shared/model/model.ts'
import { demoSecret } from './demo-secrets.ts'
import type { DemoPlayer, PlayedAnswer, PlayedRequest } from './player.ts'

export interface NebulaSeed {
  readonly name: string
  readonly description: string
  readonly createdAt: Instant
}

interface NebulaKey {
  readonly id: number
  readonly name: string
  readonly description: string
  key: string
  createdAt: Instant
}

export interface NebulaPlayer extends DemoPlayer {
  /** Adds the keys to its one account. Returns its credential, and the secrets of the keys in their order. */
  addKeys(seeds: readonly NebulaSeed[]): { readonly credential: string; readonly secrets: readonly string[] }
}

const FIRST_ID = 1_001

const ok = (data: unknown): PlayedAnswer => ({
  status: 200,
  json: { data, message: 'Done', status: 'success' },
})
const refusal = (status: number, message: string): PlayedAnswer => ({
  status,
  json: { data: {}, message, status: 'failed' },
})
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Starts with one key, the one that signs in. */
export function createNebulaPlayer(now: () => Instant): NebulaPlayer {
  const keys = new Map<number, NebulaKey>()

  function add({ name, description, createdAt }: NebulaSeed): NebulaKey {
    const key = { id: FIRST_ID + made++, name, description, createdAt, key: demoSecret('ak_') }
    keys.set(key.id, key)
    return key
  }

  let made = 0
  const own = add({ name: 'keyhold', description: 'The key that Keyhold signs in with', createdAt: now() })

  /** The key as the API returns it, with its secret: the portal's lists contain secrets, too. */
  const shown = ({ createdAt, ...key }: NebulaKey) => ({
    ...key,
    status: 1,
    created_at: createdAt / 1_000,
    team: null,
  })

  function onKeys({ method, json }: PlayedRequest): PlayedAnswer {
    if (method === 'GET') return ok([...keys.values()].map(shown))
    return ok(
      shown(add({ name: textOf(json.name), description: textOf(json.description), createdAt: now() })),
    )
  }

  function onKey(key: NebulaKey, method: string): PlayedAnswer {
    if (method === 'DELETE') {
      keys.delete(key.id)
      return ok({})
    }
    Object.assign(key, { key: demoSecret('ak_'), createdAt: now() })
    return ok(shown(key))
  }

  return {
    host: 'api.nebulablock.com',
    answer(request) {
      const secret = request.authorization.replace(/^Bearer /, '')
      if (![...keys.values()].some(({ key }) => key === secret))
        return refusal(401, 'Could not validate credentials')
      const [list, id] = request.path.slice(2)
      if (list !== 'keys') return refusal(404, 'Not Found')
      if (id === undefined) return onKeys(request)
      const key = keys.get(Number(id))
      return key === undefined ? refusal(404, 'API key not found') : onKey(key, request.method)
    },
    addKeys: (seeds) => ({ credential: own.key, secrets: seeds.map((seed) => add(seed).key) }),
  }
}
