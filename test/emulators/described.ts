/** A user-described service on loopback, in one of four dialects. */
import { describe } from '../../electron/providers/described/describe.ts'
import { maskFields } from './bodies.ts'
import { DIALECTS, type DialectName } from './described-dialects.ts'
import { createDescribedVault, type DescribedKey } from './described-vault.ts'
import type { Emulator, Seed } from './emulator.ts'
import { createDoor } from './ops-manager-door.ts'
import { Refusal } from './refusal.ts'
import { startServer, type Asked, type Reply } from './server.ts'

export interface DescribedSeed extends Seed {
  readonly dialect?: DialectName
  /** The provider's name in the document, if it is not the name of its dialect. */
  readonly name?: string
  readonly pageSize?: number
}

export interface DescribedEmulator extends Emulator {
  readonly keys: readonly DescribedKey[]
  /** The description's document, with the emulator's address. */
  readonly document: string
  removeElsewhere(id: string): void
}

const IDS: Readonly<Record<DialectName, string>> = {
  numbered: 'described-00000001',
  cursor: 'described-00000002',
  linked: 'described-00000003',
  signed: 'described-00000004',
}

/** Credentials that need a user name. */
const NAMED: ReadonlySet<string> = new Set(['basic', 'digest'])
const USER = 'robot'

/** The definition of a service of this dialect in Keyhold, once its list is confirmed. */
export const definitionOf = (dialect: DialectName) => {
  const { description } = DIALECTS[dialect]
  return describe({ id: IDS[dialect], name: description.name, description, list: 'confirmed' })
}

/** Starts the emulator with `keys` (3 by default) keys. The caller must `close` it. */
export async function startDescribed(options: DescribedSeed = {}): Promise<DescribedEmulator> {
  const { keys = 3, dialect: dialectName = 'numbered', seed = dialectName, now, pageSize = 100 } = options
  const dialect = DIALECTS[dialectName]
  const { name = dialect.description.name } = options
  const { endsEarlier, idPrefix } = dialect
  const vault = createDescribedVault({ seed, keys, now, endsEarlier, idPrefix })
  const { pathname: prefix } = new URL(dialect.description.address)
  const listPath = `${prefix}${dialect.description.list.path}`

  const door = createDoor({
    ...{ user: USER, password: vault.credential, now: vault.clock, seed },
    ...{ algorithm: 'SHA-256', challenge: 'usual', alwaysStale: false },
  })

  /** Returns the answer to a request that is not signed in. */
  const signIn = (request: Asked): Reply | undefined => {
    if (dialect.isDigest !== true) {
      if (dialect.credentialOf(request) === vault.credential) return undefined
      throw new Refusal(401, 'Unknown credential')
    }
    const challenge = door.knock(request)
    if (challenge === undefined) return undefined
    const json = dialect.errorForm(401, 'Unknown credential')
    return { status: 401, json, headers: { 'www-authenticate': challenge } }
  }

  const route = (request: Asked): Reply => {
    const refusal = signIn(request)
    if (refusal !== undefined) return refusal
    const { pathname, searchParams } = new URL(request.path, 'http://described')
    if (request.method === 'GET' && pathname === listPath)
      return { status: 200, json: dialect.page(vault.all(), searchParams, pageSize) }
    if (`${request.method} ${pathname}` === dialect.create) {
      const key = vault.create(dialect.draftOf(request.json, vault.clock()))
      return { status: 201, json: dialect.made(key) }
    }
    const id = dialect.deleted(request, pathname)
    if (id === undefined) throw new Refusal(404, 'There is no such call')
    vault.remove(decodeURIComponent(id))
    return { status: 204 }
  }

  const server = await startServer(
    {
      handle(request) {
        try {
          return route(request)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          return { status: error.status, json: dialect.errorForm(error.status, error.message) }
        }
      },
      errorForm: dialect.errorForm,
      mask: maskFields({ [dialect.secretMember]: 'acme_1a2…' }),
      holdsSecret: vault.holdsSecret,
      now: vault.clock,
    },
    options.port,
  )
  const address = `${server.origin}${prefix}`
  return {
    ...server,
    provider: IDS[dialectName],
    definition: definitionOf(dialectName),
    settings: { baseUrl: address, ...(NAMED.has(dialect.description.credential.kind) && { user: USER }) },
    credential: vault.credential,
    get keys() {
      return vault.all()
    },
    document: JSON.stringify({ ...dialect.description, name, address }),
    handedOut: vault.handedOut,
    isAlive: vault.isAlive,
    pass: vault.clock.pass,
    removeElsewhere: (id) => vault.remove(id),
  }
}
