/** What the Cloudflare emulator accepts in a request body. Throws Refusal 400. */
import { asObject } from './bodies.ts'
import { seconds } from './emulator.ts'
import {
  durationMs,
  GROUPS,
  type FlarePolicy,
  type FlareServiceToken,
  type FlareToken,
} from './cloudflare-tokens.ts'
import { Refusal } from './refusal.ts'

type TokenDraft = Pick<FlareToken, 'name' | 'policies' | 'condition' | 'expiresOn' | 'notBefore'>

/** POST and PUT both set every field: a missing field is removed. `withheld`: permission groups that the creator does not have. */
export function draftedToken(json: unknown, withheld: readonly string[]): TokenDraft {
  const { name, policies, condition, expires_on: end, not_before: start } = asObject(json)
  if (typeof name !== 'string' || name === '' || name.length > 120)
    throw new Refusal(400, 'Invalid token name')
  if (!Array.isArray(policies) || policies.length === 0) throw new Refusal(400, 'Token must have a policy')
  const draft = {
    name,
    policies: policies.map((raw: unknown) => readPolicy(raw, withheld)),
    condition,
    expiresOn: readTime(end),
    notBefore: readTime(start),
  }
  if (draft.expiresOn !== undefined && draft.expiresOn <= (draft.notBefore ?? 0))
    throw new Refusal(400, 'The token would expire before it starts')
  return draft
}

/** The status in a PUT; without one, the token's status does not change. */
export function readStatus(json: unknown, current: FlareToken['status']): FlareToken['status'] {
  const { status = current } = asObject(json)
  if (status !== 'active' && status !== 'disabled') throw new Refusal(400, 'Invalid token status')
  return status
}

/** Times in whole seconds, in the only form that the API documents. */
function readTime(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value))
    throw new Refusal(400, 'Invalid date')
  return seconds(Date.parse(value))
}

function readPolicy(raw: unknown, withheld: readonly string[]): FlarePolicy {
  const { effect, permission_groups: groups, resources } = asObject(raw)
  if (effect !== 'allow' && effect !== 'deny') throw new Refusal(400, 'Invalid policy effect')
  if (!Array.isArray(groups) || groups.length === 0)
    throw new Refusal(400, 'A policy needs a permission group')
  const ids = groups.map((group: unknown) => String(asObject(group).id))
  for (const id of ids) {
    const known = GROUPS.find((group) => group.id === id)
    if (known === undefined) throw new Refusal(400, 'Unknown permission group')
    if (withheld.includes(known.name)) throw new Refusal(403, 'Unauthorized to access requested resource')
  }
  const placed = asObject(resources)
  if (Object.keys(placed).length === 0 || !Object.values(placed).every(isPlace))
    throw new Refusal(400, 'Invalid policy resources')
  return { effect, groups: ids, resources: placed }
}

const isPlace = (value: unknown): boolean =>
  value === '*' ||
  (typeof value === 'object' && value !== null && Object.values(value).every((one) => one === '*'))

type ServiceDraft = Pick<FlareServiceToken, 'name' | 'duration' | 'enabled'>

/** Missing fields get the value of `current`. */
export function draftedServiceToken(json: unknown, current: ServiceDraft): ServiceDraft {
  const { name = current.name, duration = current.duration, enabled = current.enabled } = asObject(json)
  if (typeof name !== 'string' || name === '')
    throw new Refusal(400, 'access.api.error.invalid_request: name is missing')
  if (typeof duration !== 'string' || (duration !== 'forever' && durationMs(duration) === undefined))
    throw new Refusal(400, 'access.api.error.invalid_request: invalid duration')
  if (typeof enabled !== 'boolean')
    throw new Refusal(400, 'access.api.error.invalid_request: invalid enabled')
  return { name, duration, enabled }
}

/** When the previous secret ends, if the body contains that. */
export function readPreviousEnd(json: unknown): number | undefined {
  const { previous_client_secret_expires_at: end } = json === undefined ? {} : asObject(json)
  if (end === undefined) return undefined
  const at = typeof end === 'string' ? Date.parse(end) : NaN
  if (Number.isNaN(at)) throw new Refusal(400, 'access.api.error.invalid_request: invalid time')
  return at
}

/** Whether a change requests a new secret, by a higher version number. */
export const asksToRotate = (json: unknown): boolean => 'client_secret_version' in asObject(json)
