/**
 * MongoDB publishes no client for Atlas on npm. Its emulator is held against a machine-readable description of the API instead, which was derived
 * from the vendor's own specification.
 */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startMongoDbAtlas, type MongoDbAtlasEmulator } from '../emulators/mongodb-atlas.ts'
import description from './mongodb-atlas.openapi.json' with { type: 'json' }
import { differencesIn, type Schema } from './openapi-schema.ts'

type Content = Readonly<Record<string, { readonly schema: Schema }>>
interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>
}

const differences = differencesIn(description.components.schemas)
const paths = description.paths as unknown as Readonly<Record<string, Readonly<Record<string, Operation>>>>

let emulator: MongoDbAtlasEmulator
let token = ''
beforeAll(async () => {
  emulator = await startMongoDbAtlas({ keys: 3, projects: 1 })
  token = await exchange(emulator.credential)
})
afterAll(async () => emulator.close())

async function exchange(secret: string): Promise<string> {
  const { access_token: made = '' } = (await (await askToken(secret)).json()) as { access_token?: string }
  return made
}

async function askToken(secret: string): Promise<Response> {
  const { clientId = '' } = emulator.settings
  return fetch(`${emulator.origin}/api/oauth/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${String(clientId)}:${secret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  })
}

interface Call {
  readonly method: 'get' | 'post' | 'patch' | 'delete'
  /** The described path, and what stands in its braces. */
  readonly path: string
  readonly ids: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly bearer?: string
  readonly media?: string
}

const version = (path: string) =>
  `application/vnd.atlas.${path.includes('serviceAccounts') ? '2024-08-05' : '2023-01-01'}+json`

async function ask({ method, path, ids, body, bearer = token, media = version(path) }: Call) {
  const at = path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '')
  const answer = await fetch(`${emulator.origin}/api/atlas/v2${at}`, {
    method: method.toUpperCase(),
    headers: { authorization: `Bearer ${bearer}`, accept: media, 'content-type': media },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  const type = answer.headers.get('content-type') ?? ''
  return { status: answer.status, type, json: (text === '' ? undefined : JSON.parse(text)) as unknown }
}

/** The operations that were answered as described, and not refused. */
const answered = new Set<string>()

/** The answer's status, media type and form are among the described ones. */
async function fits(call: Call, status: number): Promise<Readonly<Record<string, unknown>>> {
  const answer = await ask(call)
  if (status < 300) answered.add(`${call.method} ${call.path}`)
  const what = `${call.method} ${call.path}`
  expect(answer.status, what).toBe(status)
  const described = paths[call.path]![call.method]!.responses[String(status)]
  expect(described, `${what} has no answer ${String(status)}`).toBeDefined()
  const content = described!.content
  if (content === undefined) expect(answer.json, what).toBeUndefined()
  else {
    expect(Object.keys(content), what).toContain(answer.type)
    expect(differences(content[answer.type]!.schema, answer.json), what).toEqual([])
  }
  return (answer.json ?? {}) as Readonly<Record<string, unknown>>
}

const LIFE = { secretExpiresAfterHours: 720 }

it.each(['orgs', 'groups'])(
  'answers every operation for service accounts of %s as described',
  async (root) => {
    const { vault } = emulator
    const accounts = `/${root}/{rootId}/serviceAccounts`
    const rootId = root === 'orgs' ? vault.orgId : vault.projects[0]!
    await fits({ method: 'get', path: accounts, ids: { rootId } }, 200)
    const about = { name: 'ci', description: 'For ci', roles: ['ORG_MEMBER'], ...LIFE }
    const made = await fits({ method: 'post', path: accounts, ids: { rootId }, body: about }, 201)
    const ids = { rootId, clientId: String(made.clientId) }
    await fits({ method: 'get', path: `${accounts}/{clientId}`, ids }, 200)
    const path = `${accounts}/{clientId}/secrets`
    const { id } = await fits({ method: 'post', path, ids, body: LIFE }, 201)
    await fits({ method: 'post', path, ids, body: LIFE }, 400)
    const secret = {
      method: 'delete',
      path: `${path}/{secretId}`,
      ids: { ...ids, secretId: String(id) },
    } as const
    await fits(secret, 204)
    await fits(secret, 404)
  },
)

it('answers every operation for API keys as described', async () => {
  const rootId = emulator.vault.orgId
  const keys = '/orgs/{rootId}/apiKeys'
  await fits({ method: 'get', path: keys, ids: { rootId } }, 200)
  const body = { desc: 'ci', roles: ['ORG_MEMBER'] }
  const made = await fits({ method: 'post', path: keys, ids: { rootId }, body }, 200)
  const ids = { rootId, apiUserId: String(made.id) }
  const key = `${keys}/{apiUserId}`
  await fits({ method: 'get', path: key, ids }, 200)
  const project = { apiUserId: ids.apiUserId, rootId: emulator.vault.projects[0]! }
  const inProject = { method: 'post', path: '/groups/{rootId}/apiKeys/{apiUserId}', ids: project } as const
  await fits({ ...inProject, body: [{ roles: ['GROUP_READ_ONLY'] }] }, 204)
  await fits({ method: 'patch', path: key, ids, body: { desc: 'renamed' } }, 200)
  await fits({ method: 'patch', path: key, ids, body: { desc: '' } }, 400)
  const list = `${key}/accessList`
  await fits({ method: 'post', path: list, ids, body: [{ ipAddress: '203.0.113.7' }] }, 200)
  await fits({ method: 'get', path: list, ids }, 200)
  await fits({ method: 'delete', path: key, ids }, 204)
  await fits({ method: 'delete', path: key, ids }, 404)
})

it('names the organizations of the credential, and exchanges its secret, as described', async () => {
  await fits({ method: 'get', path: '/orgs', ids: {} }, 200)
  const answer = await askToken(emulator.credential)
  expect(answer.status).toBe(200)
  expect(differences(description.components.schemas.AccessToken, await answer.json())).toEqual([])
  expect((await askToken('wrong')).status).toBe(401)
})

it('has answered every described operation by now', () => {
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).flatMap((method) => (method === 'parameters' ? [] : [`${method} ${path}`])),
  )
  expect([...answered].sort()).toEqual(described.sort())
})

it.each(
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => [method, path] as const),
  ),
)('refuses %s %s in the described form without a valid token', async (method, path) => {
  if (method === 'parameters') return
  const ids = { rootId: emulator.vault.orgId, clientId: 'x', secretId: 'x', apiUserId: 'x' }
  await fits({ method: method as Call['method'], path, ids, bearer: 'unknown' }, 401)
})

it('demands the version of the resource, and takes a later one', async () => {
  const call = { method: 'get', path: '/orgs/{rootId}/serviceAccounts' } as const
  const ids = { rootId: emulator.vault.orgId }
  for (const [media, status] of [
    ['application/json', 406],
    ['application/vnd.atlas.2023-01-01+json', 406],
    ['application/vnd.atlas.2025-03-12+json', 200],
  ] as const)
    expect((await ask({ ...call, ids, media })).status, media).toBe(status)
})
