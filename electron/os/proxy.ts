/** Reads Chromium's answer to "which proxy for this address". Pure. */
import { WireFailure } from '../core/ports/network.ts'

/** The schemes that a CONNECT tunnel can use, by Chromium's words for them. */
const SCHEMES: Readonly<Record<string, string>> = { PROXY: 'http', HTTP: 'http', HTTPS: 'https' }

function proxyAddress(entry: string): string | undefined {
  const [, word = '', authority = ''] = /^(\S+)\s+(\S+)$/.exec(entry) ?? []
  const scheme = SCHEMES[word.toUpperCase()]
  const address = `${scheme ?? ''}://${authority}`
  return scheme !== undefined && URL.canParse(address) ? address : undefined
}

/**
 * The first usable entry of a list such as `PROXY host:8080; HTTPS other:443; DIRECT`, as `http://host:8080`;
 * `undefined` when it says to go straight. Throws WireFailure `proxy` (not sent) when nothing in it can be used, and another error where
 * it is empty: Chromium says so when it could not find out, without its network process (which does not start for root), say.
 * SECURITY: an entry that cannot be used (SOCKS, say) is passed over for the next proxy, but never for DIRECT: who has
 * set a proxy does not want to be seen without one.
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

/** As other programs read them. */
const VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY', 'http_proxy', 'HTTP_PROXY']

/**
 * `address` with the user name and password that the environment's own address of the same proxy (scheme, host and port) has. Chromium reads
 * these variables where no desktop says more, and drops the user name and password.
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
