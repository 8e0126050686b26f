/** GitLab: which tokens are listed, what a rotation sends, and what a 401 means. */
import { afterEach, describe, expect, it } from 'vitest'
import { startGitLab, type GitLabEmulator, type GitLabSeed } from '../../../emulators/gitlab.ts'
import { fakeNetwork } from '../../../fakes/network.ts'
import { deleteKeyAt } from '../../../suites/provider/deletion.ts'
import { collect, listAll, openAt, troubleOf } from '../../../suites/provider/open.ts'

const PROJECT = 'project:team/app'
const DAY_MS = 86_400_000
const dayText = (at: number) => new Date(at).toISOString().slice(0, 10)
const dayOf = (at: number) => Math.floor(at / DAY_MS) * DAY_MS

let emulator: GitLabEmulator
afterEach(async () => emulator.close())

async function connect(seed: GitLabSeed) {
  emulator = await startGitLab(seed)
  return openAt(emulator)
}
type Opened = Awaited<ReturnType<typeof connect>>

const posts = () => emulator.requests.filter(({ method }) => method === 'POST')
const idsIn = async (opened: Opened, scope: string) =>
  (await listAll(opened, scope)).map(({ remoteId }) => Number(remoteId))
const idsOf = (place: string) => emulator.keys.filter((token) => token.place === place).map(({ id }) => id)

describe('a new personal token', () => {
  const make = async (seed: GitLabSeed, scopes: readonly string[]) => {
    const opened = await connect({ places: ['personal'], keys: 1, ...seed })
    const create = opened.provider.create!
    const form = { kind: 'personal', name: 'made here', scopes: [...scopes] }
    const { draft, scope, label } = create.check(form, opened.api.settings)
    expect([scope, label]).toEqual(['personal', 'made here'])
    const { remote } = create.read(await create.send(opened.api, draft), draft)
    return { opened, remote }
  }

  it('is made by everybody with the scopes that GitLab lets everybody choose, and listed then', async () => {
    const { opened, remote } = await make({}, ['self_rotate', 'k8s_proxy'])
    const end = dayText(dayOf(Date.now()) + 365 * DAY_MS)
    expect(posts()).toMatchObject([
      {
        path: '/api/v4/user/personal_access_tokens',
        json: { name: 'made here', scopes: ['self_rotate', 'k8s_proxy'], expires_at: end },
      },
    ])
    expect(posts()[0]!.json).not.toHaveProperty('access_level')
    expect(await idsIn(opened, 'personal')).toContain(Number(remote.remoteId))
  })

  it('with other scopes is made for the same user by the call of administrators', async () => {
    const { opened, remote } = await make({ isAdmin: true }, ['api'])
    expect(posts().map(({ path }) => path)).toEqual(['/api/v4/users/42/personal_access_tokens'])
    expect(await idsIn(opened, 'personal')).toContain(Number(remote.remoteId))
  })

  it('with other scopes is refused to everybody else', async () => {
    const trouble = await troubleOf(async () => make({}, ['api']))
    expect(trouble).toMatchObject({ why: 'forbidden', outcome: 'refused' })
    expect(emulator.handedOut()).toEqual([])
  })
})

