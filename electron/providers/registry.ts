/** The catalogue: every file in `catalog/` is a provider; no other module lists them. */
import type { Field, ProviderMetadata } from '../../shared/model/catalogue.ts'
import { Failure } from '../../shared/contract/errors.ts'
import type { FormValues } from '../../shared/model/model.ts'
import type { WaitForTurn } from '../core/ports/loop.ts'
import type { NetworkPort } from '../core/ports/network.ts'
import type { Provider, Providers } from '../core/ports/provider.ts'
import type { Clock } from '../core/ports/world.ts'
import type { Secret } from '../core/ports/secret.ts'
import type { Definition } from './define.ts'
import { describe } from './described/describe.ts'
import { CERTIFICATES_FIELD } from './forms.ts'
import { openGrpcClient } from './grpc-client.ts'
import type { Deadlines } from './client-session.ts'
import { openHttpClient } from './http-client.ts'
import { withoutSecrets, type Guarded } from './without-secrets.ts'

interface Deps {
  readonly network: NetworkPort
  readonly clock: Clock
  /** Schedules the reading of a long answer; at once unless given. */
  readonly turn?: WaitForTurn
  /** Shorter ones for tests. */
  readonly deadlines?: Deadlines
  /** Providers besides the catalogue's, for tests. */
  readonly others?: readonly Definition[]
}

const FILES = import.meta.glob<Definition>('./catalog/*.ts', { eager: true, import: 'default' })

/** The catalogue's ids with the names that people know. */
export const catalogueNames = (): readonly { readonly id: string; readonly name: string }[] =>
  Object.values(FILES).map(({ metadata: { id, name } }) => ({ id, name }))

/** The web address of each provider's documentation. */
export const catalogueAddresses = (): readonly string[] =>
  Object.values(FILES).map(({ metadata }) => metadata.docsUrl)

const atOnce: WaitForTurn = () => Promise.resolve()

/**
 * Every provider: those of the catalogue, and those that the user describes. Throws if a file's id is not its name, because the users' databases
 * contain the ids.
 */
export function createProviders({ network, clock, turn = atOnce, deadlines, others = [] }: Deps): Providers {
  const definitions = new Map(Object.entries(FILES).map(byId))
  for (const other of others) definitions.set(other.metadata.id, other)
  let described: ReadonlyMap<string, Definition> = new Map()
  const define = (id: string): Definition => {
    const definition = definitions.get(id) ?? described.get(id)
    if (definition === undefined) throw new Failure({ kind: 'not-found', what: 'provider' })
    return definition
  }
  const sorted = () =>
    [...definitions.values(), ...described.values()]
      .map(metadataOf)
      .sort((a, b) => a.name.localeCompare(b.name, 'en'))
  let metadata = sorted()
  return {
    get metadata() {
      return metadata
    },
    useDescribed(next) {
      described = new Map(next.map((one) => [one.id, describe(one)]))
      metadata = sorted()
    },
    // The core passes an Api only to the provider that opened it, as the port requires.
    find: (id) => guarded(define(id)),
    destinations(id, settings) {
      const addresses = [...new Set(basesOf(define(id), settings).map(({ href }) => href))]
      // A base below another one sends the credential nowhere else.
      const outer = addresses.filter(
        (one) => !addresses.some((other) => other !== one && one.startsWith(other)),
      )
      const trusted = settings[CERTIFICATES_FIELD]
      return typeof trusted === 'string' ? [...outer, trusted] : outer
    },
    strangers(id, settings) {
      const definition = define(id)
      const own = ownOrigins(definition)
      const origins = basesOf(definition, definition.settings(settings)).map(({ origin }) => origin)
      return [...new Set(origins)].filter((origin) => !own.has(origin))
    },
    async open(id, form, credential) {
      const definition = define(id)
      const settings = definition.settings(form)
      basesOf(definition, settings)
      checkCredential(credential)
      const certificates = await readCertificates(network, settings)
      const common = {
        network,
        clock,
        turn,
        deadlines,
        settings,
        certificates,
        credential: credential.copy(),
      }
      if ('grpc' in definition) {
        const { base, headers } = definition.grpc
        return openGrpcClient({
          ...common,
          base: base(settings),
          authorize: (text) => headers(text, settings),
        })
      }
      const { bases, headers, digest, token, sign, format, media, readError } = definition.http
      return openHttpClient({
        ...common,
        bases: bases(settings),
        authorize: (text) => headers(text, settings),
        digest: digest?.(settings),
        token: token?.(settings),
        media,
        sign: sign?.(settings),
        format,
        readError,
      })
    },
  }
}

/**
 * Every base address of calls, and the address where the credential is exchanged. Throws Failure `invalid` with the field that makes one of them
 * impossible.
 */
function basesOf(definition: Definition, settings: FormValues): readonly URL[] {
  if ('grpc' in definition) return [definition.grpc.base(settings)]
  const { bases, token } = definition.http
  const exchange = token?.(settings)
  return [...Object.values(bases(settings)), ...(exchange === undefined ? [] : [exchange.address])]
}

const made = new WeakMap<Definition, Provider>()

/** The definition as the core sees it; each is made once, since the core tells providers apart by identity. */
function guarded(definition: Definition): Provider {
  const known = made.get(definition) ?? (withoutSecrets(definition as unknown as Guarded) as Provider)
  made.set(definition, known)
  return known
}

/** The hosts that a provider's form allows by choices alone, without typed text: those are the provider's own. */
function ownOrigins(definition: Definition): ReadonlySet<string> {
  if ('http' in definition && definition.http.isTyped === true) return new Set()
  const forms = definition.metadata.accountFields.reduce<readonly FormValues[]>(
    (some, field) => {
      const values = choicesOf(field)
      return values.length === 0
        ? some
        : some.flatMap((form) => values.map((value) => ({ ...form, [field.name]: value })))
    },
    [{}],
  )
  return new Set(forms.flatMap((form) => basesOf(definition, form)).map(({ origin }) => origin))
}

function choicesOf({ kind, choices = [] }: Field): readonly FormValues[string][] {
  const values = choices.map(({ value }) => value)
  if (kind === 'choices') return [values]
  return kind === 'choice' ? values : []
}

/** The catalogue entry as data. */
export function metadataOf(definition: Definition): ProviderMetadata {
  const has = (name: keyof Provider): boolean => definition[name] !== undefined
  return {
    ...definition.metadata,
    can: {
      create: has('create'),
      update: has('update'),
      setEnabled: has('setEnabled'),
      regenerate: has('regenerate'),
      revoke: has('revoke'),
      permissions: has('permissions'),
      replace: has('create') && has('revoke') && has('draftFromKey'),
      verify: has('verify'),
    },
  }
}

function byId([path, definition]: [string, Definition]): [string, Definition] {
  const name = /([^/]+)\.ts$/.exec(path)?.[1]
  if (name !== definition.metadata.id) throw new Error(`Provider ${definition.metadata.id} lies in ${path}`)
  return [name, definition]
}

// A header allows printable ASCII only; any other character is a copying mistake.
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
