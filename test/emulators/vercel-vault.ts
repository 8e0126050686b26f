/** The state of the Vercel emulator: one person's access tokens, the secrets that it has issued, and their form on the wire. */
import { hexOf, labelOf, numberOf, recordHandedOut, runningClock } from './emulator.ts'
import { Refusal } from './refusal.ts'

export interface VercelToken {
  readonly id: string
  readonly name: string
  readonly secret: string
  /** The team to which the token is limited. */
  readonly team: string | undefined
  /** Not part of any answer. */
  readonly project: string | undefined
  /** Epoch milliseconds. Must differ for all tokens, because pages are requested by it. */
  readonly createdAt: number
  readonly expiresAt: number | undefined
  activeAt: number
  leaked: { readonly at: number; readonly url: string } | undefined
  revokedAt: number | undefined
}

interface Options {
  readonly seed: string
  readonly tokens: number
  readonly now: number | undefined
}

const DAY_MS = 86_400_000
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** `vcp_` and 56 letters and digits. Derived only from `name`. */
function secretOf(name: string): string {
  const bytes = Buffer.from(`${hexOf(name)}${hexOf(`${name} more`)}`.slice(0, 112), 'hex')
  return `vcp_${[...bytes].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')}`
}

/** A vault with `tokens` tokens, not counting the credential's own. */
export function createVercelVault({ seed, tokens: count, now }: Options) {
  const clock = runningClock(now)
  const tokens = new Map<string, VercelToken>()
  let issued = 0
  let lastCreatedAt = 0

  const add = (name: string, token: Omit<VercelToken, 'id' | 'activeAt'>): VercelToken => {
    const id = hexOf(`${seed} ${name}`)
    tokens.set(id, { ...token, id, activeAt: token.createdAt })
    return tokens.get(id)!
  }
  const owner = (secret: string): VercelToken | undefined =>
    [...tokens.values()].find(
      ({ secret: own, expiresAt = Infinity, revokedAt }) =>
        own === secret && expiresAt > clock() && revokedAt === undefined,
    )
  const isAlive = (secret: string): boolean => owner(secret) !== undefined
  const handedOut = recordHandedOut(isAlive)

  const credential = secretOf(`${seed} credential`)
  const plain = { team: undefined, project: undefined, leaked: undefined, revokedAt: undefined }
  add('own', {
    ...plain,
    name: 'keyhold',
    secret: credential,
    createdAt: clock() - 1_000,
    expiresAt: undefined,
  })
  for (let index = 0; index < count; index += 1) {
    const roll = (what: string, below: number): number => numberOf(`${seed} ${String(index)} ${what}`, below)
    const createdAt = clock() - (1 + roll('created', 300)) * DAY_MS - index
    const url = `https://github.com/example/site/blob/main/${String(index)}.env`
    const leaked = roll('leaked', 12) === 0 ? { at: createdAt + DAY_MS, url } : undefined
    const token = add(`token ${String(index)}`, {
      name: labelOf(index),
      secret: secretOf(`${seed} token ${String(index)}`),
      team: roll('team', 3) === 0 ? `team_${hexOf(`${seed} team`).slice(0, 24)}` : undefined,
      project: undefined,
      createdAt,
      expiresAt: roll('endless', 3) === 0 ? undefined : createdAt + (30 + roll('life', 400)) * DAY_MS,
      leaked,
      revokedAt: leaked !== undefined && roll('revoked', 2) === 0 ? leaked.at : undefined,
    })
    if (roll('used', 4) !== 0) token.activeAt = createdAt + roll('use', 30) * DAY_MS
  }

  return {
    clock,
    credential,
    owner,
    all: (): readonly VercelToken[] => [...tokens.values()],
    find(id: string): VercelToken {
      const token = tokens.get(id)
      if (token === undefined) throw new Refusal(404, 'Token not found')
      return token
    },
    create(draft: Pick<VercelToken, 'name' | 'team' | 'project' | 'expiresAt'>): VercelToken {
      issued += 1
      lastCreatedAt = Math.max(clock(), lastCreatedAt + 1)
      const secret = secretOf(`${seed} issued ${String(issued)}`)
      const token = add(`made ${String(issued)}`, { ...plain, ...draft, secret, createdAt: lastCreatedAt })
      handedOut.add(secret, token.id)
      return token
    },
    remove: ({ id }: VercelToken): void => void tokens.delete(id),
    isAlive,
    handedOut: handedOut.all,
    holdsSecret: (text: string): boolean =>
      [...tokens.values()].some(({ secret }) => text.includes(secret)) || handedOut.areIn(text),
  }
}

/** A token in the shape that the API returns, without its secret. `isSparse`: omits the fields that Vercel may omit. */
export function onWire(token: VercelToken, isSparse: boolean): object {
  const { id, name, secret, team, createdAt, activeAt, expiresAt, leaked, revokedAt } = token
  const common = { createdAt, origin: 'manual', ...(expiresAt !== undefined && { expiresAt }) }
  const scope = team === undefined ? { ...common, type: 'user' } : { ...common, type: 'team', teamId: team }
  return {
    id,
    name,
    type: 'oauth2-token',
    createdAt,
    activeAt,
    ...(expiresAt !== undefined && { expiresAt }),
    ...(leaked && { leakedAt: leaked.at, leakedUrl: leaked.url }),
    ...(revokedAt !== undefined && { revokedAt }),
    ...(!isSparse && {
      origin: 'manual',
      prefix: secret.slice(0, 8),
      suffix: secret.slice(-4),
      scopes: [scope],
    }),
  }
}
