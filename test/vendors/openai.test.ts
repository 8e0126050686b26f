/** OpenAI's own client drives the emulator through every call for keys that it has. */
import OpenAI, { AuthenticationError, BadRequestError, NotFoundError } from 'openai'
import { afterEach, expect, it } from 'vitest'
import { startOpenAi, type OpenAiEmulator, type OpenAiSeed } from '../emulators/openai.ts'

let emulator: OpenAiEmulator | undefined
afterEach(async () => {
  await emulator?.close()
  emulator = undefined
})

async function connect(seed: OpenAiSeed = {}) {
  emulator = await startOpenAi(seed)
  const { origin, credential } = emulator
  const client = new OpenAI({ adminAPIKey: credential, apiKey: null, baseURL: `${origin}/v1`, maxRetries: 0 })
  const { adminAPIKeys, projects } = client.admin.organization
  return { adminAPIKeys, projects, project: emulator.projects[0]!.id }
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

it('makes, reads, lists and deletes admin keys over many pages', async () => {
  const { adminAPIKeys } = await connect({ keys: 45 })
  const made = await adminAPIKeys.create({ name: 'from the client', expires_in_seconds: 3_600 })
  expect(emulator!.isAlive(made.value)).toBe(true)
  expect(made.expires_at! - made.created_at).toBe(3_600)
  const listed = await all(adminAPIKeys.list({ order: 'asc', limit: 20 }))
  expect(listed).toHaveLength(47)
  const read = await adminAPIKeys.retrieve(made.id)
  expect(read).toEqual(listed.find(({ id }) => id === made.id))
  expect(read).toMatchObject({ object: 'organization.admin_api_key', owner: { type: 'user' } })
  expect(made.value.endsWith(read.redacted_value.slice(-3))).toBe(true)
  expect((await all(adminAPIKeys.list({ order: 'desc' }))).map(({ id }) => id)).toEqual(
    listed.map(({ id }) => id).reverse(),
  )
  expect(await adminAPIKeys.delete(made.id)).toMatchObject({ id: made.id, deleted: true })
  expect(emulator!.isAlive(made.value)).toBe(false)
  await expect(adminAPIKeys.retrieve(made.id)).rejects.toBeInstanceOf(NotFoundError)
})

it('reads projects and their keys, leftovers only where they are asked for', async () => {
  const { projects, project } = await connect({ keys: 50, projects: 25 })
  expect(await all(projects.list())).toHaveLength(25)
  expect(await projects.retrieve(project)).toMatchObject({ id: project, status: 'active' })
  emulator!.archive(emulator!.projects[3]!.id)
  expect(await all(projects.list({ limit: 100 }))).toHaveLength(24)
  expect(await all(projects.list({ include_archived: true }))).toHaveLength(25)
  const counts = { any: 0, active: 0, inactive: 0 }
  for (const { id } of emulator!.projects)
    for (const owner_project_access of ['any', 'active', 'inactive'] as const)
      counts[owner_project_access] += (await all(projects.apiKeys.list(id, { owner_project_access }))).length
  expect(counts.any).toBe(100)
  expect(counts.inactive).toBeGreaterThan(0)
  expect(counts.active + counts.inactive).toBe(100)
  const [key] = await all(projects.apiKeys.list(project, { limit: 1 }))
  expect(await projects.apiKeys.retrieve(key!.id, { project_id: project })).toEqual(key)
})

it('changes and deletes the key of a project', async () => {
  const { projects, project } = await connect({ keys: 4 })
  const project_id = project
  const made = await projects.serviceAccounts.create(project, { name: 'web', expires_in_seconds: 60 })
  const { id } = made.api_key!
  const before = await projects.apiKeys.retrieve(id, { project_id })
  const changed = await projects.apiKeys.update(id, { project_id, scopes: [], expires_in_seconds: 86_400 })
  expect(changed.expires_at!).toBeGreaterThan(before.expires_at!)
  await expect(projects.apiKeys.update(id, { project_id })).rejects.toBeInstanceOf(BadRequestError)
  expect(await projects.apiKeys.delete(id, { project_id })).toMatchObject({ id, deleted: true })
  expect(emulator!.isAlive(made.api_key!.value)).toBe(false)
})

it('makes, changes and deletes service accounts and more keys for them', async () => {
  const { projects, project } = await connect({ keys: 0 })
  const { serviceAccounts } = projects
  const project_id = project
  const made = await serviceAccounts.create(project, { name: 'web' })
  expect(made).toMatchObject({ role: 'member', api_key: { name: 'Secret Key', expires_at: null } })
  const second = await serviceAccounts.apiKeys.create(made.id, {
    project_id,
    name: 'second',
    scopes: ['api.files.read'],
    expires_in_seconds: 60,
  })
  const keys = await all(projects.apiKeys.list(project, { owner_project_access: 'any' }))
  expect(keys.map(({ id }) => id).sort()).toEqual([made.api_key!.id, second.id].sort())
  expect(keys[0]!.owner).toMatchObject({
    type: 'service_account',
    service_account: { id: made.id, name: 'web' },
  })
  const empty = await serviceAccounts.create(project, { name: 'bare', create_service_account_only: true })
  expect(empty).toMatchObject({ role: 'none', api_key: null })
  expect(await all(serviceAccounts.list(project))).toHaveLength(2)
  expect(await serviceAccounts.update(made.id, { project_id, name: 'site', role: 'owner' })).toMatchObject({
    name: 'site',
    role: 'owner',
  })
  expect(await serviceAccounts.retrieve(made.id, { project_id })).toMatchObject({ name: 'site' })
  expect(await serviceAccounts.delete(made.id, { project_id })).toMatchObject({ deleted: true })
  expect([made.api_key!.value, second.value].map((secret) => emulator!.isAlive(secret))).toEqual([
    false,
    false,
  ])
})

it('reads each error as what it is', async () => {
  const { adminAPIKeys } = await connect({ lacks: ['api.management.write'] })
  await expect(adminAPIKeys.create({ name: 'x' })).rejects.toThrow(/Missing scopes: api\.management\.write/)
  const stranger = new OpenAI({
    adminAPIKey: 'sk-admin-unknown',
    apiKey: null,
    baseURL: `${emulator!.origin}/v1`,
    maxRetries: 0,
  })
  await expect(all(stranger.admin.organization.adminAPIKeys.list())).rejects.toBeInstanceOf(
    AuthenticationError,
  )
})
