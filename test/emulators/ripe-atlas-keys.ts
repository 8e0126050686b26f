/** The keys inside the RIPE Atlas emulator: their state, their seed and their form on the wire. */
import { labelOf, numberOf, seconds, uuidOf } from './emulator.ts'

export interface AtlasGrant {
  readonly permission: string
  readonly target: { readonly type: string; readonly id: string } | null
}

export interface AtlasKey {
  uuid: string
  label: string
  createdAt: number
  validFrom: number | undefined
  validTo: number | undefined
  lastUsed: number | undefined
  enabled: boolean
  frozen: boolean
  grants: readonly AtlasGrant[]
}

export const PERMISSIONS: readonly { id: string; description: string; target_types: string[] }[] = [
  { id: 'measurements.create_measurement', description: 'Schedule a new measurement', target_types: [] },
  { id: 'measurements.list_measurements', description: 'List your measurements', target_types: [] },
  { id: 'probes.get_probe', description: 'Show information about your probes', target_types: ['probe'] },
  { id: 'credits.get_credit_info', description: 'Show your credits', target_types: [] },
  { id: 'keys.list_keys', description: 'List API keys', target_types: [] },
  { id: 'keys.create_key', description: 'Create a new API key', target_types: [] },
  { id: 'keys.get_key', description: 'Show an API key', target_types: ['key'] },
  { id: 'keys.update_key', description: 'Change an API key', target_types: ['key'] },
  { id: 'keys.delete_key', description: 'Delete an API key', target_types: ['key'] },
  { id: 'keys.list_permissions', description: 'List permissions', target_types: [] },
  { id: 'keys.list_permission_targets', description: 'List the targets of a permission', target_types: [] },
].map((permission) => ({ type: 'permission', ...permission }))

const DAY_MS = 86_400_000

/** The first eight characters, which the API accepts in paths. */
export const handleOf = (uuid: string): string => uuid.slice(0, 8)

/** The mask in the form of the samples. The form is not documented. */
export const maskOf = (uuid: string): string => `${handleOf(uuid)}-****-****-****-************`

/** The key number `index` of a seed. A seed has a few keys in every state that occurs in a real account. */
export function seededKey(seed: string, index: number, now: number): AtlasKey {
  const roll = (what: string, below: number): number => numberOf(`${seed} ${String(index)} ${what}`, below)
  const createdAt = now - roll('created', 900) * DAY_MS - roll('second', 86_400) * 1000
  const frozen = roll('frozen', 20) === 0
  return {
    uuid: uuidOf(`${seed} key ${String(index)}`),
    label: labelOf(index),
    createdAt: seconds(createdAt),
    validFrom: roll('starts', 6) === 0 ? seconds(now + (roll('start', 80) - 60) * DAY_MS) : undefined,
    validTo: roll('ends', 3) === 0 ? undefined : seconds(now + (roll('end', 420) - 40) * DAY_MS),
    lastUsed: frozen || roll('used', 8) === 0 ? undefined : seconds(now - roll('last', 200) * 3_600_000),
    enabled: roll('enabled', 12) !== 0,
    frozen,
    grants: grantsFor(roll('grants', 4), `${seed} target ${String(index)}`),
  }
}

function grantsFor(kind: number, name: string): readonly AtlasGrant[] {
  const plain = (permission: string): AtlasGrant => ({ permission, target: null })
  if (kind === 0) return [plain('measurements.create_measurement')]
  if (kind === 1) return [plain('measurements.create_measurement'), plain('credits.get_credit_info')]
  if (kind === 2)
    return [{ permission: 'probes.get_probe', target: { type: 'probe', id: String(numberOf(name, 60_000)) } }]
  return [plain('keys.list_keys'), { permission: 'keys.get_key', target: { type: 'key', id: uuidOf(name) } }]
}

// Times have no zone, as in the samples of 2016; a reader must know that they are UTC.
const wire = (at: number | undefined): string | null =>
  at === undefined ? null : new Date(at).toISOString().slice(0, 19)

/** A key in the shape that the API returns. `whole`: the answer of a create or regenerate, the only one with the secret. */
export function onWire(key: AtlasKey, base: string, now: number, whole = false): Record<string, unknown> {
  const inTime = (key.validFrom ?? 0) <= now && now < (key.validTo ?? Infinity)
  return {
    uuid: whole ? key.uuid : maskOf(key.uuid),
    url: `${base}/keys/${handleOf(key.uuid)}/`,
    label: key.label,
    created_at: wire(key.createdAt),
    valid_from: wire(key.validFrom),
    valid_to: wire(key.validTo),
    last_used: wire(key.lastUsed),
    enabled: key.enabled,
    is_active: key.enabled && inTime && !key.frozen,
    is_frozen: key.frozen,
    grants: key.grants.map(({ permission, target }) => ({ permission, target })),
  }
}
