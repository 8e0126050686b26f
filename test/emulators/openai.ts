/** OpenAI's calls for keys on loopback, quirks included: 401 for missing scopes, leftover keys that a plain list omits, masks. */
import { bearerOf, maskFields } from './bodies.ts'
import { seconds, type Emulator, type Seed } from './emulator.ts'
import type { OpenAiKey } from './openai-keys.ts'
import { openAiRoutes, routed, type OpenAiQuirks } from './openai-routes.ts'
import { createOpenAiVault } from './openai-vault.ts'
import { Refusal } from './refusal.ts'
import { startServer, type Asked, type Reply } from './server.ts'

export interface OpenAiSeed extends Seed, Partial<OpenAiQuirks> {
  readonly projects?: number
  /** Scopes that the credential lacks. */
  readonly lacks?: readonly ('api.management.read' | 'api.management.write')[]
}

export interface OpenAiEmulator extends Emulator {
  /** The id of the key that is the credential. */
  readonly ownId: string
  readonly projects: readonly { readonly id: string; readonly name: string }[]
  /** The keys of a project, or of the organization. */
  keysOf(project: string | undefined): readonly Readonly<OpenAiKey>[]
  /** A secret that exists from the start and that its owner has. */
  secretOf(key: Readonly<OpenAiKey>): string
  archive(project: string): void
}

const PREFIX = '/v1/'
const DEFAULTS = {
  seed: 'openai',
  keys: 3,
  projects: 2,
  now: undefined,
  lacks: [],
  keepsServiceKeys: false,
  isOld: false,
  longestLifeMs: undefined,
} as const

/** Starts the emulator with `keys` (3 by default) keys of each kind. The caller must `close` it. */
export async function startOpenAi(options: OpenAiSeed = {}): Promise<OpenAiEmulator> {
  const { seed, keys, projects, now, lacks, keepsServiceKeys, isOld, longestLifeMs } = {
    ...DEFAULTS,
    ...options,
  }
  const vault = createOpenAiVault({ seed, keys, projects, now })
  const routes = openAiRoutes(vault, { keepsServiceKeys, isOld, longestLifeMs })

  const missing = (scope: string): Refusal =>
    new Refusal(
      401,
      `You have insufficient permissions for this operation. Missing scopes: ${scope}. Check that you have the correct role in your organization, and if you're using a restricted API key, that it has the necessary scopes.`,
    )

  const holderOf = ({ authorization }: Asked): OpenAiKey => {
    const secret = bearerOf(authorization)
    const key = vault.holder(secret)
    if (key === undefined) throw new Refusal(401, `Incorrect API key provided: ${shown(secret)}.`)
    key.lastUsedAt = seconds(vault.clock())
    return key
  }
  const authorize = (request: Asked, scope: string | undefined): void => {
    const key = holderOf(request)
    const isAdmin = key.project === undefined
    if (scope === undefined) {
      if (isAdmin || !readsModels(key)) throw missing('api.model.read')
      return
    }
    const lacking: readonly string[] = key.id === vault.ownId ? lacks : []
    if (!isAdmin || lacking.includes(scope)) throw missing(scope)
  }

  const answer = (request: Asked): Reply => {
    const url = new URL(request.path, 'http://127.0.0.1')
    const path = url.pathname.startsWith(PREFIX) ? url.pathname.slice(PREFIX.length) : ''
    const found = routed(routes, request, path)
    authorize(request, found?.route.scope ?? (found === undefined ? 'api.management.read' : undefined))
    if (found === undefined) throw new Refusal(404, `Invalid URL (${request.method} ${url.pathname})`)
    const json = (request.json ?? {}) as Readonly<Record<string, unknown>>
    return found.route.run({ query: url.searchParams, json, ids: found.ids })
  }

  const errorForm = (status: number, message: string, param?: string): unknown => ({
    error: {
      message,
      type: status >= 500 ? 'server_error' : 'invalid_request_error',
      param: param ?? null,
      code: status === 401 && message.startsWith('Incorrect') ? 'invalid_api_key' : null,
    },
  })

  const server = await startServer(
    {
      handle(request) {
        try {
          return answer(request)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          const { status, message, pointer } = error
          return { status, json: errorForm(status, message, pointer) }
        }
      },
      errorForm: (status, words) => errorForm(status, words),
      mask: maskFields({ value: 'sk-...xyz' }),
      holdsSecret: vault.holdsSecret,
      now: vault.clock,
    },
    options.port,
  )

  return {
    ...server,
    provider: 'openai',
    settings: { baseUrl: `${server.origin}${PREFIX}` },
    credential: vault.credential,
    ownId: vault.ownId,
    projects: vault.projects(),
    keysOf: vault.keysOf,
    secretOf: ({ secret }) => secret,
    handedOut: vault.handedOut,
    isAlive: vault.isAlive,
    pass: vault.clock.pass,
    archive: (project) => void (vault.project(project).archivedAt = vault.clock()),
  }
}

const readsModels = ({ scopes }: OpenAiKey): boolean =>
  scopes.length === 0 || scopes.some((scope) => /^api\.(all|model)\.read$/.test(scope))

/** Masks most of a wrong key, as OpenAI quotes it. */
const shown = (secret: string): string => `${secret.slice(0, 8)}${'*'.repeat(20)}${secret.slice(-4)}`
