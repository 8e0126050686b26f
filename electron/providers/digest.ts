/**
 * HTTP Digest (RFC 7616): parses a server's challenge and creates the answer. Supports MD5 and SHA-256 with `qop=auth`; Basic and anything weaker is
 * not answered. No library does all of this and leaves the sending to its caller.
 */
import { createHash } from 'node:crypto'

// Enough for several challenges; a longer header is an attempt to keep the parser busy.
const LONGEST_HEADER = 4_000

const ALGORITHMS = { 'SHA-256': 'sha256', MD5: 'md5' } as const
type Algorithm = keyof typeof ALGORITHMS

/** A challenge that Keyhold may answer. */
export interface Challenge {
  readonly realm: string
  readonly nonce: string
  readonly opaque: string | undefined
  readonly algorithm: Algorithm
  /** The server named the algorithm, so the answer does too. */
  readonly isAlgorithmNamed: boolean
  /** Only the nonce of the last attempt was too old: the password may be correct. */
  readonly isStale: boolean
}

/**
 * The best challenge in a `WWW-Authenticate` header, which may contain several, separated by commas; `undefined` if none may be answered. Ops
 * Manager's pages print `op` although it sends `qop`: both are accepted.
 */
export function readChallenge(header: string | undefined): Challenge | undefined {
  const offers = schemes((header ?? '').slice(0, LONGEST_HEADER)).flatMap((params) => readOffer(params) ?? [])
  return offers.find(({ algorithm }) => algorithm === 'SHA-256') ?? offers[0]
}

type Params = ReadonlyMap<string, string>

function readOffer(params: Params): Challenge | undefined {
  const realm = params.get('realm')
  const nonce = params.get('nonce')
  const algorithm = readAlgorithm(params.get('algorithm'))
  const qop = (params.get('qop') ?? params.get('op') ?? '').toLowerCase().split(/[\s,]+/)
  if (params.get('') !== 'digest' || realm === undefined || algorithm === undefined) return undefined
  if (nonce === undefined || nonce === '' || !qop.includes('auth')) return undefined
  return {
    realm,
    nonce,
    opaque: params.get('opaque'),
    algorithm,
    isAlgorithmNamed: params.has('algorithm'),
    isStale: params.get('stale')?.toLowerCase() === 'true',
  }
}

function readAlgorithm(name = 'MD5'): Algorithm | undefined {
  const upper = name.toUpperCase()
  return upper === 'MD5' || upper === 'SHA-256' ? upper : undefined
}

// A word and its value, quoted or not.
const WORD = /(,?)\s*([^\s,="]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]*)))?/gs
const FOLLOWING_PARAMETER = /^\s+[^\s,="]+\s*=/

/** The parameters of every scheme, names in lower case, the scheme's own name under `''`. Words that do not fit are ignored. */
function schemes(header: string): readonly Params[] {
  const found: Map<string, string>[] = []
  for (const match of header.matchAll(WORD)) {
    const name = (match[2] ?? '').toLowerCase()
    const value = valueOf(match)
    const params = found.at(-1)
    if (value !== undefined && params?.has(name) === false) params.set(name, value)
    if (value === undefined && isScheme(match, header)) found.push(new Map([['', name]]))
  }
  return found
}

const valueOf = ([, , , quoted, bare]: RegExpExecArray): string | undefined =>
  quoted?.replace(/\\(.)/gs, '$1') ?? bare

/** A scheme is at the start of the header or after a comma, and a parameter follows it. */
function isScheme({ 0: whole, 1: comma, index }: RegExpExecArray, header: string): boolean {
  return (comma === ',' || index === 0) && FOLLOWING_PARAMETER.test(header.slice(index + whole.length))
}

interface Signing {
  readonly challenge: Challenge
  readonly user: string
  readonly password: string
  readonly method: string
  /** Path and query, exactly as they are sent. */
  readonly uri: string
  /** Random, and new for every request. */
  readonly cnonce: string
}

/** The `Authorization` header that answers `challenge` for one request. Each challenge is answered once, so `nc` is always 1. */
export function signDigest({ challenge, user, password, method, uri, cnonce }: Signing): string {
  const { realm, nonce, opaque, algorithm, isAlgorithmNamed } = challenge
  // Headers are Latin-1, and text from a header is hashed unchanged.
  const hash = (text: string): string =>
    createHash(ALGORITHMS[algorithm]).update(text, 'latin1').digest('hex')
  const nc = '00000001'
  const secret = hash(`${user}:${realm}:${password}`)
  const response = hash([secret, nonce, nc, cnonce, 'auth', hash(`${method}:${uri}`)].join(':'))
  const parts = [
    `username=${quote(user)}`,
    `realm=${quote(realm)}`,
    `nonce=${quote(nonce)}`,
    `uri=${quote(uri)}`,
    ...(isAlgorithmNamed ? [`algorithm=${algorithm}`] : []),
    `response=${quote(response)}`,
    'qop=auth',
    `nc=${nc}`,
    `cnonce=${quote(cnonce)}`,
    ...(opaque === undefined ? [] : [`opaque=${quote(opaque)}`]),
  ]
  return `Digest ${parts.join(', ')}`
}

const quote = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`
