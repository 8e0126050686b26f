/** The state of the Atlas emulator: service accounts with their secrets, API keys with their access lists, and access tokens. */
import { hexOf, labelOf, numberOf, recordHandedOut, runningClock, seconds, uuidOf } from './emulator.ts'
import { objectIdOf } from './ops-manager-keys.ts'
import { Refusal } from './refusal.ts'

export interface AccountSecret {
  readonly id: string
  readonly secret: string
  readonly createdAt: number
  expiresAt: number
  lastUsedAt: number | undefined
}

export interface ServiceAccount {
  readonly clientId: string
  /** The organization or the project that it belongs to. */
  readonly root: string
  readonly name: string
  readonly description: string
  readonly roles: readonly string[]
  readonly createdAt: number
  readonly secrets: AccountSecret[]
}

export interface AccessEntry {
  readonly ipAddress?: string
  readonly cidrBlock: string
  readonly created: number
  lastUsed?: number
}

export interface Role {
  readonly roleName: string
  readonly orgId?: string
  readonly groupId?: string
}

export interface OrgApiKey {
  readonly id: string
  readonly publicKey: string
  readonly privateKey: string
  desc: string
  roles: readonly Role[]
  readonly accessList: AccessEntry[]
}

interface Options {
  readonly seed: string
  readonly keys: number
  readonly now: number | undefined
  readonly projects: number
  /** The most secrets per account. */
  readonly quota: number
  readonly roles: readonly string[]
  /** The lifetime of an access token, in seconds. */
  readonly tokenSeconds: number
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** The remaining lifetime of a secret once its account has a second one. */
const SHORTENED_MS = 7 * DAY_MS

const secretOf = (name: string): string => `mdb_sa_sk_${hexOf(name).slice(0, 40)}`
const publicKeyOf = (name: string): string =>
  hexOf(name)
    .slice(0, 8)
    .replace(/./g, (digit) => String.fromCharCode(97 + parseInt(digit, 16)))

export function createAtlasVault(options: Options) {
  const { seed, keys: count, projects: projectCount, quota, tokenSeconds } = options
  const clock = runningClock(options.now)
  const orgId = objectIdOf(`${seed} organization`)
  const projects = Array.from({ length: projectCount }, (_, at) =>
    objectIdOf(`${seed} project ${String(at)}`),
  )
  const accounts = new Map<string, ServiceAccount>()
  const apiKeys = new Map<string, OrgApiKey>()
  const tokens = new Map<string, { readonly clientId: string; readonly until: number; isRevoked: boolean }>()
  let issued = 0

  const allSecrets = () => [...accounts.values()].flatMap(({ secrets }) => secrets)
  const works = ({ expiresAt }: AccountSecret): boolean => expiresAt > clock()
  const isAlive = (text: string): boolean =>
    allSecrets().some((one) => one.secret === text && works(one)) ||
    [...apiKeys.values()].some(({ privateKey }) => privateKey === text)
  const record = recordHandedOut(isAlive)

  const addAccount = (
    name: string,
    { root, label, roles, days }: { root: string; label: string; roles: readonly string[]; days: number },
  ): ServiceAccount => {
    const lifeDays = 30 + numberOf(`${name} life`, 300)
    const createdAt = seconds(clock()) - Math.min(days, lifeDays + 5) * DAY_MS
    const account: ServiceAccount = {
      clientId: `mdb_sa_id_${objectIdOf(name)}`,
      root,
      name: label,
      description: `Made for ${label}`,
      roles,
      createdAt,
      secrets: [
        {
          id: objectIdOf(`${name} secret`),
          secret: secretOf(`${name} secret`),
          createdAt,
          expiresAt: createdAt + lifeDays * DAY_MS,
          lastUsedAt: numberOf(`${name} used`, 3) === 0 ? undefined : createdAt + HOUR_MS,
        },
      ],
    }
    accounts.set(account.clientId, account)
    return account
  }

  const addApiKey = (name: string, desc: string, roles: readonly Role[]): OrgApiKey => {
    const key: OrgApiKey = {
      id: objectIdOf(name),
      publicKey: publicKeyOf(`${name} public`),
      privateKey: uuidOf(`${name} private`),
      desc,
      roles,
      accessList: [],
    }
    apiKeys.set(key.id, key)
    return key
  }

  const own = [orgId, ...projects].map((root, at) =>
    addAccount(`${seed} own ${String(at)}`, { root, label: 'keyhold', roles: options.roles, days: 3 }),
  )
  const ownKey = addApiKey(
    `${seed} own key`,
    'keyhold key',
    options.roles.map((roleName) => ({ roleName, orgId })),
  )
  ownKey.accessList.push({ ipAddress: '127.0.0.1', cidrBlock: '127.0.0.1/32', created: seconds(clock()) })
  for (const root of [orgId, ...projects])
    for (let index = 0; index < count; index += 1) {
      const name = `${seed} ${root} ${String(index)}`
      const roles = [root === orgId ? 'ORG_READ_ONLY' : 'GROUP_READ_ONLY']
      const days = numberOf(`${name} age`, 200)
      addAccount(name, { root, label: labelOf(index), roles, days })
    }
  for (let index = 0; index < count; index += 1)
    addApiKey(`${seed} key ${String(index)}`, labelOf(index), [{ roleName: 'ORG_MEMBER', orgId }])

  const secretIn = (account: ServiceAccount, hours: unknown): AccountSecret => {
    if (typeof hours !== 'number' || !Number.isInteger(hours) || hours < 8 || hours > 365 * 24)
      throw new Refusal(400, 'The secret must live from 8 hours to 365 days.', 'INVALID_SECRET_LIFETIME')
    if (account.secrets.length >= quota)
      throw new Refusal(400, 'The Service Account has the maximum number of secrets.', 'MAX_SECRETS_REACHED')
    issued += 1
    const name = `${seed} issued ${String(issued)}`
    const createdAt = seconds(clock())
    for (const old of account.secrets) old.expiresAt = Math.min(old.expiresAt, createdAt + SHORTENED_MS)
    const made: AccountSecret = {
      id: objectIdOf(name),
      secret: secretOf(name),
      createdAt,
      expiresAt: createdAt + hours * HOUR_MS,
      lastUsedAt: undefined,
    }
    account.secrets.push(made)
    record.add(made.secret, `${account.clientId}/${made.id}`)
    return made
  }

  const accountAt = (root: string, clientId: string): ServiceAccount => {
    const account = accounts.get(clientId)
    if (account?.root !== root)
      throw new Refusal(404, `No Service Account ${clientId} exists.`, 'SERVICE_ACCOUNT_NOT_FOUND')
    return account
  }
  const apiKeyAt = (id: string): OrgApiKey => {
    const key = apiKeys.get(id)
    if (key === undefined) throw new Refusal(404, `No API key ${id} exists.`, 'API_KEY_NOT_FOUND')
    return key
  }

  return {
    clock,
    orgId,
    projects,
    own: own[0]!,
    ownKey,
    isAlive,
    accountAt,
    apiKeyAt,
    accountsOf: (root: string) => [...accounts.values()].filter((account) => account.root === root),
    ownOf: (root: string) => own.find((account) => account.root === root)!,
    apiKeys: () => [...apiKeys.values()],
    hasRoot: (kind: string, root: string): boolean =>
      kind === 'orgs' ? root === orgId : projects.includes(root),
    privateKeyOf: (publicKey: string): string | undefined =>
      [...apiKeys.values()].find((key) => key.publicKey === publicKey)?.privateKey,
    addSecret: (root: string, clientId: string, hours: unknown) => secretIn(accountAt(root, clientId), hours),
    removeSecret(root: string, clientId: string, id: string): void {
      const { secrets } = accountAt(root, clientId)
      const at = secrets.findIndex((secret) => secret.id === id)
      if (at < 0) throw new Refusal(404, `No secret ${id} exists.`, 'SERVICE_ACCOUNT_SECRET_NOT_FOUND')
      secrets.splice(at, 1)
    },
    createAccount(
      root: string,
      about: Pick<ServiceAccount, 'name' | 'description' | 'roles'>,
      hours: unknown,
    ) {
      issued += 1
      const account: ServiceAccount = {
        ...about,
        clientId: `mdb_sa_id_${objectIdOf(`${seed} account ${String(issued)}`)}`,
        root,
        createdAt: seconds(clock()),
        secrets: [],
      }
      secretIn(account, hours)
      accounts.set(account.clientId, account)
      return account
    },
    createApiKey(desc: string, roles: readonly string[]): OrgApiKey {
      issued += 1
      const made = addApiKey(
        `${seed} issued key ${String(issued)}`,
        desc,
        roles.map((roleName) => ({ roleName, orgId })),
      )
      record.add(made.privateKey, `${made.id}/${made.publicKey}`)
      return made
    },
    removeApiKey: (id: string): void => void apiKeys.delete(apiKeyAt(id).id),
    /** Issues a token for the account that this valid secret belongs to. */
    exchange(clientId: string, secret: string) {
      const held = accounts.get(clientId)?.secrets.find((one) => one.secret === secret && works(one))
      if (held === undefined) return undefined
      issued += 1
      held.lastUsedAt = seconds(clock())
      const token = `eyJ${hexOf(`${seed} token ${String(issued)}`)}`
      tokens.set(token, { clientId, until: clock() + tokenSeconds * 1_000, isRevoked: false })
      return { token, seconds: tokenSeconds }
    },
    /** The account that a token was issued for. */
    byToken(token: string): ServiceAccount | undefined {
      const found = tokens.get(token)
      const isValid = found !== undefined && !found.isRevoked && found.until > clock()
      return isValid ? accounts.get(found.clientId) : undefined
    },
    endTokens: (): void => {
      for (const token of tokens.values()) token.isRevoked = true
    },
    handedOut: record.all,
    holdsSecret: (text: string): boolean =>
      [
        ...allSecrets().map(({ secret }) => secret),
        ...[...apiKeys.values()].map(({ privateKey }) => privateKey),
        ...tokens.keys(),
      ].some((secret) => text.includes(secret)),
  }
}

export type AtlasVault = ReturnType<typeof createAtlasVault>

const iso = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z')

/** A secret in the shape that the API returns. Only the answer that creates it contains it whole. */
export const secretOnWire = (
  { id, secret, createdAt, expiresAt, lastUsedAt }: AccountSecret,
  isWhole = false,
) => ({
  id,
  createdAt: iso(createdAt),
  expiresAt: iso(expiresAt),
  ...(lastUsedAt !== undefined && { lastUsedAt: iso(lastUsedAt) }),
  maskedSecretValue: `mdb_sa_sk_****${secret.slice(-4)}`,
  ...(isWhole && { secret }),
})

export const accountOnWire = (
  { clientId, name, description, roles, createdAt, secrets }: ServiceAccount,
  isWhole = false,
) => ({
  clientId,
  name,
  description,
  roles,
  createdAt: iso(createdAt),
  secrets: secrets.map((secret) => secretOnWire(secret, isWhole)),
})

export const apiKeyOnWire = ({ id, publicKey, privateKey, desc, roles }: OrgApiKey, isWhole = false) => ({
  id,
  publicKey,
  privateKey: isWhole ? privateKey : `********-****-****-${privateKey.slice(-12)}`,
  desc,
  roles,
})

export const entryOnWire = ({ ipAddress, cidrBlock, created, lastUsed }: AccessEntry) => ({
  ...(ipAddress !== undefined && { ipAddress }),
  cidrBlock,
  created: iso(created),
  count: lastUsed === undefined ? 0 : 3,
  ...(lastUsed !== undefined && { lastUsed: iso(lastUsed), lastUsedAddress: '127.0.0.1' }),
})