describe('a rotation', () => {
  it('asks for as many days as the old token had, and brings a token with a new number', async () => {
    const opened = await connect({ places: [PROJECT], keys: 1 })
    const [key] = await listAll(opened, PROJECT)
    const old = emulator.keys.at(-1)!
    const days = (old.expiresAt! - dayOf(old.createdAt)) / DAY_MS
    const { regenerate } = opened.provider
    const { remote } = regenerate!.read(await regenerate!.send(opened.api, key!), key!)
    const end = dayOf(Date.now()) + days * DAY_MS
    expect(posts()).toMatchObject([
      {
        path: `/api/v4/projects/team%2Fapp/access_tokens/${key!.remoteId}/rotate`,
        json: { expires_at: dayText(end) },
      },
    ])
    expect(remote.remoteId).not.toBe(key!.remoteId)
    expect(remote).toMatchObject({ label: key!.label, grants: key!.grants, expires: { at: end } })
    expect(emulator.isAlive(old.secret)).toBe(false)
  })

  it.each([
    ['longer than a year', { created_at: '2020-01-01T09:00:00.000Z', expires_at: '2030-01-01' }, 365],
    ['without an end', { created_at: '2026-01-01T09:00:00.000Z', expires_at: null }, 365],
    ['of one day', { created_at: '2026-03-01T23:59:59.999Z', expires_at: '2026-03-02' }, 1],
  ])('of a token %s asks for a length that GitLab takes', async (_, dates, days) => {
    const opened = await connect({ places: [PROJECT], keys: 1 })
    const [key] = await listAll(opened, PROJECT)
    const isRead = ({ path, method }: { path: string; method: string }) =>
      method === 'GET' && path.endsWith(`/${key!.remoteId}`)
    const change = (json: unknown) => ({ ...(json as object), ...dates })
    emulator.fault({ kind: 'rewrite', change, on: isRead })
    await opened.provider.regenerate!.send(opened.api, key!)
    expect(posts()[0]!.json).toEqual({ expires_at: dayText(dayOf(Date.now()) + days * DAY_MS) })
  })

  it('is not sent for a token that is revoked or past its end', async () => {
    const opened = await connect({ places: [PROJECT, 'personal'], keys: 4 })
    const own = String(emulator.keys[0]!.id)
    const listed = [...(await listAll(opened, PROJECT)), ...(await listAll(opened, 'personal'))]
    const keys = listed.filter(({ remoteId }) => remoteId !== own)
    for (const { remoteId } of keys.slice(1)) emulator.revokeElsewhere(Number(remoteId))
    // The first token has expired.
    emulator.fault({
      kind: 'rewrite',
      change: (json) => ({ ...(json as object), active: false }),
      on: ({ path }) => path.endsWith(`/${keys[0]!.remoteId}`),
      times: 2,
    })
    for (const key of keys) {
      const trouble = await troubleOf(async () => opened.provider.regenerate!.send(opened.api, key))
      expect(trouble).toMatchObject({ why: 'not-found', outcome: 'not-sent' })
      expect((await opened.provider.get!(opened.api, key)).key).toBeUndefined()
    }
    expect(posts()).toEqual([])
  })

  it('of the credential itself goes by the name self, which needs no more than the scope self_rotate', async () => {
    const opened = await connect({ scopes: ['self_rotate'], places: ['personal'] })
    const [page] = await collect(opened.provider.list(opened.api, 'personal'))
    const [key, ...others] = page!.keys
    expect(others).toEqual([])
    expect(page).toMatchObject({ credentialId: key!.remoteId })
    expect(page!.warnings!.join()).toContain('may not list others')
    expect((await opened.provider.get!(opened.api, key!)).key).toEqual(key)
    const { secret } = opened.provider.regenerate!.read(
      await opened.provider.regenerate!.send(opened.api, key!),
      key!,
    )
    expect(posts()[0]!.path).toBe('/api/v4/personal_access_tokens/self/rotate')
    expect(emulator.isAlive(emulator.credential)).toBe(false)
    expect(emulator.isAlive(secret.use((bytes) => bytes.toString()))).toBe(true)
  })

  it('of a project’s token that is the credential stays below the project', async () => {
    const opened = await connect({ credentialOf: PROJECT, places: [PROJECT], keys: 2 })
    const keys = await listAll(opened, PROJECT)
    const own = keys.find(({ remoteId }) => remoteId === String(emulator.keys[0]!.id))!
    await opened.provider.regenerate!.send(opened.api, own)
    expect(posts()[0]!.path).toBe('/api/v4/projects/team%2Fapp/access_tokens/self/rotate')
    expect(await troubleOf(async () => listAll(opened, PROJECT))).toMatchObject({ why: 'unauthorized' })
  })
})

