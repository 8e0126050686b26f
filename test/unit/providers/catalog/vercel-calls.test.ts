/** Vercel with its emulator: pages, the credential's own token, creation, copies, and the connection test. */
import { afterEach, describe, expect, it } from 'vitest'
import type { Seen } from '../../../emulators/server.ts'
import { startVercel, type VercelEmulator, type VercelSeed } from '../../../emulators/vercel.ts'
import { collect, listAll, openAt, troubleOf } from '../../../suites/provider/open.ts'

const NOW = Date.UTC(2026, 10, 1, 12)
const DAY_MS = 86_400_000

let emulator: VercelEmulator | undefined
afterEach(async () => {
  await emulator?.close()
  emulator = undefined
})
const open = async (seed: VercelSeed = {}) => {
  emulator = await startVercel({ now: NOW, ...seed })
  return openAt(emulator, { now: () => NOW })
}
const isOfList = ({ path }: Seen) => path.startsWith('/v6/')

describe('lists', () => {
  it.each([{}, { pageSize: 7 }, { pageSize: 7, textPages: true }, { sparse: true }] as const)(
    'hold every token once, and which one is the credential, with %j',
    async (seed) => {
      const { provider, api } = await open({ keys: 40, ...seed })
      const pages = await collect(provider.list(api, ''))
      const ids = pages.flatMap(({ keys }) => keys.map(({ remoteId }) => remoteId))
      expect(ids.toSorted()).toEqual(emulator!.tokens.map(({ id }) => id).toSorted())
      expect(new Set(pages.map(({ credentialId }) => credentialId))).toEqual(
        new Set([emulator!.tokens[0]!.id]),
      )
      expect(emulator!.requests.filter(({ path }) => path.endsWith('/current'))).toHaveLength(1)
    },
  )

  it('say that they are incomplete if a page repeats', async () => {
    const { provider, api } = await open({ repeats: true })
    const trouble = await troubleOf(async () => collect(provider.list(api, '')))
    expect(trouble).toMatchObject({
      why: 'not-understood',
      words: 'Vercel repeats a page of the list, so the list is incomplete',
    })
    expect(emulator!.requests.filter(isOfList)).toHaveLength(2)
  })

  it('are complete without the own token, if it may not ask about itself', async () => {
    const opened = await open()
    emulator!.fault({ kind: 'status', status: 404, on: ({ path }) => path.endsWith('/current') })
    const pages = await collect(opened.provider.list(opened.api, ''))
    expect(pages.map(({ credentialId }) => credentialId)).toEqual([undefined])
  })

  it('show where a token was found in public, whether or not it was revoked', async () => {
    const opened = await open()
    const [, one, other] = emulator!.tokens
    emulator!.leak(one!.id, 'https://code.example/.env')
    emulator!.leak(other!.id, 'https://code.example/ci.yml', true)
    const keys = await listAll(opened)
    const find = (id: string) => keys.find(({ remoteId }) => remoteId === id)!
    expect(find(one!.id)).toMatchObject({
      switch: 'enabled',
      leaked: { at: expect.any(Number) as number, where: 'https://code.example/.env' },
    })
    expect(find(other!.id)).toMatchObject({
      switch: 'frozen',
      leaked: { where: 'https://code.example/ci.yml' },
    })
    expect(await opened.provider.get!(opened.api, find(other!.id))).toEqual({
      key: undefined,
      date: expect.any(Number) as number,
    })
  })
})

describe('a creation', () => {
  it.each([
    [{ team: 'team_1a2b' }, 'teamId=team_1a2b', {}],
    [{ team: 'example' }, 'slug=example', {}],
    [{ projectId: 'prj_1' }, '', { projectId: 'prj_1' }],
    [{ expires: NOW + 90 * DAY_MS }, '', { expiresAt: NOW + 90 * DAY_MS }],
  ])('sends %j', async (form, query, body) => {
    const { provider, api } = await open()
    const { draft } = provider.create!.check({ name: 'ci', ...form }, api.settings)
    await provider.create!.send(api, draft)
    const [, asked = ''] = emulator!.requests.at(-1)!.path.split('?')
    expect(asked).toBe(query)
    expect(emulator!.requests.at(-1)!.json).toEqual({ name: 'ci', ...body })
  })

  it('is refused with Vercel’s words where it wants another sign-in', async () => {
    const { provider, api } = await open({ stepUp: true })
    const trouble = await troubleOf(async () => provider.create!.send(api, { name: 'ci' }))
    expect(trouble).toMatchObject({
      why: 'forbidden',
      outcome: 'refused',
      words: 'Sign in again to create a token.',
    })
  })
})

describe('a draft from a token', () => {
  it('is not made from a token for several teams', async () => {
    const opened = await open()
    const [key] = (await listAll(opened)).slice(-1)
    const scopes = ['team_1', 'team_2'].map((teamId) => ({ type: 'team', teamId, createdAt: 1 }))
    const change = (json: unknown) => ({ token: { ...(json as { token: object }).token, scopes } })
    emulator!.fault({ kind: 'rewrite', change })
    const trouble = await troubleOf(async () => opened.provider.draftFromKey!(opened.api, key!, NOW))
    expect(trouble).toMatchObject({ why: 'invalid', outcome: 'refused' })
  })
})

describe('a deletion', () => {
  it('never takes the name by which a token asks about itself', async () => {
    const { provider, api } = await open()
    const ref = { remoteId: 'current', scope: '', label: 'x' }
    expect(await troubleOf(async () => provider.revoke!(api, ref))).toMatchObject({ outcome: 'not-sent' })
    expect(emulator!.requests).toEqual([])
  })
})

describe('test connection', () => {
  it('says which token it is and how many are visible', async () => {
    const { provider, api } = await open()
    expect(await provider.test(api)).toEqual({
      who: 'Token “keyhold”, 4 tokens visible',
      may: [
        { action: 'List tokens', allowed: 'yes' },
        { action: 'Create and delete tokens', allowed: 'unknown' },
      ],
      warnings: [],
    })
  })

  it('says which scope a token needs that may not list', async () => {
    const { provider, api } = await open({ isLimited: true })
    const report = await provider.test(api)
    expect(report.may[0]).toEqual({ action: 'List tokens', allowed: 'no' })
    expect(report.warnings).toEqual([expect.stringContaining('the scope “Full Account”') as unknown])
  })

  it('warns of a token that was found in public, or that is limited to a team', async () => {
    const { provider, api } = await open()
    emulator!.leak(emulator!.tokens[0]!.id, 'https://code.example')
    expect((await provider.test(api)).warnings).toEqual([
      'Vercel found this very token in public. Make another one, and delete this one.',
    ])
    const scopes = [{ type: 'team', teamId: 'team_1', createdAt: 1 }]
    const change = (json: unknown) => ({
      token: { ...(json as { token: object }).token, leakedAt: null, leakedUrl: null, scopes },
    })
    emulator!.fault({ kind: 'rewrite', change, on: ({ path }) => path.endsWith('/current') })
    expect((await provider.test(api)).warnings[0]).toMatch(/^This token is limited to a team\./)
  })

  it('is refused for a token that Vercel does not know, although it says 403', async () => {
    emulator = await startVercel({ now: NOW })
    const { provider, api } = await openAt(emulator, { credential: 'vcp_unknown', now: () => NOW })
    expect(await troubleOf(async () => provider.test(api))).toMatchObject({
      why: 'unauthorized',
      outcome: 'refused',
      status: 403,
    })
  })
})
