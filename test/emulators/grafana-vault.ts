/** The state of the Grafana emulator: one organization's service accounts and tokens, the secrets that it has issued, and their form on the wire. */
import { hexOf, labelOf, numberOf, recordHandedOut, runningClock, seconds } from './emulator.ts'
import { Refusal } from './refusal.ts'

export interface GrafanaAccount {
  readonly id: number
  name: string
  role: string
  isDisabled: boolean
}

export interface GrafanaToken {
  readonly id: number
  readonly account: number
  readonly name: string
  readonly key: string
  /** Epoch milliseconds, whole seconds. */
  readonly createdAt: number
  readonly expiresAt: number | undefined
  lastUsedAt: number | undefined
  isRevoked: boolean
}

interface Options {
  readonly seed: string
  readonly tokens: number
  readonly accounts: number
  readonly now: number | undefined
}

const DAY_MS = 86_400_000
const ORGANIZATION = 1
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const ROLES = ['Viewer', 'Editor', 'Admin', 'None']

/** `glsa_`, 32 letters and digits, and 8 hexadecimal digits. Derived only from `name`. */
function secretOf(name: string): string {
  const bytes = Buffer.from(hexOf(name), 'hex')
  return `glsa_${[...bytes].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')}_${hexOf(`${name} end`).slice(0, 8)}`
}

/** A vault with `tokens` tokens, not counting the credential's own. */
export function createGrafanaVault({ seed, tokens: count, accounts: spread, now }: Options) {
  const clock = runningClock(now)
  const accounts = new Map<number, GrafanaAccount>()
  const tokens = new Map<number, GrafanaToken>()
  let made = 0
  let issued = 0

  const addAccount = (account: Omit<GrafanaAccount, 'id'>): GrafanaAccount => {
    const id = (made += 1)
    accounts.set(id, { ...account, id })
    return accounts.get(id)!
  }
  const addToken = (token: Omit<GrafanaToken, 'id'>): GrafanaToken => {
    const id = (made += 1)
    tokens.set(id, { ...token, id })
    return tokens.get(id)!
  }
  const hasExpired = ({ expiresAt }: GrafanaToken): boolean => expiresAt !== undefined && expiresAt < clock()
  const owner = (secret: string): GrafanaToken | undefined =>
    [...tokens.values()].find(
      (token) =>
        token.key === secret &&
        !token.isRevoked &&
        !hasExpired(token) &&
        accounts.get(token.account)?.isDisabled === false,
    )
  const isAlive = (secret: string): boolean => owner(secret) !== undefined
  const handedOut = recordHandedOut(isAlive)

  const credential = secretOf(`${seed} credential`)
  const own = addAccount({ name: 'keyhold', role: 'Admin', isDisabled: false })
  const times = { lastUsedAt: undefined, isRevoked: false }
  addToken({
    ...times,
    account: own.id,
    name: 'keyhold-managing',
    key: credential,
    createdAt: seconds(clock() - 90 * DAY_MS),
    expiresAt: undefined,
  })
  addAccount({ name: 'empty', role: 'Viewer', isDisabled: false })
  const others = Array.from({ length: spread }, (_, index) =>
    addAccount({
      name: `${labelOf(index)} robot`,
      role: ROLES[index % ROLES.length]!,
      isDisabled: index % 5 === 4,
    }),
  )
  for (let index = 0; index < count; index += 1) {
    const roll = (what: string, below: number): number => numberOf(`${seed} ${String(index)} ${what}`, below)
    const createdAt = seconds(clock() - roll('created', 300) * DAY_MS)
    addToken({
      account: others[index % others.length]!.id,
      name: labelOf(index),
      key: secretOf(`${seed} token ${String(index)}`),
      createdAt,
      expiresAt: roll('endless', 4) === 0 ? undefined : createdAt + (30 + roll('life', 400)) * DAY_MS,
      lastUsedAt: roll('used', 3) === 0 ? undefined : seconds(clock() - roll('use', 20) * DAY_MS),
      isRevoked: roll('revoked', 30) === 0,
    })
  }

  const found = <T>(one: T | undefined, words: string): T => {
    if (one === undefined) throw new Refusal(404, words)
    return one
  }
  const account = (id: number): GrafanaAccount => found(accounts.get(id), 'service account not found')

  return {
    clock,
    credential,
    hasExpired,
    owner,
    account,
    accounts: (): readonly GrafanaAccount[] => [...accounts.values()],
    tokens: (): readonly GrafanaToken[] => [...tokens.values()],
    tokensOf: (id: number): readonly GrafanaToken[] =>
      [...tokens.values()].filter((token) => token.account === id),
    token: (id: number, of: number): GrafanaToken => {
      account(of)
      const token = tokens.get(id)
      return found(token?.account === of ? token : undefined, 'service account token not found')
    },
    addAccount(name: string, role: string, isDisabled: boolean): GrafanaAccount {
      if ([...accounts.values()].some((one) => one.name === name))
        throw new Refusal(400, 'service account already exists')
      return addAccount({ name, role, isDisabled })
    },
    /** `secondsToLive` 0: the token never expires. */
    addToken(of: GrafanaAccount, name: string, secondsToLive: number): GrafanaToken {
      if ([...tokens.values()].some((one) => one.name === name))
        throw new Refusal(409, 'service account token with given name already exists in the organization')
      issued += 1
      const token = addToken({
        ...times,
        account: of.id,
        name,
        key: secretOf(`${seed} issued ${String(issued)}`),
        createdAt: seconds(clock()),
        expiresAt: secondsToLive === 0 ? undefined : seconds(clock()) + secondsToLive * 1000,
      })
      handedOut.add(token.key, `${String(of.id)}/${String(token.id)}`)
      return token
    },
    remove: ({ id }: GrafanaToken): void => void tokens.delete(id),
    isAlive,
    handedOut: handedOut.all,
    holdsSecret: (text: string): boolean =>
      [...tokens.values()].some(({ key }) => text.includes(key)) || handedOut.areIn(text),
    accountOnWire: ({ id, name, role, isDisabled }: GrafanaAccount): object => ({
      id,
      uid: hexOf(`${seed} account ${String(id)}`).slice(0, 14),
      name,
      login: `sa-${String(ORGANIZATION)}-${name.toLowerCase().replaceAll(' ', '-')}`,
      orgId: ORGANIZATION,
      isDisabled,
      isExternal: false,
      role,
      tokens: [...tokens.values()].filter((token) => token.account === id).length,
      avatarUrl: '',
    }),
    /** `isOld`: a version without the fields for the last use and the revocation. */
    tokenOnWire(token: GrafanaToken, isOld: boolean): object {
      const { id, name, createdAt, expiresAt, lastUsedAt, isRevoked } = token
      const leftMs = expiresAt === undefined || hasExpired(token) ? 0 : expiresAt - clock()
      const zoned = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString())
      return {
        id,
        name,
        created: zoned(createdAt),
        expiration: zoned(expiresAt),
        secondsUntilExpiration: leftMs < 7 * DAY_MS ? leftMs / 1000 : 0,
        hasExpired: hasExpired(token),
        ...(isOld ? {} : { lastUsedAt: zoned(lastUsedAt), isRevoked }),
      }
    },
  }
}
