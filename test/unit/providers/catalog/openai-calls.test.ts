/** OpenAI with its emulator: the listing of all projects, the credential’s own key, leftovers, changes, deletion, and the connection test. */
import { afterEach, describe, expect, it } from 'vitest'
import type { RemoteKey } from '../../../../electron/core/ports/provider.ts'
import { startOpenAi, type OpenAiEmulator, type OpenAiSeed } from '../../../emulators/openai.ts'
import { deleteKeyAt } from '../../../suites/provider/deletion.ts'
import { collect, listAll, openAt, troubleOf } from '../../../suites/provider/open.ts'

const NOW = Date.UTC(2026, 2, 1, 12)
const DAY_MS = 86_400_000

let emulator: OpenAiEmulator | undefined
afterEach(async () => {
  await emulator?.close()
  emulator = undefined
})
const start = async (seed: OpenAiSeed = {}) => (emulator = await startOpenAi({ now: NOW, ...seed }))
const open = async (seed: OpenAiSeed = {}) => openAt(await start(seed), { now: () => NOW })
type Opened = Awaited<ReturnType<typeof open>>
const factOf = ({ facts }: Pick<RemoteKey, 'facts'>, name: string) =>
  facts.find(({ label }) => label === name)?.value
const sent = () => emulator!.requests.map(({ method, path }) => `${method} ${path}`)

/** The key that this draft creates, as the list shows it, and its secret. */
async function made({ provider, api }: Opened, form: Record<string, string | number | string[]>) {
  const { draft, scope } = provider.create!.check(form, api.settings)
  const { secret, remote } = provider.create!.read(await provider.create!.send(api, draft), draft)
  const key = (await listAll({ provider, api }, scope)).find(({ remoteId }) => remoteId === remote.remoteId)!
  return { key, secret: secret.use((raw) => raw.toString('utf8')) }
}

describe('lists', () => {
  it('walk over all projects, once for the keys of people and once for those of service accounts', async () => {
    const opened = await open({ keys: 6, projects: 3 })
    const people = await listAll(opened, 'project')
    const service = await listAll(opened, 'service')
    expect([people.length, service.length]).toEqual([6, 6])
    for (const key of people) {
      expect(key).toMatchObject({ scope: 'project', switch: 'enabled' })
      expect(factOf(key, 'Owner')).toMatch(/^\w+ \w+ \(\w+@example\.com\)$/)
    }
    for (const key of service) expect(key.label).toBe(key.label || undefined)
    const names = new Set([...people, ...service].map((key) => factOf(key, 'Project')))
    expect(names).toEqual(new Set(emulator!.projects.map(({ name }) => name)))
    const byAccount = service.filter((key) => key.label === factOf(key, 'Service account'))
    expect(byAccount.length).toBeGreaterThan(0)
    expect(service.some(({ label }) => label === 'Secret Key')).toBe(false)
  })

  it('have the keys whose owner has left, and say how many there are', async () => {
    const opened = await open({ keys: 20 })
    const pages = await collect(opened.provider.list(opened.api, 'project'))
    const left = pages
      .flatMap(({ keys }) => keys)
      .filter((key) => factOf(key, 'Owner’s access') !== undefined)
    const { length } = emulator!.projects
      .flatMap(({ id }) => emulator!.keysOf(id))
      .filter((key) => key.isLeftover)
    expect(length).toBeGreaterThan(1)
    expect(left).toHaveLength(length)
    expect(pages.flatMap(({ warnings = [] }) => warnings)).toEqual([
      `${String(length)} keys belong to owners who have left their project. Check whether they are still needed.`,
    ])
  })

  it('name the key that is the credential, unless two masks fit', async () => {
    const { provider, api } = await open({ keys: 130 })
    const ids = async () =>
      (await collect(provider.list(api, 'admin'))).map(({ credentialId }) => credentialId)
    expect(await ids()).toEqual([undefined, emulator!.ownId])
    const twin = (json: unknown) => {
      const { data, ...page } = json as { data: { redacted_value: string }[] }
      return { ...page, data: data.map((key) => ({ ...key, redacted_value: data[0]!.redacted_value })) }
    }
    emulator!.fault({ kind: 'rewrite', change: twin, times: 2 })
    expect(await ids()).toEqual([undefined, undefined])
  })

  it('are not complete where a page has no next one, or repeats itself', async () => {
    const opened = await open()
    const list = async (change: object) => {
      emulator!.clearFaults()
      emulator!.fault({ kind: 'rewrite', change: (json) => ({ ...(json as object), ...change }), times: 9 })
      return troubleOf(async () => listAll(opened, 'admin'))
    }
    const notUnderstood = { why: 'not-understood', outcome: 'unknown' }
    expect(await list({ has_more: true, data: [], last_id: null })).toMatchObject(notUnderstood)
    expect(await list({ has_more: true, last_id: emulator!.ownId })).toMatchObject(notUnderstood)
    expect(await list({ has_more: undefined })).toMatchObject(notUnderstood)
  })

  it('fail as a whole if one project can’t be read', async () => {
    const opened = await open({ projects: 2 })
    emulator!.fault({
      kind: 'status',
      status: 503,
      on: ({ path }) => path.includes(emulator!.projects[1]!.id),
    })
    expect(await troubleOf(async () => listAll(opened, 'service'))).toMatchObject({ why: 'unavailable' })
  })

  it('take project keys without an expiry, as they were before November 2026, for keys that never expire', async () => {
    const opened = await open({ isOld: true })
    for (const { expires } of await listAll(opened, 'project')) expect(expires).toEqual({})
  })
})

