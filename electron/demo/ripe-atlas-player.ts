/**
 * Plays RIPE Atlas for a demo vault: the part of its keys API that the provider client uses, without paging and without faults.
 *
 * States of a key: enabled or disabled; before, within or after its validity. A regenerated key has a new handle, and its old secret stops working.
 */
import type { Instant } from '../../shared/model/model.ts'
import { demoUuid } from './demo-secrets.ts'
import type { DemoPlayer, PlayedAnswer, PlayedRequest } from './player.ts'

export interface AtlasSeed {
  readonly label: string
  readonly createdAt: Instant
  readonly validFrom?: Instant | undefined
  readonly validTo?: Instant | undefined
  readonly lastUsed?: Instant | undefined
  readonly enabled?: boolean
  readonly permissions: readonly string[]
}

interface AtlasKey {
  uuid: string
  label: unknown
  created_at: string
  valid_from: unknown
  valid_to: unknown
  last_used: string | null
  enabled: unknown
  grants: unknown
}

export interface AtlasPlayer extends DemoPlayer {
  /** Adds an account with these keys. Returns its managing key, and the secrets of the others in their order. */
  addAccount(seeds: readonly AtlasSeed[]): {
    readonly credential: string
    readonly secrets: readonly string[]
  }
}

const BASE = 'https://atlas.ripe.net/api/v2'
const MANAGING = [
  'keys.list_keys',
  'keys.get_key',
  'keys.create_key',
  'keys.update_key',
  'keys.delete_key',
  'keys.list_permissions',
  'keys.list_permission_targets',
]
const PERMISSIONS = [
  { id: 'measurements.create_measurement', description: 'Schedule a new measurement' },
  { id: 'measurements.list_measurements', description: 'List your measurements' },
  { id: 'probes.get_probe', description: 'Show information about your probes' },
  { id: 'credits.get_credit_info', description: 'Show your credits' },
  ...MANAGING.map((id) => ({
    id,
    description: `Manage API keys: ${id.replace('keys.', '').replaceAll('_', ' ')}`,
  })),
].map((permission) => ({ ...permission, target_types: [] }))

/** The fields that a client may set. Others in a body are ignored. */
const CHANGEABLE = ['label', 'valid_from', 'valid_to', 'enabled', 'grants'] as const

type Account = Map<string, AtlasKey>

const handleOf = (uuid: string): string => uuid.slice(0, 8)
const wire = (at: Instant | undefined): string | null =>
  at === undefined ? null : new Date(at).toISOString()
const grantsFor = (permissions: readonly string[]) =>
  permissions.map((permission) => ({ permission, target: null }))
const refusal = (status: number, detail: string): PlayedAnswer => ({
  status,
  json: { error: { status, title: 'Demo', detail } },
})
const found = (results: readonly unknown[]): PlayedAnswer => ({
  status: 200,
  json: { count: results.length, next: null, previous: null, results },
})
const NOT_FOUND = refusal(404, 'Not found.')

/** Starts without an account. */
export function createAtlasPlayer(now: () => Instant): AtlasPlayer {
  const accounts: Account[] = []

  const isInTime = ({ valid_from: from, valid_to: to }: AtlasKey): boolean =>
    !(typeof from === 'string' && Date.parse(from) > now()) &&
    !(typeof to === 'string' && Date.parse(to) <= now())

  const shown = (key: AtlasKey, isWhole = false) => ({
    ...key,
    uuid: isWhole ? key.uuid : `${handleOf(key.uuid)}-****-****-****-************`,
    url: `${BASE}/keys/${handleOf(key.uuid)}/`,
    is_active: key.enabled === true && isInTime(key),
    is_frozen: false,
  })

  function add(account: Account, fields: Partial<AtlasKey>): AtlasKey {
    const fresh: AtlasKey = {
      uuid: demoUuid(),
      label: '',
      created_at: new Date(now()).toISOString(),
      valid_from: null,
      valid_to: null,
      last_used: null,
      enabled: true,
      grants: [],
      ...fields,
    }
    account.set(handleOf(fresh.uuid), fresh)
    return fresh
  }

  /** The account that this secret may manage, or the refusal that RIPE Atlas sends. */
  function authorize(authorization: string): Account | PlayedAnswer {
    const secret = authorization.replace(/^Key /, '')
    const account = accounts.find((keys) => keys.get(handleOf(secret))?.uuid === secret)
    const key = account?.get(handleOf(secret))
    if (account === undefined || key?.enabled !== true || !isInTime(key))
      return refusal(403, 'The provided API key does not exist')
    key.last_used = new Date(now()).toISOString()
    return JSON.stringify(key.grants).includes('"keys.list_keys"')
      ? account
      : refusal(403, 'The provided API key does not have the required permission for this action.')
  }

  function change(key: AtlasKey, json: PlayedRequest['json']): void {
    for (const name of CHANGEABLE) if (Object.hasOwn(json, name)) Object.assign(key, { [name]: json[name] })
  }

  function onKey(account: Account, key: AtlasKey, { method, json }: PlayedRequest): PlayedAnswer {
    if (method === 'GET') return { status: 200, json: shown(key) }
    if (method === 'DELETE') {
      account.delete(handleOf(key.uuid))
      return { status: 204 }
    }
    change(key, json)
    if (json.regenerate !== true) return { status: 200, json: shown(key) }
    account.delete(handleOf(key.uuid))
    const renewed = add(account, { ...key, uuid: demoUuid(), created_at: new Date(now()).toISOString() })
    return { status: 200, json: shown(renewed, true) }
  }

  function onKeys(account: Account, { method, json }: PlayedRequest): PlayedAnswer {
    if (method === 'GET') return found([...account.values()].map((key) => shown(key)))
    const made = add(account, {})
    change(made, json)
    return { status: 201, json: shown(made, true) }
  }

  return {
    host: new URL(BASE).host,
    answer(request) {
      const account = authorize(request.authorization)
      if (!(account instanceof Map)) return account
      const [handle, permission] = request.path.slice(3)
      if (handle === undefined) return onKeys(account, request)
      if (handle === 'permissions') return found(permission === undefined ? PERMISSIONS : [])
      const key = account.get(handle)
      return key === undefined ? NOT_FOUND : onKey(account, key, request)
    },
    addAccount(seeds) {
      const account: Account = new Map()
      accounts.push(account)
      const own = add(account, { label: 'keyhold', grants: grantsFor(MANAGING) })
      const keys = seeds.map((seed) =>
        add(account, {
          label: seed.label,
          created_at: new Date(seed.createdAt).toISOString(),
          valid_from: wire(seed.validFrom),
          valid_to: wire(seed.validTo),
          last_used: wire(seed.lastUsed),
          enabled: seed.enabled ?? true,
          grants: grantsFor(seed.permissions),
        }),
      )
      return { credential: own.uuid, secrets: keys.map(({ uuid }) => uuid) }
    },
  }
}
