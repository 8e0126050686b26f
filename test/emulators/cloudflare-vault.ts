/** The state of the Cloudflare emulator: its tokens, the secrets that it has issued, and the permissions of each token. */
import { bearerOf } from './bodies.ts'
import {
  groupId,
  idOf,
  secretOf,
  seededServiceToken,
  seededToken,
  serviceEnd,
  type FlareServiceToken,
  type FlareToken,
} from './cloudflare-tokens.ts'
import { hexOf, recordHandedOut, runningClock, seconds, uuidOf } from './emulator.ts'
import { Refusal } from './refusal.ts'

const DAY_MS = 86_400_000

interface Options {
  readonly seed: string
  readonly keys: number
  readonly now: number | undefined
  readonly account: string
  /** The permission groups of the credential. */
  readonly grants: readonly string[]
  /** The credential is an account's token instead of a user's. */
  readonly isAccountCredential: boolean
}

/** A vault with `keys` tokens of each kind, not counting the credential's own. */
export function createFlareVault({ seed, keys: count, now, account, grants, isAccountCredential }: Options) {
  const clock = runningClock(now)
  const startedAt = clock()
  const tokens = new Map<string, FlareToken>()
  const services = new Map<string, FlareServiceToken>()
  let issued = 0

  const next = (): string => {
    issued += 1
    return `${seed} issued ${String(issued)}`
  }

  const owner = isAccountCredential ? account : undefined
  const own: FlareToken = {
    ...seededToken(seed, -1, { now: startedAt, account: owner, home: account }),
    name: 'keyhold',
    status: 'active',
    expiresOn: seconds(startedAt + 200 * DAY_MS),
    condition: undefined,
    policies: [
      {
        effect: 'allow',
        groups: grants.map(groupId),
        resources: { [`com.cloudflare.api.user.${idOf(`${seed} user`)}`]: '*' },
      },
    ],
  }
  tokens.set(own.id, own)
  for (let index = 0; index < count; index += 1) {
    for (const one of [undefined, account]) {
      const token = seededToken(seed, index, { now: startedAt, account: one, home: account })
      tokens.set(token.id, token)
    }
    const service = seededServiceToken(seed, index, startedAt)
    services.set(service.id, service)
  }

  const isOpen = (token: FlareToken): boolean =>
    token.status === 'active' && (token.notBefore ?? 0) <= clock() && clock() < (token.expiresOn ?? Infinity)
  const holder = (secret: string): FlareToken | undefined =>
    [...tokens.values()].find((token) => token.secret === secret)
  const opens = (service: FlareServiceToken, secret: string): boolean => {
    const { previous, enabled } = service
    if (!enabled || clock() >= (serviceEnd(service) ?? Infinity)) return false
    return service.secret === secret || (previous?.secret === secret && clock() < previous.until)
  }
  const isAlive = (secret: string): boolean => {
    const token = holder(secret)
    if (token !== undefined) return isOpen(token)
    return [...services.values()].some((service) => opens(service, secret))
  }
  const handedOut = recordHandedOut(isAlive)
  const isKnown = (secret: string): boolean =>
    holder(secret) !== undefined ||
    handedOut.areIn(secret) ||
    [...services.values()].some((one) => one.secret === secret || one.previous?.secret === secret)

  return {
    clock,
    credential: own.secret,
    own,
    tokens: (of: string | undefined): readonly FlareToken[] =>
      [...tokens.values()].filter((token) => token.account === of),
    services: (): readonly FlareServiceToken[] => [...services.values()],
    /** Throws Refusal 404. */
    token(id: string, of: string | undefined): FlareToken {
      const token = tokens.get(id)
      if (token === undefined || token.account !== of) throw new Refusal(404, 'Invalid token identifier')
      return token
    },
    /** Throws Refusal 404. */
    service(id: string): FlareServiceToken {
      const service = services.get(id)
      if (service === undefined) throw new Refusal(404, 'access.api.error.not_found')
      return service
    },
    createToken(
      draft: Pick<FlareToken, 'name' | 'policies' | 'condition' | 'expiresOn' | 'notBefore'>,
      of: string | undefined,
    ): FlareToken {
      const name = next()
      const at = seconds(clock())
      const times = { issuedOn: at, modifiedOn: at, lastUsedOn: undefined }
      const token = { ...draft, ...times, id: idOf(name), account: of, secret: secretOf(name, of) }
      const made: FlareToken = { ...token, status: 'active' }
      tokens.set(made.id, made)
      return made
    },
    roll: (token: FlareToken): void =>
      void Object.assign(token, { secret: secretOf(next(), token.account), modifiedOn: seconds(clock()) }),
    createService(draft: Pick<FlareServiceToken, 'name' | 'duration' | 'enabled'>): FlareServiceToken {
      const name = next()
      const at = seconds(clock())
      const service: FlareServiceToken = {
        ...draft,
        createdAt: at,
        id: uuidOf(name),
        clientId: `${idOf(`${name} client`)}.access`,
        since: at,
        secret: hexOf(`${name} secret`),
        previous: undefined,
      }
      services.set(service.id, service)
      return service
    },
    rotate(service: FlareServiceToken, until: number | undefined): void {
      service.previous = { secret: service.secret, until: until ?? clock() }
      service.secret = hexOf(`${next()} secret`)
    },
    remove: (id: string): boolean => tokens.delete(id) || services.delete(id),
    handOut: (secret: string, keyId: string): void => handedOut.add(secret, keyId),
    handedOut: handedOut.all,
    isAlive,
    holdsSecret: (text: string): boolean => (text.match(SECRETS) ?? []).some(isKnown),
    /** The token of a request. Records its use. Throws Refusal 401. */
    caller(authorization: string): FlareToken {
      const token = holder(bearerOf(authorization))
      if (token === undefined || !isOpen(token)) throw new Refusal(401, 'Invalid API Token')
      token.lastUsedOn = seconds(clock())
      return token
    },
  }
}

const SECRETS = /cf[ua]t_[0-9a-f]{48}|[0-9a-f]{64}/g

export type FlareVault = ReturnType<typeof createFlareVault>
