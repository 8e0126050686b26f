/** The emulator of GitLab, driven by `@gitbeaker/rest`: every call on access tokens that this client has. */
import { AccessLevel, GitbeakerRequestError, Gitlab } from '@gitbeaker/rest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startGitLab, type GitLabEmulator } from '../emulators/gitlab.ts'

const ENDS = '2027-06-30'

let emulator: GitLabEmulator
beforeAll(async () => {
  emulator = await startGitLab({ keys: 300, now: Date.UTC(2026, 10, 30, 9) })
})
afterAll(async () => emulator.close())

const signIn = (token = emulator.credential) => new Gitlab({ host: emulator.origin, token })
const statusOf = async (run: () => Promise<unknown>): Promise<number | undefined> => {
  try {
    await run()
    return undefined
  } catch (error) {
    if (!(error instanceof GitbeakerRequestError)) throw error
    return error.cause?.response.status
  }
}

describe('personal tokens', () => {
  it('are listed page by page, and shown', async () => {
    const { PersonalAccessTokens } = signIn()
    const listed = await PersonalAccessTokens.all({ perPage: 50, state: 'active' })
    const expected = emulator.keys.filter(({ place }) => place === 'personal')
    expect(listed.map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
    const self = await PersonalAccessTokens.show()
    expect(self).toMatchObject({ id: emulator.keys[0]!.id, name: 'keyhold', active: true, revoked: false })
    expect(await PersonalAccessTokens.show({ tokenId: self.id })).toEqual(self)
    expect(await PersonalAccessTokens.all({ userId: self.user_id, search: 'keyhold' })).toEqual([self])
  })

  it('are rotated and revoked', async () => {
    const { PersonalAccessTokens } = signIn()
    const [, token] = await PersonalAccessTokens.all({ state: 'active' })
    const rotated = await PersonalAccessTokens.rotate(token!.id, { expiresAt: ENDS })
    expect(rotated).toMatchObject({ name: token!.name, scopes: token!.scopes, expires_at: ENDS })
    expect(rotated.id).not.toBe(token!.id)
    expect(emulator.isAlive(rotated.token)).toBe(true)
    expect((await PersonalAccessTokens.show({ tokenId: token!.id })).revoked).toBe(true)
    await PersonalAccessTokens.remove({ tokenId: rotated.id })
    expect(emulator.isAlive(rotated.token)).toBe(false)
    expect(await statusOf(async () => PersonalAccessTokens.show({ tokenId: 1 }))).toBe(401)
  })

  it('rotate and revoke themselves', async () => {
    const made = await signIn().ProjectAccessTokens.create('team/app', 'own', ['api'], ENDS, {
      accessLevel: AccessLevel.DEVELOPER,
    })
    const rotated = await signIn(made.token).PersonalAccessTokens.rotate('self', { expiresAt: ENDS })
    expect(rotated).toMatchObject({ name: 'own', expires_at: ENDS })
    expect([made, rotated].map(({ token }) => emulator.isAlive(token))).toEqual([false, true])
    const own = signIn(rotated.token).PersonalAccessTokens
    expect((await own.show()).id).toBe(rotated.id)
    await own.remove()
    expect(emulator.isAlive(rotated.token)).toBe(false)
  })

  it('are made by an administrator for a user, and by nobody else', async () => {
    const { id: user } = await signIn().Users.showCurrentUser()
    const make = async (token: string, host: string) =>
      new Gitlab({ host, token }).PersonalAccessTokens.create(user, 'made', ['api'], { expiresAt: ENDS })
    expect(await statusOf(async () => make(emulator.credential, emulator.origin))).toBe(403)
    const admin = await startGitLab({ keys: 1, isAdmin: true, now: Date.UTC(2026, 10, 30, 9) })
    const made = await make(admin.credential, admin.origin)
    expect(made).toMatchObject({ name: 'made', scopes: ['api'], expires_at: ENDS, user_id: user })
    expect(admin.isAlive(made.token)).toBe(true)
    await admin.close()
  })

  it('with few scopes are made by their own user', async () => {
    // The client has no method for this call.
    const { requester } = signIn().PersonalAccessTokens
    const ask = async (scopes: readonly string[]) =>
      requester.post('user/personal_access_tokens', { body: { name: 'own', scopes, expires_at: ENDS } })
    expect(await ask(['self_rotate'])).toMatchObject({
      status: 201,
      body: { name: 'own', scopes: ['self_rotate'], expires_at: ENDS },
    })
    expect(await statusOf(async () => ask(['api']))).toBe(400)
  })

  it('lose their whole family when a revoked one is rotated', async () => {
    const { PersonalAccessTokens } = signIn()
    const [, token] = await PersonalAccessTokens.all({ state: 'active' })
    const rotated = await PersonalAccessTokens.rotate(token!.id, { expiresAt: ENDS })
    const again = async () => PersonalAccessTokens.rotate(token!.id, { expiresAt: ENDS })
    expect(await statusOf(again)).toBe(400)
    expect(emulator.isAlive(rotated.token)).toBe(false)
  })
})

describe.each([
  ['project', 'ProjectAccessTokens', 'team/app', 7],
  ['group', 'GroupAccessTokens', 'team', 5],
] as const)('%s tokens', (kind, resource, path, number) => {
  it('are created, listed, shown, rotated and revoked, by path and by number', async () => {
    const tokens = signIn()[resource]
    const made = await tokens.create(path, 'made here', ['api'], ENDS, { accessLevel: AccessLevel.DEVELOPER })
    expect(made).toMatchObject({ name: 'made here', scopes: ['api'], expires_at: ENDS, access_level: 30 })
    expect(emulator.isAlive(made.token)).toBe(true)
    const listed = await tokens.all(path)
    const expected = emulator.keys.filter(({ place }) => place === `${kind}:${path}`)
    expect(listed.map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
    const { token: _, ...shown } = made
    expect(await tokens.show(number, made.id)).toEqual({ ...shown, last_used_at: null })

    const rotated = await tokens.rotate(number, made.id, { expiresAt: ENDS })
    expect(rotated).toMatchObject({ name: 'made here', user_id: made.user_id, access_level: 30 })
    expect([made, rotated].map(({ token }) => emulator.isAlive(token))).toEqual([false, true])
    await tokens.revoke(path, rotated.id)
    expect(emulator.isAlive(rotated.token)).toBe(false)
    expect(await statusOf(async () => tokens.revoke(path, rotated.id))).toBe(404)
  })

  it('are refused with GitLab’s words', async () => {
    const tokens = signIn()[resource]
    const late = async () =>
      tokens.create(path, 'x', ['api'], '2028-01-01', { accessLevel: AccessLevel.DEVELOPER })
    await expect(late()).rejects.toThrow('Expiration date must be before 2027-11-30')
    const nameless = async () =>
      tokens.create(path, '', ['api'], ENDS, { accessLevel: AccessLevel.DEVELOPER })
    await expect(nameless()).rejects.toThrow('name is missing')
    expect(await statusOf(async () => tokens.all('nowhere'))).toBe(404)
    expect(await statusOf(async () => signIn('glpat-nobody')[resource].all(path))).toBe(401)
  })
})