describe('a key of a person', () => {
  it('can be read and deleted, and not replaced', async () => {
    const { provider, api } = await open()
    const [key] = await listAll({ provider, api }, 'project')
    expect((await provider.get!(api, key!)).key).toEqual(key)
    expect(await troubleOf(async () => provider.draftFromKey!(api, key!, NOW))).toMatchObject({
      why: 'invalid',
      outcome: 'not-sent',
      words: expect.stringContaining('Its owner can make another one') as string,
    })
    await deleteKeyAt({ provider, api }, key!)
    expect((await provider.get!(api, key!)).key).toBeUndefined()
  })
})

describe('a key of a service account', () => {
  it('is replaced by another key of the same account, and deleted alone', async () => {
    const opened = await open()
    const { provider, api } = opened
    const project = emulator!.projects[0]!.id
    const form = { kind: 'service-account', name: 'web', project, validTo: NOW + 30 * DAY_MS }
    const old = await made(opened, form)
    expect(old.key).toMatchObject({ label: 'web', expires: { at: NOW + 30 * DAY_MS } })
    const draft = await provider.draftFromKey!(api, old.key, NOW)
    const serviceAccount = factOf(old.key, 'Service account ID')
    expect(draft).toEqual({ ...form, kind: 'service-account-key', serviceAccount })
    const next = await made(opened, { ...(draft as typeof form), scopes: ['api.files.read'] })
    expect(next.key).toMatchObject({ label: 'web', scope: 'service' })
    expect(factOf(next.key, 'Service account ID')).toBe(serviceAccount)
    expect(emulator!.keysOf(project).at(-1)!.scopes).toEqual(['api.files.read'])
    await deleteKeyAt(opened, old.key)
    expect([emulator!.isAlive(old.secret), emulator!.isAlive(next.secret)]).toEqual([false, true])
  })

  it('is refused in OpenAI’s words where the organization’s policy wants an end', async () => {
    const opened = await open({ longestLifeMs: 7 * DAY_MS })
    const form = { kind: 'service-account', name: 'web', project: emulator!.projects[0]!.id }
    expect(await troubleOf(async () => made(opened, form))).toMatchObject({
      why: 'invalid',
      outcome: 'refused',
    })
    expect(emulator!.handedOut()).toEqual([])
  })

  it('is not asked for if its end has passed', async () => {
    const opened = await open()
    const form = { kind: 'admin-key', name: 'web', validTo: NOW - 1 }
    expect(await troubleOf(async () => made(opened, form))).toMatchObject({
      why: 'invalid',
      outcome: 'not-sent',
    })
    expect(emulator!.requests).toEqual([])
  })
})

