/** How the OpenAI emulator handles a request, by its method and path. */
import { seconds } from './emulator.ts'
import {
  accountOnWire,
  adminKeyOnWire,
  FIRST_KEY,
  issuedOnWire,
  projectKeyOnWire,
  projectOnWire,
  type OpenAiKey,
  type OpenAiProject,
} from './openai-keys.ts'
import type { OpenAiVault } from './openai-vault.ts'
import { Refusal } from './refusal.ts'
import type { Asked, Reply } from './server.ts'

export interface OpenAiQuirks {
  /** Behaves as the specification of August 2026 says: the key of a service account is deleted only with its account. */
  readonly keepsServiceKeys: boolean
  /** Behaves as before November 2026: project keys have no `expires_at`. */
  readonly isOld: boolean
  /** The organization's policy: the longest lifetime of a project's key. If set, every such key needs an expiry. */
  readonly longestLifeMs: number | undefined
}

interface Call {
  readonly query: URLSearchParams
  readonly json: Readonly<Record<string, unknown>>
  /** The variable parts of the path. */
  readonly ids: readonly string[]
}

export interface Route {
  /** The scope that the admin key needs; `undefined` for calls about project keys. */
  readonly scope: 'api.management.read' | 'api.management.write' | undefined
  readonly run: (call: Call) => Reply
}

const LONGEST_S = 31_536_000

const ok = (json: unknown): Reply => ({ status: 200, json })
const deleted = (id: string, object: string): Reply => ok({ id, object: `${object}.deleted`, deleted: true })

function readLimit(query: URLSearchParams): number {
  const limit = Number(query.get('limit') ?? 20)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw new Refusal(400, `Invalid 'limit': must be between 1 and 100.`, 'limit')
  return limit
}

function startOf(rows: readonly { readonly id: string }[], query: URLSearchParams): number {
  const after = query.get('after')
  if (after === null) return 0
  const at = rows.findIndex(({ id }) => id === after)
  if (at < 0) throw new Refusal(400, `Invalid 'after': no such object.`, 'after')
  return at + 1
}

/** The page of `rows` after the row that the query names, in their form on the wire. */
function page<T extends { readonly id: string }>(
  rows: readonly T[],
  query: URLSearchParams,
  onWire: (row: T) => object,
): Reply {
  const limit = readLimit(query)
  const from = startOf(rows, query)
  const found = rows.slice(from, from + limit)
  const [first_id, last_id] = [found[0]?.id ?? null, found.at(-1)?.id ?? null]
  const data = found.map(onWire)
  return ok({ object: 'list', data, first_id, last_id, has_more: from + limit < rows.length })
}

