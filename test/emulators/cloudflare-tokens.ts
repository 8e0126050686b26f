/** The keys inside the Cloudflare emulator: their state, their seed, and their form on the wire. */
import { hexOf, labelOf, numberOf, seconds, uuidOf } from './emulator.ts'

export interface FlarePolicy {
  readonly effect: 'allow' | 'deny'
  readonly groups: readonly string[]
  readonly resources: Readonly<Record<string, unknown>>
}

/** An API token of a user (`account` is undefined) or of an account. */
export interface FlareToken {
  readonly id: string
  readonly account: string | undefined
  name: string
  secret: string
  status: 'active' | 'disabled'
  readonly issuedOn: number
  modifiedOn: number
  lastUsedOn: number | undefined
  expiresOn: number | undefined
  notBefore: number | undefined
  policies: readonly FlarePolicy[]
  condition: unknown
}

export interface FlareServiceToken {
  readonly id: string
  readonly clientId: string
  name: string
  duration: string
  enabled: boolean
  readonly createdAt: number
  /** The start of the duration. */
  since: number
  secret: string
  /** The previous secret and when it ends. */
  previous: { readonly secret: string; until: number } | undefined
}

export const GROUPS: readonly {
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
}[] = [
  ['API Tokens Read', 'com.cloudflare.api.user'],
  ['API Tokens Write', 'com.cloudflare.api.user'],
  ['Account API Tokens Read', 'com.cloudflare.api.account'],
  ['Account API Tokens Write', 'com.cloudflare.api.account'],
  ['Access: Service Tokens Read', 'com.cloudflare.api.account'],
  ['Access: Service Tokens Write', 'com.cloudflare.api.account'],
  ['DNS Read', 'com.cloudflare.api.account.zone'],
  ['DNS Write', 'com.cloudflare.api.account.zone'],
  ['Workers Scripts Write', 'com.cloudflare.api.account'],
  ['Workers R2 Storage Bucket Item Read', 'com.cloudflare.edge.r2.bucket'],
].map(([name = '', scope = '']) => ({ id: idOf(`group ${name}`), name, scopes: [scope] }))

export const groupId = (name: string): string => GROUPS.find((group) => group.name === name)?.id ?? ''

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** 32 hexadecimal digits, derived only from `name`. */
export function idOf(name: string): string {
  return hexOf(name).slice(0, 32)
}

/** The present form of tokens: a prefix, 40 characters and a checksum of eight. */
export const secretOf = (name: string, account: string | undefined): string =>
  `${account === undefined ? 'cfut_' : 'cfat_'}${hexOf(name).slice(0, 40)}${hexOf(`${name} sum`).slice(0, 8)}`

const resource = (kind: string, id: string) => `com.cloudflare.api.${kind}.${id}`

/** The policies of a seed, by number: simple, for several resources, limited to an account, partly denied. */
function policiesFor(kind: number, account: string): readonly FlarePolicy[] {
  const zones = resource('account.zone', '*')
  const zone = resource('account.zone', idOf('zone one'))
  const allow = (name: string, resources: FlarePolicy['resources']): FlarePolicy => ({
    effect: 'allow',
    groups: [groupId(name)],
    resources,
  })
  if (kind === 0) return [allow('DNS Write', { [zones]: '*' })]
  if (kind === 1) return [allow('Workers Scripts Write', { [resource('account', account)]: '*' })]
  if (kind === 2)
    return [
      allow('DNS Write', { [resource('account', account)]: { [zones]: '*' } }),
      { effect: 'deny', groups: [groupId('DNS Write')], resources: { [zone]: '*' } },
    ]
  return [
    {
      effect: 'allow',
      groups: [groupId('DNS Read'), groupId('DNS Write')],
      resources: { [zone]: '*', [resource('account.zone', idOf('zone two'))]: '*' },
    },
  ]
}

