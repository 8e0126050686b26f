/**
 * Grafana publishes no client on npm. Its emulator is held against a machine-readable description of the API instead, which was derived from the
 * vendor's own Go client and documentation.
 */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startGrafana, type GrafanaEmulator } from '../emulators/grafana.ts'
import description from './grafana.openapi.json' with { type: 'json' }
import { differencesIn, type Schema } from './openapi-schema.ts'

interface Operation {
  readonly responses: Readonly<
    Record<string, { readonly content: { readonly 'application/json': { readonly schema: Schema } } }>
  >
}

const paths = description.paths as unknown as Readonly<Record<string, Readonly<Record<string, Operation>>>>
const differences = differencesIn(description.components.schemas)

let emulator: GrafanaEmulator
beforeAll(async () => {
  emulator = await startGrafana({ keys: 30 })
})
afterAll(async () => emulator.close())

async function ask(method: string, path: string, body?: object, credential = emulator.credential) {
  const answer = await fetch(`${emulator.origin}/grafana/api${path}`, {
    method,
    headers: { authorization: `Bearer ${credential}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> }
}

const TOKENS = '/serviceaccounts/{serviceAccountId}/tokens'
const TOKEN = `${TOKENS}/{tokenId}`

const answered = new Set<string>()

function fits(path: string, method: string, { status, json }: { status: number; json: unknown }): void {
  answered.add(`${method} ${path}`)
  const response = paths[path]![method]!.responses[String(status)]
  expect(response, `${method} ${path} has no answer ${String(status)}`).toBeDefined()
  expect(differences(response!.content['application/json'].schema, json)).toEqual([])
}

it('answers every described operation with a described status and form', async () => {
  const found = await ask('GET', '/serviceaccounts/search?perpage=3&page=2')
  expect(found.json).toMatchObject({ page: 2, perPage: 3 })
  fits('/serviceaccounts/search', 'get', found)
  const listed = await ask('GET', '/serviceaccounts/4/tokens')
  expect(listed.json.length).toBeGreaterThan(0)
  fits(TOKENS, 'get', listed)
  const made = await ask('POST', '/serviceaccounts/4/tokens', { name: 'ci', secondsToLive: 60 })
  fits(TOKENS, 'post', made)
  fits(TOKEN, 'delete', await ask('DELETE', `/serviceaccounts/4/tokens/${String(made.json.id)}`))
  const account = await ask('POST', '/serviceaccounts', {
    name: 'nightly',
    role: 'Viewer',
    isDisabled: false,
  })
  fits('/serviceaccounts', 'post', account)
  const changed = await ask('PATCH', `/serviceaccounts/${String(account.json.id)}`, { role: 'Editor' })
  fits('/serviceaccounts/{serviceAccountId}', 'patch', changed)
  expect(changed.json.serviceaccount).toMatchObject({ name: 'nightly', role: 'Editor' })
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).flatMap((method) => (method === 'parameters' ? [] : [`${method} ${path}`])),
  )
  expect([...answered].sort()).toEqual(described.sort())
})

interface Refused {
  readonly status: number
  readonly path: string
  readonly method: string
  readonly at: string
  readonly body?: object
  readonly credential?: string
}
const create = { path: TOKENS, method: 'post' } as const

it.each<Refused>([
  { status: 401, path: TOKENS, method: 'get', at: '/serviceaccounts/4/tokens', credential: 'glsa_unknown' },
  { status: 400, path: TOKENS, method: 'get', at: '/serviceaccounts/x/tokens' },
  { status: 404, ...create, at: '/serviceaccounts/999/tokens', body: { name: 'ci' } },
  { status: 409, ...create, at: '/serviceaccounts/4/tokens', body: { name: 'keyhold-managing' } },
  { status: 404, path: TOKEN, method: 'delete', at: '/serviceaccounts/4/tokens/999' },
])('refuses with $status in the described form: $method $at', async (refused) => {
  const { status, path, method, at, body, credential } = refused
  const answer = await ask(method.toUpperCase(), at, body, credential)
  expect(answer.status).toBe(status)
  fits(path, method, answer)
})
