/** How the emulated Atlas handles a permitted request. */
import { asObject } from './bodies.ts'
import {
  accountOnWire,
  apiKeyOnWire,
  entryOnWire,
  secretOnWire,
  type AtlasVault,
} from './mongodb-atlas-vault.ts'
import { Refusal } from './refusal.ts'
import type { Asked, Reply } from './server.ts'

interface Place {
  readonly vault: AtlasVault
  readonly request: Asked
  readonly root: string
  readonly rest: readonly string[]
}

export const PREFIX = '/api/atlas/v2/'
const EMPTY: Reply = { status: 204 }

/** One page of a list, with the links that the API adds. */
function paged(request: Asked, rows: readonly unknown[]): Reply {
  const url = new URL(request.path, `http://${request.headers.host ?? ''}`)
  const number = Number(url.searchParams.get('pageNum') ?? '1')
  const size = Number(url.searchParams.get('itemsPerPage') ?? '100')
  if (!(number >= 1) || !(size >= 1 && size <= 500))
    throw new Refusal(400, 'The page is out of range.', 'INVALID_QUERY_PARAMETER')
  const linkTo = (rel: string, page: number) => {
    const address = new URL(url)
    address.searchParams.set('pageNum', String(page))
    address.searchParams.set('itemsPerPage', String(size))
    return { rel, href: address.href }
  }
  const links = [
    linkTo('self', number),
    ...(number > 1 ? [linkTo('previous', number - 1)] : []),
    ...(number * size < rows.length ? [linkTo('next', number + 1)] : []),
  ]
  const results = rows.slice((number - 1) * size, number * size)
  return { status: 200, json: { links, results, totalCount: rows.length } }
}

function textIn(json: Readonly<Record<string, unknown>>, name: string, longest: number): string {
  const value = json[name]
  if (typeof value !== 'string' || value === '' || value.length > longest)
    throw new Refusal(400, `The attribute ${name} is missing or too long.`, 'VALIDATION_ERROR')
  return value
}

function rolesIn(json: Readonly<Record<string, unknown>>): readonly string[] {
  const { roles } = json
  if (!Array.isArray(roles) || roles.length === 0 || !roles.every((role) => typeof role === 'string'))
    throw new Refusal(400, 'At least one role is required.', 'VALIDATION_ERROR')
  return roles
}

/** The handler of each operation, by its method and the number of path segments after the resource's name. */
type Operations = Readonly<Partial<Record<string, (place: Place) => Reply>>>