/** The token number `index` of a seed. */
export function seededToken(
  seed: string,
  index: number,
  {
    now,
    account,
    home,
  }: { readonly now: number; readonly account: string | undefined; readonly home: string },
): FlareToken {
  const name = `${seed} ${account === undefined ? 'user' : 'account'} ${String(index)}`
  const roll = (what: string, below: number): number => numberOf(`${name} ${what}`, below)
  const issuedOn = seconds(now - (roll('issued', 700) + 8) * DAY_MS)
  return {
    id: idOf(name),
    account,
    name: labelOf(index),
    secret: secretOf(name, account),
    status: roll('status', 9) === 0 ? 'disabled' : 'active',
    issuedOn,
    modifiedOn: issuedOn,
    lastUsedOn: roll('used', 5) === 0 ? undefined : seconds(now - roll('last', 900) * HOUR_MS),
    expiresOn: roll('ends', 3) === 0 ? undefined : seconds(now + (roll('end', 400) + 1) * DAY_MS),
    notBefore: undefined,
    policies: policiesFor(roll('policies', 4), home),
    condition:
      roll('limited', 4) === 0
        ? { request_ip: { in: ['192.0.2.0/24'], not_in: ['192.0.2.9/32'] } }
        : undefined,
  }
}

export function seededServiceToken(seed: string, index: number, now: number): FlareServiceToken {
  const name = `${seed} access ${String(index)}`
  const roll = (what: string, below: number): number => numberOf(`${name} ${what}`, below)
  const since = seconds(now - roll('since', 300) * DAY_MS)
  return {
    id: uuidOf(name),
    clientId: `${idOf(`${name} client`)}.access`,
    name: labelOf(index),
    createdAt: since,
    duration: roll('duration', 4) === 0 ? 'forever' : '8760h',
    enabled: roll('enabled', 9) !== 0,
    since,
    secret: hexOf(`${name} secret`),
    previous: undefined,
  }
}

const wire = (at: number | undefined): string | undefined =>
  at === undefined ? undefined : new Date(at).toISOString().replace('.000Z', 'Z')

/** Milliseconds of "8760h" or "2h45m"; `undefined` for "forever" and for any other text. */
export function durationMs(text: string): number | undefined {
  const units: Readonly<Record<string, number>> = {
    h: HOUR_MS,
    m: 60_000,
    s: 1_000,
    ms: 1,
    us: 0.001,
    ns: 0.000_001,
  }
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|us|ns|h|m|s)/g)]
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) return undefined
  return parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (units[unit] ?? 0), 0)
}

export const serviceEnd = ({ since, duration }: FlareServiceToken): number | undefined => {
  const lasts = durationMs(duration)
  return lasts === undefined ? undefined : since + lasts
}

/** A token in the shape that the API returns. Fields without a value are left out. */
export function tokenOnWire(token: FlareToken, now: number, whole = false): object {
  const { id, name, policies, condition, account, expiresOn } = token
  const isOver = expiresOn !== undefined && expiresOn <= now
  return {
    id,
    name,
    status: isOver ? 'expired' : token.status,
    issued_on: wire(token.issuedOn),
    modified_on: wire(token.modifiedOn),
    last_used_on: wire(token.lastUsedOn),
    expires_on: wire(expiresOn),
    not_before: wire(token.notBefore),
    policies: policies.map(({ effect, groups, resources }, at) => ({
      id: idOf(`${id} policy ${String(at)}`),
      effect,
      permission_groups: groups.map((group) => ({
        id: group,
        name: GROUPS.find((one) => one.id === group)?.name,
      })),
      resources,
    })),
    condition,
    ...(account !== undefined && { creator_email_at_creation: 'ops@example.com' }),
    ...(whole && { value: token.secret }),
  }
}

interface ServiceWire {
  readonly whole?: boolean
  /** Includes the time of creation, which the vendor's package does not have. */
  readonly isDated?: boolean
}

/** A service token in the shape that the API returns. An answer with the secret has no expiry. */
export function serviceTokenOnWire(
  token: FlareServiceToken,
  { whole = false, isDated = false }: ServiceWire = {},
): object {
  const { id, clientId, name, duration, enabled, secret, createdAt } = token
  const dates = isDated ? { created_at: wire(createdAt) } : {}
  const common = { id, client_id: clientId, name, duration, enabled, ...dates }
  return whole ? { ...common, client_secret: secret } : { ...common, expires_at: wire(serviceEnd(token)) }
}