describe('a list', () => {
  it('has the live tokens of its place and those that ended lately, and no revoked one', async () => {
    const opened = await connect({ places: [PROJECT], keys: 30 })
    const all = await listAll(opened, PROJECT)
    expect(new Set(all.map(({ remoteId }) => Number(remoteId)))).toEqual(new Set(idsOf(PROJECT)))
    const [first, second] = all.map(({ remoteId }) => Number(remoteId))
    emulator.revokeElsewhere(first!)
    const end = Math.max(...emulator.keys.map(({ expiresAt }) => expiresAt!)) + 20 * DAY_MS
    emulator.pass(end - Date.now() - 200 * DAY_MS)
    expect(await idsIn(opened, PROJECT)).not.toContain(first)
    expect(second).toBeDefined()
  })

  it('shows a token for 30 days after its end, as expired', async () => {
    const opened = await connect({ places: [PROJECT], keys: 40 })
    const ends = emulator.keys.slice(1).map(({ id, expiresAt }) => ({ id, expiresAt: expiresAt! }))
    const now = dayOf(Date.now()) + 60 * DAY_MS + 1_000
    emulator.pass(now - Date.now())
    const shown = new Set(await idsIn(opened, PROJECT))
    for (const { id, expiresAt } of ends)
      expect(shown.has(id), String((expiresAt - now) / DAY_MS)).toBe(
        expiresAt >= dayOf(now) - 30 * DAY_MS + 1,
      )
  })

  it('of the personal tokens has those of the credential’s user alone, also for an administrator', async () => {
    const opened = await connect({ isAdmin: true, places: ['personal', PROJECT], keys: 10 })
    expect(new Set(await idsIn(opened, 'personal'))).toEqual(new Set(idsOf('personal')))
  })

  it.each(['both', 'link', 'number', 'none'] as const)(
    'is read to its end with pages linked by %s',
    async (paging) => {
      const opened = await connect({ places: [PROJECT], keys: 250, paging })
      expect(await idsIn(opened, PROJECT)).toHaveLength(250)
    },
  )

  it('of a version that knows no states has each token once', async () => {
    const opened = await connect({ places: [PROJECT], keys: 250, ignoresState: true })
    for (const id of idsOf(PROJECT).slice(0, 120)) emulator.revokeElsewhere(id)
    expect(await idsIn(opened, PROJECT)).toEqual(idsOf(PROJECT).slice(120))
  })

  it('follows no address to another host or place', async () => {
    emulator = await startGitLab({ places: [PROJECT], keys: 3, paging: 'link' })
    const home = `${emulator.origin}/api/v4`
    for (const next of [
      'https://evil.example/api/v4/x',
      `${home}/user`,
      `${home}/projects/team%2Fapp/..%2f..%2fx`,
    ]) {
      const plain = fakeNetwork()
      const network: typeof plain = {
        ...plain,
        async exchange(request) {
          const answer = await plain.exchange(request)
          const isList = request.url.pathname.endsWith('/access_tokens')
          return isList
            ? { ...answer, headers: { ...answer.headers, link: `<${next}>; rel="next"` } }
            : answer
        },
      }
      const opened = await openAt(emulator, { network })
      const sent = emulator.requests.length
      expect(await troubleOf(async () => listAll(opened, PROJECT)), next).toMatchObject({ why: 'redirected' })
      expect(emulator.requests).toHaveLength(sent + 2)
    }
  })

  it('leaves a bot’s own token to its project', async () => {
    const opened = await connect({ credentialOf: PROJECT, places: [PROJECT], keys: 2 })
    expect(await idsIn(opened, 'personal')).toEqual([])
    expect(await idsIn(opened, PROJECT)).toHaveLength(3)
  })
})

describe('a 401', () => {
  it('about a place is not taken for a dead credential', async () => {
    const opened = await connect({ role: 30, places: [PROJECT], keys: 2 })
    const trouble = await troubleOf(async () => listAll(opened, PROJECT))
    expect(trouble).toMatchObject({ why: 'forbidden', outcome: 'refused' })
    expect((trouble as { words: string }).words).toContain('needs the role Maintainer')
    const [id] = idsOf(PROJECT)
    const ref = { remoteId: String(id), scope: PROJECT, label: '' }
    expect(await troubleOf(async () => opened.provider.get!(opened.api, ref))).toMatchObject({
      why: 'forbidden',
    })
  })

  it('about a personal token means that the token does not exist', async () => {
    const opened = await connect({ places: ['personal'], keys: 2 })
    const [key] = await listAll(opened, 'personal')
    const unknown = { ...key!, remoteId: '77' }
    expect((await opened.provider.get!(opened.api, unknown)).key).toBeUndefined()
    await deleteKeyAt(opened, unknown)
  })

  it('of a revoked credential stays one', async () => {
    const opened = await connect({ places: ['personal', PROJECT], keys: 4 })
    const [key] = await listAll(opened, 'personal')
    emulator.revokeElsewhere(emulator.keys[0]!.id)
    const dead = {
      why: 'unauthorized',
      outcome: 'refused',
      words: expect.stringContaining('revoked') as string,
    }
    for (const scope of ['personal', PROJECT])
      expect(await troubleOf(async () => listAll(opened, scope))).toMatchObject(dead)
    expect(await troubleOf(async () => opened.provider.get!(opened.api, key!))).toMatchObject(dead)
    expect(await troubleOf(async () => deleteKeyAt(opened, key!))).toMatchObject(dead)
  })
})

it('does not call an end that it cannot read "never", and says so', async () => {
  const opened = await connect({ places: [PROJECT], keys: 2 })
  const change = (json: unknown) => (json as object[]).map((one) => ({ ...one, expires_at: 'someday' }))
  emulator.fault({ kind: 'rewrite', change, on: ({ path }) => path.includes('state=active') })
  const [page] = await collect(opened.provider.list(opened.api, PROJECT))
  expect(page!.keys.map(({ expires }) => expires)).toEqual([undefined, undefined])
  expect(page!.warnings).toEqual(['2 tokens have a date that couldn’t be read.'])
})
