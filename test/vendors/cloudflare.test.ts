/** The Cloudflare emulator, driven by the vendor's own client through every operation that Keyhold uses. */
import Cloudflare from 'cloudflare'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { groupId, idOf } from '../emulators/cloudflare-tokens.ts'
import { startCloudflare, type FlareEmulator } from '../emulators/cloudflare.ts'

const NOW = Date.UTC(2026, 2, 1, 12)
const DAY_MS = 86_400_000
const account_id = idOf('cloudflare account')
const policies = [
  {
    effect: 'allow' as const,
    permission_groups: [{ id: groupId('DNS Write') }],
    resources: { 'com.cloudflare.api.account.zone.*': '*' },
  },
]

let emulator: FlareEmulator
let client: Cloudflare
const isAlive = (secret: string | undefined): boolean => emulator.isAlive(secret ?? '')
beforeEach(async () => {
  emulator = await startCloudflare({ keys: 60, now: NOW })
  client = new Cloudflare({
    apiToken: emulator.credential,
    baseURL: String(emulator.settings.baseUrl),
    maxRetries: 0,
  })
})
afterEach(async () => emulator.close())

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

/** The calls of a user's and of an account's tokens, in one form. */
const FAMILIES = {
  user: {
    list: () => client.user.tokens.list({ per_page: 50, include_expired: true }),
    create: (body: Cloudflare.User.TokenCreateParams) => client.user.tokens.create(body),
    get: (id: string) => client.user.tokens.get(id),
    update: (id: string, body: Cloudflare.User.TokenUpdateParams) => client.user.tokens.update(id, body),
    roll: (id: string) => client.user.tokens.value.update(id),
    delete: (id: string) => client.user.tokens.delete(id),
    groups: () => client.user.tokens.permissionGroups.list(),
    verify: (apiToken: string) => client.withOptions({ apiToken }).user.tokens.verify(),
  },
  account: {
    list: () => client.accounts.tokens.list({ account_id, per_page: 50, include_expired: true }),
    create: (body: Cloudflare.User.TokenCreateParams) =>
      client.accounts.tokens.create({ account_id, ...body }),
    get: (id: string) => client.accounts.tokens.get(id, { account_id }),
    update: (id: string, body: Cloudflare.User.TokenUpdateParams) =>
      client.accounts.tokens.update(id, { account_id, ...body }),
    roll: (id: string) => client.accounts.tokens.value.update(id, { account_id }),
    delete: (id: string) => client.accounts.tokens.delete(id, { account_id }),
    groups: () => client.accounts.tokens.permissionGroups.list({ account_id }),
    verify: (apiToken: string) => client.withOptions({ apiToken }).accounts.tokens.verify({ account_id }),
  },
}

describe.each(['user', 'account'] as const)('the API tokens of the %s family', (name) => {
  const family = FAMILIES[name]

  it('live from creation to deletion', async () => {
    const made = await family.create({ name: 'ci', policies, expires_on: '2026-12-31T23:59:59Z' })
    expect(made).toMatchObject({ name: 'ci', status: 'active', issued_on: '2026-03-01T12:00:00Z' })
    expect(await family.verify(made.value!)).toMatchObject({ id: made.id, status: 'active' })
    const rolled = await family.roll(made.id!)
    expect(rolled).toMatch(/^cf[ua]t_/)
    expect([made.value!, rolled].map(isAlive)).toEqual([false, true])
    await expect(family.verify(made.value!)).rejects.toBeInstanceOf(Cloudflare.AuthenticationError)
    expect(await family.get(made.id!)).toMatchObject({ id: made.id, expires_on: '2026-12-31T23:59:59Z' })
    const off = await family.update(made.id!, { name: 'ci', policies, status: 'disabled' })
    expect(off).toMatchObject({ status: 'disabled' })
    expect(off.expires_on).toBeUndefined()
    expect(await family.delete(made.id!)).toEqual({ id: made.id })
    await expect(family.get(made.id!)).rejects.toMatchObject({
      status: 404,
      errors: [{ message: 'Invalid token identifier' }],
    })
  })

  it('are listed page by page, and their permission groups in one answer', async () => {
    const tokens = await all(family.list())
    expect(new Set(tokens.map(({ id }) => id)).size).toBe(name === 'user' ? 61 : 60)
    const groups = await all<{ name?: string }>(family.groups())
    expect(groups.map((group) => group.name)).toContain('DNS Write')
  })
})

it('lets an Access service token keep its previous secret until a time', async () => {
  const { serviceTokens } = client.zeroTrust.access
  const made = await serviceTokens.create({ account_id, name: 'health', duration: '8760h' })
  const id = made.id!
  const rotated = await serviceTokens.rotate(id, {
    account_id,
    previous_client_secret_expires_at: new Date(NOW + 7 * DAY_MS).toISOString(),
  })
  const alive = () => [made.client_secret!, rotated.client_secret!].map(isAlive)
  expect(alive()).toEqual([true, true])
  emulator.pass(8 * DAY_MS)
  expect(alive()).toEqual([false, true])

  const again = await serviceTokens.rotate(id, {
    account_id,
    previous_client_secret_expires_at: new Date(NOW + 20 * DAY_MS).toISOString(),
  })
  await serviceTokens.update(id, {
    account_id,
    previous_client_secret_expires_at: new Date(NOW).toISOString(),
  })
  expect([rotated.client_secret!, again.client_secret!].map(isAlive)).toEqual([false, true])

  expect(await serviceTokens.refresh(id, { account_id })).toMatchObject({ id, duration: '8760h' })
  expect(await serviceTokens.get(id, { account_id })).toMatchObject({
    name: 'health',
    client_id: made.client_id,
  })
  expect(await serviceTokens.update(id, { account_id, enabled: false })).toMatchObject({ enabled: false })
  expect(isAlive(again.client_secret)).toBe(false)
  expect(await all(serviceTokens.list({ account_id, per_page: 50 }))).toHaveLength(61)
  await serviceTokens.delete(id, { account_id })
  await expect(serviceTokens.get(id, { account_id })).rejects.toBeInstanceOf(Cloudflare.NotFoundError)
})

it('names a missing permission in the form that the client reads', async () => {
  const weak = await startCloudflare({ keys: 1, grants: ['API Tokens Read'] })
  const limited = client.withOptions({ apiToken: weak.credential, baseURL: String(weak.settings.baseUrl) })
  await expect(limited.user.tokens.create({ name: 'x', policies })).rejects.toMatchObject({
    status: 403,
    errors: [{ code: 9109, message: 'Unauthorized to access requested resource' }],
  })
  await weak.close()
})