describe('a draft that names its project and its service account', () => {
  const prepare = ({ provider, api }: Opened, form: Record<string, string>) =>
    provider.create!.prepare!(api, provider.create!.check(form, api.settings).draft)

  it('gets their ids, and asks for nothing that is an id', async () => {
    const opened = await open({ keys: 3 })
    const [key] = await listAll(opened, 'service')
    const [project, account] = ['Project', 'Service account'].map((name) => factOf(key!, name)!)
    const [projectId, accountId] = ['Project ID', 'Service account ID'].map((name) => factOf(key!, name)!)
    const form = { kind: 'service-account-key', name: 'x', project: project!, serviceAccount: account! }
    const ids = { ...form, project: projectId!, serviceAccount: accountId! }
    expect(await prepare(opened, form)).toEqual(ids)
    const before = sent().length
    expect(await prepare(opened, ids)).toEqual(ids)
    expect(await prepare(opened, { kind: 'admin-key', name: 'x' })).toEqual({ kind: 'admin-key', name: 'x' })
    expect(sent()).toHaveLength(before)
  })

  it('is not sent if nothing has the name, or more than one project', async () => {
    const opened = await open()
    const refused = (words: string) => ({ why: 'invalid', outcome: 'not-sent', words })
    const form = { kind: 'service-account', name: 'x', project: 'Shop' }
    expect(await troubleOf(async () => prepare(opened, form))).toMatchObject(
      refused('No project has the ID or the name “Shop”'),
    )
    const twins = (json: unknown) => {
      const { data, ...page } = json as { data: object[] }
      return { ...page, data: data.map((one) => ({ ...one, name: 'Shop' })) }
    }
    emulator!.fault({ kind: 'rewrite', change: twins })
    expect(await troubleOf(async () => prepare(opened, form))).toMatchObject(
      refused('Several projects are called “Shop”: enter the ID of one'),
    )
  })
})

describe('a change', () => {
  it('sends what has changed and nothing else', async () => {
    const opened = await open()
    const { provider, api } = opened
    const project = emulator!.projects[0]!.id
    const { key } = await made(opened, {
      kind: 'service-account',
      name: 'web',
      project,
      validTo: NOW + DAY_MS,
    })
    const change = async (form: Record<string, number | string[]>) => {
      const before = emulator!.requests.length
      const changed = await provider.update!(api, key, form)
      return { changed, json: emulator!.requests.slice(before).map(({ json }) => json) }
    }
    const same = key.expires!.at!
    expect(await change({ validTo: same })).toEqual({ changed: { remoteId: key.remoteId }, json: [] })
    expect((await change({})).json).toEqual([])
    expect((await change({ validTo: same, scopes: ['all'] })).json).toEqual([{ scopes: [] }])
    expect((await change({ scopes: ['api.all.read'] })).json).toEqual([{ scopes: ['api.all.read'] }])
    const { changed, json } = await change({ validTo: NOW + 9 * DAY_MS })
    expect(json).toEqual([{ expires_in_seconds: (9 * DAY_MS) / 1000 }])
    expect(changed).toMatchObject({ label: 'web', remoteId: key.remoteId, expires: { at: NOW + 9 * DAY_MS } })
    expect(changed.facts).toBeUndefined()
  })
})