const ACCOUNTS: Operations = {
  'GET 0': ({ vault, request, root }) =>
    paged(
      request,
      vault.accountsOf(root).map((account) => accountOnWire(account)),
    ),
  'POST 0': ({ vault, request, root }) => {
    const json = asObject(request.json)
    const name = textIn(json, 'name', 64)
    if (!/^[\p{L}\p{N}\-_.,' ]+$/u.test(name)) throw new Refusal(400, 'Invalid name.', 'VALIDATION_ERROR')
    const about = { name, description: textIn(json, 'description', 250), roles: rolesIn(json) }
    const made = vault.createAccount(root, about, json.secretExpiresAfterHours)
    return { status: 201, json: accountOnWire(made, true) }
  },
  'GET 1': ({ vault, root, rest: [clientId = ''] }) => ({
    status: 200,
    json: accountOnWire(vault.accountAt(root, clientId)),
  }),
  'POST 2': ({ vault, request, root, rest: [clientId = ''] }) => {
    const { secretExpiresAfterHours: hours } = asObject(request.json)
    return { status: 201, json: secretOnWire(vault.addSecret(root, clientId, hours), true) }
  },
  'DELETE 3': ({ vault, root, rest: [clientId = '', , secretId = ''] }) => {
    vault.removeSecret(root, clientId, secretId)
    return EMPTY
  },
}

const API_KEYS: Operations = {
  'GET 0': ({ vault, request }) =>
    paged(
      request,
      vault.apiKeys().map((key) => apiKeyOnWire(key)),
    ),
  'POST 0': ({ vault, request }) => {
    const json = asObject(request.json)
    const made = vault.createApiKey(textIn(json, 'desc', 250), rolesIn(json))
    return { status: 200, json: apiKeyOnWire(made, true) }
  },
  'GET 1': ({ vault, rest: [id = ''] }) => ({ status: 200, json: apiKeyOnWire(vault.apiKeyAt(id)) }),
  'PATCH 1': ({ vault, request, rest: [id = ''] }) => {
    const key = vault.apiKeyAt(id)
    const json = asObject(request.json)
    if (json.desc !== undefined) key.desc = textIn(json, 'desc', 250)
    if (json.roles !== undefined)
      key.roles = [
        ...key.roles.filter(({ groupId }) => groupId !== undefined),
        ...rolesIn(json).map((roleName) => ({ roleName, orgId: vault.orgId })),
      ]
    return { status: 200, json: apiKeyOnWire(key) }
  },
  'DELETE 1': ({ vault, rest: [id = ''] }) => {
    vault.removeApiKey(id)
    return EMPTY
  },
  'GET 2': ({ vault, request, rest: [id = ''] }) =>
    paged(request, vault.apiKeyAt(id).accessList.map(entryOnWire)),
  'POST 2': ({ vault, request, rest: [id = ''] }) => {
    const { accessList: entries } = vault.apiKeyAt(id)
    for (const one of arrayIn(request)) {
      const { ipAddress, cidrBlock } = asObject(one)
      const created = vault.clock()
      if (typeof ipAddress === 'string') entries.push({ ipAddress, cidrBlock: `${ipAddress}/32`, created })
      else if (typeof cidrBlock === 'string') entries.push({ cidrBlock, created })
      else throw new Refusal(400, 'An address or a range is required.', 'VALIDATION_ERROR')
    }
    return paged(request, entries.map(entryOnWire))
  },
}

/** Assigns roles in a project to an API key of the organization. */
const API_KEYS_OF_PROJECT: Operations = {
  'POST 1': ({ vault, request, root, rest: [id = ''] }) => {
    const key = vault.apiKeyAt(id)
    const roles = arrayIn(request).flatMap((one) => rolesIn(asObject(one)))
    key.roles = [...key.roles, ...roles.map((roleName) => ({ roleName, groupId: root }))]
    return EMPTY
  },
}

function arrayIn({ json }: Asked): readonly unknown[] {
  if (!Array.isArray(json)) throw new Refusal(400, 'An array is required.', 'INVALID_JSON')
  return json
}

const RESOURCES: Readonly<Partial<Record<string, Operations>>> = {
  'orgs serviceAccounts': ACCOUNTS,
  'groups serviceAccounts': ACCOUNTS,
  'orgs apiKeys': API_KEYS,
  'groups apiKeys': API_KEYS_OF_PROJECT,
}

function checkRoot(vault: AtlasVault, kind: string, root: string): void {
  const code = kind === 'orgs' ? 'ORG_NOT_FOUND' : 'GROUP_NOT_FOUND'
  if (!vault.hasRoot(kind, root)) throw new Refusal(404, 'No such organization or project.', code)
}

/** Throws Refusal for an invalid request and for a resource that does not exist. */
export function routeAtlas(vault: AtlasVault, request: Asked): Reply {
  const { pathname } = new URL(request.path, 'http://127.0.0.1')
  const [kind = '', root, what = '', ...rest] = pathname.slice(PREFIX.length).split('/')
  if (kind === 'orgs' && root === undefined && request.method === 'GET')
    return paged(request, [{ id: vault.orgId, name: 'Example Org', isDeleted: false }])
  const operations = RESOURCES[`${kind} ${what}`]
  if (root === undefined || operations === undefined)
    throw new Refusal(404, 'Cannot find resource.', 'RESOURCE_NOT_FOUND')
  checkRoot(vault, kind, root)
  const operation = operations[`${request.method} ${String(rest.length)}`]
  if (operation === undefined) throw new Refusal(405, 'Method not allowed.', 'METHOD_NOT_ALLOWED')
  return operation({ vault, request, root, rest })
}
