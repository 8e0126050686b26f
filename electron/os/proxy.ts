/** Parses Chromium's proxy list for an address. Pure. */
import { WireFailure } from '../core/ports/network.ts'

/** The schemes that a CONNECT tunnel can use, by Chromium's names for them. */
const SCHEMES: Readonly<Record<string, string>> = { PROXY: 'http', HTTP: 'http', HTTPS: 'https' }

function proxyAddress(entry: string): string | undefined {
  const [, word = '', authority = ''] = /^(\S+)\s+(\S+)$/.exec(entry) ?? []
  const scheme = SCHEMES[word.toUpperCase()]
  const address = `${scheme ?? ''}://${authority}`
  return scheme !== undefined && URL.canParse(address) ? address : undefined
}

/**
 * The first usable entry of a list such as `PROXY host:8080; HTTPS other:443; DIRECT`, as `http://host:8080`; `undefined` for a direct connection.
 * Throws WireFailure `proxy` (not sent) if no entry can be used, and another error if the list is empty: Chromium returns an empty list if it could
 * not find out, for example without its network process (which does not start for root).
 * SECURITY: an unusable entry (SOCKS, say) is skipped for the next proxy, but never for DIRECT: a user who has set a proxy does not want connections
 * without one.
 */
export function parseProxy(answer: string): string | undefined {
  const entries = answer
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  if (entries.length === 0) throw new Error('Nobody says which proxy')
  if (entries[0]?.toUpperCase() === 'DIRECT') return undefined
  const address = entries.map(proxyAddress).find((found) => found !== undefined)
  if (address === undefined) throw new WireFailure('proxy', false, { cause: 'no usable entry' })
  return address
}

type Environment = Readonly<Record<string, string | undefined>>

/** The names that other programs read. */
const VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY', 'http_proxy', 'HTTP_PROXY']

/**
 * `address` with the user name and password from the environment's own address of the same proxy (scheme, host and port). Chromium reads these
 * variables if no desktop sets a proxy, and drops the user name and password.
 */
export function withSignIn(address: string | undefined, env: Environment): string | undefined {
  if (address === undefined) return undefined
  const { origin, username } = new URL(address)
  if (username !== '') return address
  const own = VARIABLES.map((name) => asUrl(env[name])).find(
    (url) => url?.origin === origin && url.username !== '',
  )
  return own?.href ?? address
}

function asUrl(value: string | undefined): URL | undefined {
  if (value === undefined || value === '') return undefined
  const address = value.includes('://') ? value : `http://${value}`
  return URL.canParse(address) ? new URL(address) : undefined
}
