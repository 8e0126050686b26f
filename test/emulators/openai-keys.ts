/** The state of the OpenAI emulator: projects, service accounts and keys, as seeds and in their form on the wire. */
import { hexOf, labelOf, numberOf, seconds } from './emulator.ts'

export interface OpenAiProject {
  readonly id: string
  readonly name: string
  readonly createdAt: number
  archivedAt: number | undefined
}

export interface ServiceAccount {
  readonly id: string
  readonly project: string
  readonly createdAt: number
  name: string
  role: 'owner' | 'member' | 'none'
}

export interface OpenAiKey {
  readonly id: string
  readonly secret: string
  readonly name: string
  readonly createdAt: number
  /** `undefined` for a key of the organization. */
  readonly project: string | undefined
  /** The service account that owns the key; missing if a person owns it. */
  readonly account: string | undefined
  /** The owner has left the project. */
  readonly isLeftover: boolean
  expiresAt: number | undefined
  lastUsedAt: number | undefined
  /** Empty: all permissions. */
  scopes: readonly string[]
}

const DAY_MS = 86_400_000
/** OpenAI's name for the first key of a service account. */
export const FIRST_KEY = 'Secret Key'

// Every secret of OpenAI contains this mark in its middle.
const MARK = 'T3BlbkFJ'

/** A secret of this kind, derived only from `name`. */
export function secretOf(kind: 'admin' | 'proj' | 'svcacct', name: string): string {
  const [start, end] = ['start', 'end'].map((part) =>
    Buffer.from(hexOf(`${name} ${part}`), 'hex').toString('base64url'),
  )
  return `sk-${kind}-${String(start)}${MARK}${String(end)}`
}

export const idOf = (kind: 'key' | 'proj' | 'svc_acct' | 'user', name: string): string =>
  `${kind}_${hexOf(name).slice(0, 16)}`

/** Two thirds of the keys have an expiry, some of them in the past. */
export function seededDates(name: string, now: number) {
  const roll = (what: string, below: number): number => numberOf(`${name} ${what}`, below)
  const createdAt = seconds(now - (roll('created', 200) + 1) * DAY_MS - roll('second', 86_400) * 1000)
  const ends = roll('ends', 3) === 0 ? undefined : createdAt + [30, 90, 365][roll('days', 3)]! * DAY_MS
  const isUsed = roll('used', 6) !== 0
  const lastUsedAt = isUsed ? seconds(Math.max(createdAt, now - roll('last', 60) * 3_600_000)) : undefined
  return { createdAt, expiresAt: ends, lastUsedAt }
}

export const accountName = (index: number): string => `${labelOf(index)}-bot`

const PEOPLE = ['Ada Byron', 'Grace Murray', 'Alan Mathison', 'Edsger Wybe'] as const

export const personOf = (key: Pick<OpenAiKey, 'id'>) => {
  const name = PEOPLE[numberOf(`${key.id} owner`, PEOPLE.length)]!
  const email = `${name.split(' ')[0]!.toLowerCase()}@example.com`
  return { id: idOf('user', name), name, email }
}

const epoch = (at: number): number => Math.trunc(at / 1000)
const epochOrNull = (at: number | undefined): number | null => (at === undefined ? null : epoch(at))

/** The mask in the form of the documentation's samples. */
export const maskOf = ({ secret }: Pick<OpenAiKey, 'secret'>): string =>
  `${/^sk-[a-z]+/.exec(secret)?.[0] ?? 'sk'}...${secret.slice(-3)}`

export const projectOnWire = ({ id, name, createdAt, archivedAt }: OpenAiProject) => ({
  id,
  object: 'organization.project',
  name,
  created_at: epoch(createdAt),
  archived_at: epochOrNull(archivedAt),
  status: archivedAt === undefined ? 'active' : 'archived',
})

export const accountOnWire = ({ id, name, role, createdAt }: ServiceAccount) => ({
  id,
  object: 'organization.project.service_account',
  name,
  role,
  created_at: epoch(createdAt),
})

const datesOnWire = ({ createdAt, expiresAt, lastUsedAt }: OpenAiKey) => ({
  created_at: epoch(createdAt),
  expires_at: epochOrNull(expiresAt),
  last_used_at: epochOrNull(lastUsedAt),
})

export function adminKeyOnWire(key: OpenAiKey) {
  const { id, name } = personOf(key)
  const owner = {
    id,
    name,
    type: 'user',
    object: 'organization.user',
    role: 'owner',
    created_at: 1_700_000_000,
  }
  return {
    id: key.id,
    object: 'organization.admin_api_key',
    name: key.name,
    redacted_value: maskOf(key),
    ...datesOnWire(key),
    owner,
  }
}

/** Omits the owner's `object`, because it differs between pages of the documentation. */
export function projectKeyOnWire(key: OpenAiKey, account: ServiceAccount | undefined) {
  const person = { ...personOf(key), role: 'member', created_at: 1_700_000_000 }
  const owner =
    account === undefined
      ? { type: 'user', user: person }
      : { type: 'service_account', service_account: accountOnWire(account) }
  return {
    id: key.id,
    object: 'organization.project.api_key',
    name: key.name,
    redacted_value: maskOf(key),
    ...datesOnWire(key),
    owner_project_access: key.isLeftover ? 'inactive' : 'active',
    owner,
  }
}

/** The answer to a creation, the only one with the secret. */
export const issuedOnWire = ({ id, name, secret, createdAt, expiresAt }: OpenAiKey) => ({
  id,
  object: 'organization.project.service_account.api_key',
  name,
  value: secret,
  created_at: epoch(createdAt),
  expires_at: epochOrNull(expiresAt),
})
