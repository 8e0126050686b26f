/** The emulator of Vercel, driven by the vendor's own client: `@vercel/sdk`. */
import { Vercel } from '@vercel/sdk'
import { afterEach, describe, expect, it } from 'vitest'
import { startVercel, type VercelEmulator, type VercelSeed } from '../emulators/vercel.ts'

let emulator: VercelEmulator | undefined
afterEach(async () => {
  await emulator?.close()
  emulator = undefined
})
async function clientOf(seed: VercelSeed = {}, credential?: string) {
  emulator = await startVercel({ keys: 30, ...seed })
  const { authentication } = new Vercel({
    serverURL: emulator.origin,
    bearerToken: credential ?? emulator.credential,
  })
  return authentication
}

describe('the vendor’s client', () => {
  it.each([{}, { pageSize: 10 }, { pageSize: 10, textPages: true }, { sparse: true }])(
    'reads the list, with %j',
    async (seed) => {
      const { tokens, pagination } = await (await clientOf(seed)).listAuthTokens()
      expect(tokens).toHaveLength('pageSize' in seed ? 10 : 31)
      expect(pagination.next === null).toBe(!('pageSize' in seed))
      const listed = tokens.map(({ id, leakedAt, leakedUrl, revokedAt }) => ({
        id,
        leakedAt,
        leakedUrl,
        revokedAt,
      }))
      for (const { id, leaked, revokedAt } of emulator!.tokens.filter((one) =>
        listed.some((two) => two.id === one.id),
      ))
        expect(listed).toContainEqual({ id, leakedAt: leaked?.at, leakedUrl: leaked?.url, revokedAt })
    },
  )

  it('makes, reads and deletes a token', async () => {
    const client = await clientOf()
    const expiresAt = Date.now() + 1_000_000
    const { token, bearerToken } = await client.createAuthToken({
      teamId: 'team_1',
      requestBody: { name: 'ci', expiresAt, projectId: 'prj_1' },
    })
    expect(token).toMatchObject({ name: 'ci', expiresAt, scopes: [{ type: 'team', teamId: 'team_1' }] })
    expect(bearerToken.startsWith(token.prefix!)).toBe(true)
    expect(bearerToken.endsWith(token.suffix!)).toBe(true)
    expect((await client.getAuthToken({ tokenId: token.id })).token).toEqual(token)
    expect(await client.deleteAuthToken({ tokenId: token.id })).toEqual({ tokenId: token.id })
    expect(emulator!.isAlive(bearerToken)).toBe(false)
  })

  it('asks about itself and ends itself by the name “current”', async () => {
    const client = await clientOf()
    const { id } = emulator!.tokens[0]!
    expect((await client.getAuthToken({ tokenId: 'current' })).token.id).toBe(id)
    expect(await client.deleteAuthToken({ tokenId: 'current' })).toEqual({ tokenId: id })
    await expect(client.listAuthTokens()).rejects.toMatchObject({ statusCode: 403 })
  })

  it('gets the statuses of refusals', async () => {
    const client = await clientOf()
    await expect(client.getAuthToken({ tokenId: 'nobody' })).rejects.toMatchObject({ statusCode: 404 })
    await expect(
      client.createAuthToken({ requestBody: { name: 'late', expiresAt: 1 } }),
    ).rejects.toMatchObject({ statusCode: 400 })
  })
})