/** The routes, by the path with a colon for each variable part. */
export function openAiRoutes(vault: OpenAiVault, quirks: OpenAiQuirks): Readonly<Record<string, Route>> {
  const { keepsServiceKeys, isOld, longestLifeMs } = quirks

  const answerOf = (key: OpenAiKey) => {
    const { expires_at, ...rest } = projectKeyOnWire(key, vault.accountOf(key))
    return isOld ? rest : { ...rest, expires_at }
  }
  const issue = (key: OpenAiKey, json: unknown): Reply => {
    vault.handOut(key)
    return ok(json)
  }
  const lifetimeOf = (json: Call['json']): number | undefined => {
    const lifetimeMs = readLifetime(json)
    if (longestLifeMs !== undefined && (lifetimeMs === undefined || lifetimeMs > longestLifeMs))
      throw new Refusal(400, 'The expiration exceeds the policy of the organization.', 'expires_in_seconds')
    return lifetimeMs
  }
  const projectKeysIn = (project: OpenAiProject, query: URLSearchParams) => {
    const access = query.get('owner_project_access') ?? 'active'
    if (!['active', 'inactive', 'any'].includes(access))
      throw new Refusal(400, 'Invalid value.', 'owner_project_access')
    const keys = vault.keysOf(project.id)
    return keys.filter(({ isLeftover }) => access === 'any' || isLeftover === (access === 'inactive'))
  }

  const reads: Readonly<Record<string, Route['run']>> = {
    'GET organization/admin_api_keys': ({ query }) => {
      const keys = vault.keysOf(undefined)
      return page(query.get('order') === 'desc' ? keys.toReversed() : keys, query, adminKeyOnWire)
    },
    'GET organization/admin_api_keys/:': ({ ids: [id = ''] }) => ok(adminKeyOnWire(vault.key(undefined, id))),
    'GET organization/projects': ({ query }) => {
      const isWanted = ({ archivedAt }: OpenAiProject) =>
        archivedAt === undefined || query.get('include_archived') === 'true'
      return page(vault.projects().filter(isWanted), query, projectOnWire)
    },
    'GET organization/projects/:': ({ ids: [id = ''] }) => ok(projectOnWire(vault.project(id))),
    'GET organization/projects/:/api_keys': ({ ids: [id = ''], query }) =>
      page(projectKeysIn(vault.project(id), query), query, answerOf),
    'GET organization/projects/:/api_keys/:': ({ ids: [project = '', id = ''] }) =>
      ok(answerOf(vault.key(project, id))),
    'GET organization/projects/:/service_accounts': ({ ids: [id = ''], query }) =>
      page(vault.accounts(vault.activeProject(id).id), query, accountOnWire),
    'GET organization/projects/:/service_accounts/:': ({ ids: [project = '', id = ''] }) =>
      ok(accountOnWire(vault.account(project, id))),
  }

  const writes: Readonly<Record<string, Route['run']>> = {
    'POST organization/admin_api_keys': ({ json }) => {
      const draft = { name: readName(json), project: undefined, account: undefined, scopes: [] }
      const key = vault.addKey('admin', draft, readLifetime(json))
      return issue(key, { ...adminKeyOnWire(key), value: key.secret })
    },
    'DELETE organization/admin_api_keys/:': ({ ids: [id = ''] }) => {
      vault.removeKey(vault.key(undefined, id))
      return deleted(id, 'organization.admin_api_key')
    },
    'POST organization/projects/:/api_keys/:': ({ ids: [project = '', id = ''], json }) => {
      const key = vault.key(project, id)
      const [lifetimeMs, scopes] = [readLifetime(json), readScopes(json)]
      if (lifetimeMs === undefined && scopes === undefined)
        throw new Refusal(400, 'At least one of scopes and expires_in_seconds is required.')
      if ((key.expiresAt ?? Infinity) <= vault.clock())
        throw new Refusal(400, 'An expired key cannot be updated.')
      if (scopes !== undefined) key.scopes = scopes
      if (lifetimeMs !== undefined) key.expiresAt = seconds(vault.clock()) + lifetimeMs
      return ok(answerOf(key))
    },
    'DELETE organization/projects/:/api_keys/:': ({ ids: [project = '', id = ''] }) => {
      const key = vault.key(project, id)
      if (keepsServiceKeys && key.account !== undefined)
        throw new Refusal(400, 'API keys of service accounts cannot be deleted. Delete the service account.')
      vault.removeKey(key)
      return deleted(id, 'organization.project.api_key')
    },
    'POST organization/projects/:/service_accounts': ({ ids: [id = ''], json }) => {
      const project = vault.activeProject(id).id
      const name = readName(json)
      if (json.create_service_account_only === true) {
        if (readLifetime(json) !== undefined)
          throw new Refusal(400, 'No key to expire.', 'expires_in_seconds')
        return ok({ ...accountOnWire(vault.addAccount(project, { name, role: 'none' })), api_key: null })
      }
      const lifetimeMs = lifetimeOf(json)
      const account = vault.addAccount(project, { name, role: 'member' })
      const draft = { name: FIRST_KEY, project, account: account.id, scopes: [] }
      const key = vault.addKey('svcacct', draft, lifetimeMs)
      return issue(key, { ...accountOnWire(account), api_key: issuedOnWire(key) })
    },
    'POST organization/projects/:/service_accounts/:': ({ ids: [project = '', id = ''], json }) => {
      const account = vault.account(project, id)
      if (json.name !== undefined) account.name = readName(json)
      if (json.role === 'member' || json.role === 'owner') account.role = json.role
      else if (json.role !== undefined) throw new Refusal(400, 'Invalid value.', 'role')
      return ok(accountOnWire(account))
    },
    'DELETE organization/projects/:/service_accounts/:': ({ ids: [project = '', id = ''] }) => {
      vault.removeAccount(vault.account(vault.activeProject(project).id, id))
      return deleted(id, 'organization.project.service_account')
    },
    'POST organization/projects/:/service_accounts/:/api_keys': ({ ids: [project = '', id = ''], json }) => {
      const account = vault.account(vault.activeProject(project).id, id)
      const name = json.name === undefined ? FIRST_KEY : readName(json)
      const draft = { name, project, account: account.id, scopes: readScopes(json) ?? [] }
      const key = vault.addKey('svcacct', draft, lifetimeOf(json))
      return issue(key, issuedOnWire(key))
    },
  }

  const models = { id: 'gpt-test', object: 'model', created: 1_700_000_000, owned_by: 'openai' }
  return {
    ...scoped(reads, 'api.management.read'),
    ...scoped(writes, 'api.management.write'),
    'GET models': { scope: undefined, run: () => ok({ object: 'list', data: [models] }) },
  }
}

const scoped = (routes: Readonly<Record<string, Route['run']>>, scope: Route['scope']) =>
  Object.fromEntries(Object.entries(routes).map(([path, run]) => [path, { scope, run }]))

/** The route of a request and the variable parts of its path. The path does not include the API's prefix. */
export function routed(
  routes: Readonly<Record<string, Route>>,
  { method }: Pick<Asked, 'method'>,
  path: string,
): { readonly route: Route; readonly ids: readonly string[] } | undefined {
  const parts = path.split('/')
  for (const [name, route] of Object.entries(routes)) {
    const [verb, pattern = ''] = name.split(' ')
    const wanted = pattern.split('/')
    const fits =
      wanted.length === parts.length && wanted.every((part, at) => part === ':' || part === parts[at])
    if (verb === method && fits)
      return { route, ids: parts.filter((_, at) => wanted[at] === ':').map(decodeURIComponent) }
  }
  return undefined
}

function readName({ name }: Call['json']): string {
  if (typeof name !== 'string' || name.trim() === '') throw new Refusal(400, `Missing 'name'.`, 'name')
  return name
}

function readLifetime({ expires_in_seconds: seconds }: Call['json']): number | undefined {
  if (seconds === undefined || seconds === null) return undefined
  if (typeof seconds !== 'number' || !Number.isInteger(seconds) || seconds < 1 || seconds > LONGEST_S)
    throw new Refusal(400, `Invalid 'expires_in_seconds'.`, 'expires_in_seconds')
  return seconds * 1000
}

function readScopes({ scopes }: Call['json']): readonly string[] | undefined {
  if (scopes === undefined) return undefined
  const isValid = Array.isArray(scopes) && scopes.every((scope) => /^[a-z]+(\.[a-z_]+)+$/.test(String(scope)))
  if (!isValid) throw new Refusal(400, `Invalid 'scopes'.`, 'scopes')
  return scopes as string[]
}
