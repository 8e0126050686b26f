/** The OpenRouter emulator, driven by the vendor's own client: `@openrouter/sdk`. */
import { OpenRouter } from '@openrouter/sdk'
import { afterEach, expect, it } from 'vitest'
import { startOpenRouter, type OpenRouterEmulator, type OpenRouterSeed } from '../emulators/openrouter.ts'

let emulator: OpenRouterEmulator | undefined
afterEach(async () => {
  await emulator?.close()
  emulator = undefined
})
async function clientOf(seed: OpenRouterSeed = {}, credential?: string) {
  emulator = await startOpenRouter({ keys: 30, ...seed })
  return new OpenRouter({
    serverURL: `${emulator.origin}/api/v1`,
    apiKey: credential ?? emulator.credential,
    retryConfig: { strategy: 'none' },
  }).apiKeys
}

const WORKSPACE = '7f1c9d2e-0000-4000-8000-00000000000a'

it('lists the keys of a workspace, disabled ones only if asked for', async () => {
  const client = await clientOf({ workspaces: [WORKSPACE] })
  const all = await client.list({ includeDisabled: true })
  expect(all.data).toHaveLength(30)
  const enabled = await client.list({})
  expect(enabled.data.length).toBeLessThan(30)
  const other = await client.list({ workspaceId: WORKSPACE, offset: 10, includeDisabled: true })
  expect(other.data).toHaveLength(20)
  const named = new Map(emulator!.keys.map((key) => [key.hash, key]))
  for (const key of [...all.data, ...other.data]) {
    const truth = named.get(key.hash)!
    expect(key).toMatchObject({ name: truth.name, disabled: truth.disabled, limit: truth.limit })
    expect(key.expiresAt?.getTime()).toBe(truth.expiresAt && Math.trunc(truth.expiresAt / 1_000) * 1_000)
  }
})

it('makes, reads, changes, disables and deletes a key', async () => {
  const client = await clientOf()
  const expiresAt = new Date(Math.trunc(Date.now() / 1_000 + 86_400) * 1_000)
  const { data, key } = await client.create({
    requestBody: {
      name: 'ci',
      limit: 25,
      limitReset: 'monthly',
      includeByokInLimit: true,
      expiresAt,
      creatorUserId: 'user_2abc',
    },
  })
  expect(emulator!.isAlive(key)).toBe(true)
  expect(data).toMatchObject({ name: 'ci', limit: 25, limitReset: 'monthly', includeByokInLimit: true })
  expect((await client.get({ hash: data.hash })).data).toMatchObject({ hash: data.hash, name: 'ci' })
  const changed = await client.update({
    hash: data.hash,
    requestBody: { name: 'ci 2', limit: null, disabled: true, includeByokInLimit: false },
  })
  expect(changed.data).toMatchObject({
    ...{ name: 'ci 2', limit: null, disabled: true, includeByokInLimit: false },
    creatorUserId: 'user_2abc',
  })
  expect(emulator!.isAlive(key)).toBe(false)
  expect((await client.delete({ hash: data.hash })).deleted).toBe(true)
  await expect(client.get({ hash: data.hash })).rejects.toMatchObject({ statusCode: 404 })
})

it('tells a key about itself, and refuses it everything else', async () => {
  const managing = await clientOf()
  const { key } = await managing.create({ requestBody: { name: 'model' } })
  const serverURL = `${emulator!.origin}/api/v1`
  const own = new OpenRouter({ serverURL, apiKey: key, retryConfig: { strategy: 'none' } }).apiKeys
  expect((await own.getCurrentKeyMetadata()).data).toMatchObject({ isFreeTier: false })
  await expect(own.list({})).rejects.toMatchObject({ statusCode: 401 })
})