describe('a test of a key', () => {
  it('asks for what a key of its kind may list, and knows a key that may not', async () => {
    const opened = await open()
    const project = emulator!.projects[0]!.id
    const admin = await made(opened, { kind: 'admin-key', name: 'a' })
    const { key, secret: web } = await made(opened, { kind: 'service-account', name: 'web', project })
    const serviceAccount = factOf(key, 'Service account ID')!
    const files = {
      kind: 'service-account-key',
      name: 'f',
      project,
      serviceAccount,
      scopes: ['api.files.read'],
    }
    const weak = await made(opened, files)
    const verify = async (credential: string) => {
      const { provider, api } = await openAt(emulator!, { credential, now: () => NOW })
      return provider.verify!(api)
    }
    expect(await verify(admin.secret)).toBe(true)
    expect(sent().at(-1)).toBe('GET /v1/organization/admin_api_keys?limit=1')
    expect(await verify(web)).toBe(true)
    expect(sent().at(-1)).toBe('GET /v1/models')
    expect(await verify(weak.secret)).toBe(true)
    emulator!.archive(project)
    expect(await verify(web)).toBe(false)
  })
})

describe('test connection', () => {
  it('says which key the credential is, whose, until when, and what is visible', async () => {
    const { provider, api } = await open({ keys: 4 })
    const report = await provider.test(api)
    expect(report.who).toMatch(/^Admin key “keyhold” of \w+ \w+, 5 admin keys visible, 2 projects visible$/)
    expect(report).toMatchObject({ credentialExpiresAt: NOW + 100 * DAY_MS, warnings: [] })
    expect(report.may.map(({ allowed }) => allowed)).toEqual(['yes', 'yes', 'unknown'])
  })

  it('names the scope that is missing, and what to choose', async () => {
    const { provider, api } = await open({ lacks: ['api.management.read'] })
    const report = await provider.test(api)
    expect(report.who).toBe('Admin key')
    expect(report.may.map(({ allowed }) => allowed)).toEqual(['no', 'no', 'unknown'])
    expect(report.warnings).toEqual([
      'The key lacks the scope api.management.read. Choose “All” for its permissions on OpenAI’s page of admin keys, or “Write” for “Organization Administration”.',
    ])
  })

  it('reports a missing right to change keys when it is needed', async () => {
    const opened = await open({ lacks: ['api.management.write'] })
    expect(await troubleOf(async () => made(opened, { kind: 'admin-key', name: 'x' }))).toMatchObject({
      why: 'forbidden',
      outcome: 'refused',
      words: expect.stringContaining('Missing scopes: api.management.write') as string,
    })
  })

  it('distinguishes a key of a project from an admin key', async () => {
    await start()
    const secrets = emulator!.keysOf(emulator!.projects[0]!.id).map((key) => emulator!.secretOf(key))
    const credential = secrets.find((secret) => emulator!.isAlive(secret))!
    const { provider, api } = await openAt(emulator!, { credential, now: () => NOW })
    expect((await provider.test(api)).warnings).toEqual([
      'Keyhold needs an admin key, which begins with sk-admin-. This key begins differently.',
      expect.stringContaining('api.management.read'),
    ])
    const wrong = await openAt(emulator!, { credential: `sk-proj-${'1a2b3c4d'.repeat(5)}`, now: () => NOW })
    expect(await troubleOf(async () => wrong.provider.test(wrong.api))).toEqual({
      kind: 'provider',
      why: 'unauthorized',
      outcome: 'refused',
      status: 401,
      words: expect.stringContaining('begins with sk-admin-') as string,
    })
  })

  it('warns if the list doesn’t show which key the credential is', async () => {
    const { provider, api } = await open()
    const unmasked = (json: unknown) => {
      const { data, ...page } = json as { data: object[] }
      return { ...page, data: data.map((key) => ({ ...key, redacted_value: 'sk-...' })) }
    }
    emulator!.fault({ kind: 'rewrite', change: unmasked })
    expect((await provider.test(api)).warnings).toEqual([
      'OpenAI doesn’t show which admin key this credential is. Be careful not to delete it.',
    ])
  })
})
