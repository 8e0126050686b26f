/** The Digest authentication of the Ops Manager emulator: challenges, nonces that are valid for a minute, and which requests are authorized. */
import { createHash } from 'node:crypto'
import { hexOf } from './emulator.ts'

export interface DoorOptions {
  readonly user: string
  readonly password: string
  /** The password of another user who may sign as well. */
  readonly passwordOf?: (user: string) => string | undefined
  readonly now: () => number
  readonly seed: string
  readonly algorithm: 'MD5' | 'SHA-256' | 'both'
  /** The form of the challenge: as clients see it, as the documentation prints it, or in an unusual form that a parser must still accept. */
  readonly challenge: 'usual' | 'documented' | 'odd' | 'basic'
  /** Every nonce is stale on its first use, as with hosts behind a load balancer that do not share nonces. */
  readonly alwaysStale: boolean
}

export interface Knock {
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly authorization: string
}

const REALM = 'MMS Public API'
export const NONCE_LIFE_MS = 60_000

/** Returns `undefined` if the request is authorized, else the header of the challenge. */
export function createDoor({
  user,
  password,
  passwordOf = () => undefined,
  now,
  seed,
  algorithm,
  challenge,
  alwaysStale,
}: DoorOptions) {
  /** When each nonce was created, and the counts that were used with it. */
  const nonces = new Map<string, { at: number; readonly counts: Set<string> }>()
  let made = 0

  const hash = (name: string, text: string): string =>
    createHash(name === 'SHA-256' ? 'sha256' : 'md5')
      .update(text)
      .digest('hex')

  const offer = (isStale: boolean): string => {
    if (challenge === 'basic') return `Basic realm="${REALM}"`
    made += 1
    const nonce = hexOf(`${seed} nonce ${String(made)}`).slice(0, 32)
    nonces.set(nonce, { at: now(), counts: new Set() })
    const written = (name: string): string => {
      const stale = String(isStale)
      if (challenge === 'documented')
        return `Digest realm="${REALM}", domain="", nonce="${nonce}", algorithm=${name}, op="auth", stale=${stale}`
      if (challenge === 'odd')
        return `dIGEST  domain="/a, /b",nonce = ${nonce} ,beta, NEWS="x=\\"1\\", y",stale=${stale.toUpperCase()},Algorithm="${name.toLowerCase()}",QOP="auth-int , auth",realm="${REALM}"`
      return `Digest realm="${REALM}", domain="", nonce="${nonce}", algorithm=${name}, qop="auth", stale=${stale}`
    }
    const names = algorithm === 'both' ? ['MD5', 'SHA-256'] : [algorithm]
    const odd = challenge === 'odd' ? ['Negotiate', `Basic realm="${REALM}"`] : []
    return [...odd, ...names.map(written)].join(', ')
  }

  /** Whether the request is signed with the password, even if the nonce is stale. */
  const isSigned = (given: Given, { method, path }: Knock): boolean => {
    const { username, realm, uri, nonce, nc, cnonce, qop, response, algorithm: name = 'MD5' } = given
    const secret = username === user ? password : passwordOf(username ?? '')
    if (secret === undefined || realm !== REALM || uri !== path || qop !== 'auth' || cnonce === '')
      return false
    const outer = hash(name, `${username ?? ''}:${REALM}:${secret}`)
    const inner = hash(name, `${method}:${path}`)
    return response === hash(name, [outer, nonce, nc, cnonce, qop, inner].join(':'))
  }
  const isOffered = ({ algorithm: name = 'MD5' }: Given): boolean => [name, 'both'].includes(algorithm)

  /** Whether the nonce is less than a minute old and the count is new; each count is accepted once. */
  const isYoung = ({ nonce = '', nc = '' }: Given): boolean => {
    const known = nonces.get(nonce)
    if (known === undefined || now() - known.at >= NONCE_LIFE_MS || known.counts.has(nc)) return false
    known.counts.add(nc)
    return !alwaysStale
  }

  return {
    knock(asked: Knock): string | undefined {
      const given = parametersOf(asked.authorization)
      if (given === undefined || !isOffered(given) || !isSigned(given, asked)) return offer(false)
      return isYoung(given) ? undefined : offer(true)
    },
    /** Makes every issued nonce one minute older. */
    age: (): void => {
      for (const nonce of nonces.values()) nonce.at -= NONCE_LIFE_MS
    },
  }
}

type Given = Readonly<
  Partial<
    Record<
      'username' | 'realm' | 'uri' | 'nonce' | 'nc' | 'cnonce' | 'qop' | 'response' | 'algorithm',
      string
    >
  >
>

function parametersOf(authorization: string): Given | undefined {
  if (!authorization.startsWith('Digest ')) return undefined
  const found = authorization.slice(7).matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g)
  return Object.fromEntries([...found].map(([, name = '', quoted, bare]) => [name, quoted ?? bare ?? '']))
}
