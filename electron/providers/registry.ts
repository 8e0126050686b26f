/** The catalogue: every file under `catalog/` is a provider; nothing else names them. */
import type { ProviderFacts } from '../../shared/catalogue.ts'
import { Failure } from '../../shared/errors.ts'
import type { FormValues } from '../../shared/model.ts'
import type { NetworkPort } from '../core/ports/network.ts'
import type { Provider, Providers } from '../core/ports/provider.ts'
import type { Clock } from '../core/ports/world.ts'
import type { Secret } from '../core/secret.ts'
import type { Definition } from './define.ts'
import { CERTIFICATES_FIELD } from './forms.ts'
import type { Deadlines } from './hold.ts'
import { openHttp } from './http.ts'

interface Deps {
  readonly network: NetworkPort
  readonly clock: Clock
  /** Shorter ones for tests. */
  readonly deadlines?: Deadlines
}

const FILES = import.meta.glob<Definition>('./catalog/*.ts', { eager: true, import: 'default' })

/** Every provider of the catalogue. Throws when a file's id is not its name: ids are kept in people's databases. */
export function createProviders({ network, clock, deadlines }: Deps): Providers {
  const definitions = new Map(Object.entries(FILES).map(byId))
  const define = (id: string): Definition => {
    const definition = definitions.get(id)
    if (definition === undefined) throw new Failure({ kind: 'not-found', what: 'provider' })
    return definition
  }
  return {
    facts: [...definitions.values()].map(factsOf).sort((a, b) => a.name.localeCompare(b.name, 'en')),
    // The core passes an Api only back to the provider that it was opened for, as the port demands.
    find: (id) => define(id) as unknown as Provider,
    destinations(id, settings) {
      const origins = Object.values(define(id).leash.bases(settings)).map(({ href }) => href)
      const trusted = settings[CERTIFICATES_FIELD]
      return typeof trusted === 'string' ? [...origins, trusted] : origins
    },
    async open(id, form, credential) {
      const definition = define(id)
      const settings = definition.settings(form)
      const bases = definition.leash.bases(settings)
      checkCredential(credential)
      const certificates = await readCertificates(network, settings)
      return openHttp({
        network,
        clock,
        deadlines,
        settings,
        bases,
        credential: credential.copy(),
        authorize: (text) => definition.leash.headers(text, settings),
        certificates,
        readError: definition.leash.readError,
      })
    },
  }
}

/** The catalogue entry as data. */
export function factsOf(definition: Definition): ProviderFacts {
  const has = (name: keyof ProviderFacts['can']): boolean => definition[name] !== undefined
  return {
    ...definition.facts,
    can: {
      create: has('create'),
      update: has('update'),
      setEnabled: has('setEnabled'),
      regenerate: has('regenerate'),
      revoke: has('revoke'),
      permissions: has('permissions'),
    },
  }
}

function byId([path, definition]: [string, Definition]): [string, Definition] {
  const name = /([^/]+)\.ts$/.exec(path)?.[1]
  if (name !== definition.facts.id) throw new Error(`Provider ${definition.facts.id} lies in ${path}`)
  return [name, definition]
}

// A header takes printable ASCII only; anything else is a slip of the clipboard.
function checkCredential(credential: Secret): void {
  const text = credential.use((bytes) => bytes.toString('utf8').trim())
  if (text === '') throw new Failure({ kind: 'secret', why: 'empty' })
  if (!/^[\x21-\x7e]+$/.test(text))
    throw new Failure({ kind: 'invalid', field: 'credential', why: 'malformed' })
}

async function readCertificates(network: NetworkPort, settings: FormValues): Promise<string | undefined> {
  const path = settings[CERTIFICATES_FIELD]
  return typeof path === 'string' ? network.readCertificates(path) : undefined
}
