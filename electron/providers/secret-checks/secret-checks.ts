/** The checks of secrets: a table by shape, asked through the same HTTP client, and by the same rules, as the providers. */
import { Failure } from '../../../shared/contract/errors.ts'
import { cut } from '../../../shared/model/characters.ts'
import type { WaitForTurn } from '../../core/ports/loop.ts'
import type { NetworkPort } from '../../core/ports/network.ts'
import type { CallCheck, ClaimsCheck, SecretChecks, SecretReport } from '../../core/ports/secret-checks.ts'
import type { Clock } from '../../core/ports/world.ts'
import { readBase } from '../addresses.ts'
import type { Deadlines } from '../client-session.ts'
import { isRefusal } from '../failure.ts'
import { openHttpClient } from '../http-client.ts'
import { readTokenEnd } from '../jwt.ts'
import { cloudflareCheck } from './cloudflare.ts'
import type { CallDefinition } from './definition.ts'
import { githubCheck } from './github.ts'
import { gitlabCheck } from './gitlab.ts'
import { openRouterCheck } from './openrouter.ts'

export const CALL_CHECKS: readonly CallDefinition[] = [
  githubCheck,
  gitlabCheck,
  cloudflareCheck,
  openRouterCheck,
]

interface Deps {
  readonly network: NetworkPort
  readonly clock: Clock
  readonly turn: WaitForTurn
  /** Shorter ones for tests. */
  readonly deadlines?: Deadlines
  /** Others for tests. */
  readonly table?: readonly CallDefinition[]
}

const ADDRESS = 'address'
const SCOPE = ''
const LONGEST_TEXT = 200
const MOST_SCOPES = 50

/** A JSON Web Token says by itself when it ends (RFC 7519). Its signature is not checked. */
const jwtCheck = (now: () => number): ClaimsCheck => ({
  kind: 'claims',
  read(secret) {
    const at = secret.use((bytes) => readTokenEnd(bytes.toString('utf8')))
    return { works: at === undefined || at > now(), ...(at !== undefined && { expires: { at } }) }
  },
})

export function createSecretChecks({ table = CALL_CHECKS, ...deps }: Deps): SecretChecks {
  const byShape = new Map<string, ClaimsCheck | CallCheck>([['jwt', jwtCheck(() => deps.clock.now())]])
  for (const definition of table)
    for (const shape of definition.shapes) byShape.set(shape, callCheck(definition, shape, deps))
  return { find: (shape) => byShape.get(shape) }
}

function callCheck(definition: CallDefinition, shape: string, deps: Omit<Deps, 'table'>): CallCheck {
  const { service, address: usual, hasOwnServers, path, headers, read, readError } = definition
  const baseOf = (text: string): URL => {
    const address = readBase(text.trim() === '' ? usual : text.trim(), ADDRESS)
    if (!hasOwnServers && address.href !== usual)
      throw new Failure({ kind: 'invalid', field: ADDRESS, why: 'unknown-choice' })
    return definition.base(address)
  }
  const own = definition.base(new URL(usual)).origin
  return {
    kind: 'call',
    service,
    address: usual,
    hasOwnServers,
    place(address) {
      const { origin } = baseOf(address)
      return { origin, isOwn: origin === own }
    },
    async ask(address, secret) {
      const api = openHttpClient({
        ...deps,
        settings: {},
        bases: { [SCOPE]: baseOf(address) },
        credential: secret.copy(),
        authorize: headers,
        certificates: undefined,
        readError,
      })
      try {
        const answer = await api.send({ scope: SCOPE, method: 'GET', effect: 'read', path })
        return tidy(read(answer, shape), (words) => api.scrub(words))
      } catch (error) {
        if (isRefusal(error, 'unauthorized')) return { works: false }
        throw error
      } finally {
        api.close()
      }
    },
  }
}

/** SECURITY: a service may repeat the secret in any field. */
function tidy(report: SecretReport, scrub: (words: string) => string): SecretReport {
  const { works, expires, owner, label, scopes } = report
  const short = (text: string) => cut(scrub(text), LONGEST_TEXT)
  return {
    works,
    ...(expires && { expires }),
    ...(owner !== undefined && { owner: short(owner) }),
    ...(label !== undefined && { label: short(label) }),
    ...(scopes && { scopes: scopes.slice(0, MOST_SCOPES).map(short) }),
  }
}
