/** IONOS Monitoring: how its responses are read, and what is sent. */
import { afterEach, describe, expect, it } from 'vitest'
import { Secret } from '../../../../electron/core/ports/secret.ts'
import monitoring from '../../../../electron/providers/catalog/ionos-monitoring.ts'
import { startIonos, tokenOf, type IonosEmulator, type IonosSeed } from '../../../emulators/ionos.ts'
import { deleteKeyAt } from '../../../suites/provider/deletion.ts'
import { collect, listAll, openAt, troubleOf } from '../../../suites/provider/open.ts'

const NOW = Date.UTC(2026, 2, 1, 12)
const ID = '85c79b4b-5b40-570a-b788-58dd46ea71e2'
const SAMPLE = 'momSrlgAAEmaYEvBsMr^HsYn'

const answer = (value: unknown, status = 201) => ({
  status,
  body: new TextEncoder().encode(JSON.stringify(value)),
})
const textOf = (secret: Secret) => secret.use((raw) => raw.toString('utf8'))
const ref = { remoteId: ID, scope: 'de-txl', label: 'prod' }

let emulator: IonosEmulator | undefined
afterEach(async () => emulator?.close())
const start = async (seed: IonosSeed = {}) => (emulator = await startIonos({ now: NOW, ...seed }))

const isPipeline = (value: unknown): value is { id: string; metadata: object } =>
  typeof value === 'object' && value !== null && 'id' in value && 'metadata' in value

describe('sample answers', () => {
  it('takes a new key exactly as it is, symbols and all', () => {
    const { secret, remote } = monitoring.regenerate.read(answer({ key: ` ${SAMPLE}\n` }, 200), ref)
    expect(textOf(secret)).toBe(` ${SAMPLE}\n`)
    expect(remote).toEqual({ remoteId: ID })
  })

  it.each([
    ['no key', {}, 'not-understood'],
    ['an empty key', { key: '' }, 'not-understood'],
    ['a key that is a number', { key: 12345 }, 'not-understood'],
    ['a masked key', { key: '********************HsYn' }, 'masked-secret'],
    ['a list', [{ key: SAMPLE }], 'not-understood'],
  ])('does not take %s for a secret', async (_, body, why) => {
    const trouble = await troubleOf(async () => monitoring.regenerate.read(answer(body), ref))
    expect(trouble).toEqual({ kind: 'provider', why, outcome: 'unknown', status: 201 })
  })

  it('reads a new pipeline with its key; the endpoints get their scheme', () => {
    const created = {
      id: ID,
      metadata: {
        createdDate: '2026-03-01T12:00:00.123Z',
        status: 'AVAILABLE',
        key: SAMPLE,
        httpEndpoint: '//x-metrics.987.monitoring.de-txl.ionos.com',
        grafanaEndpoint: 'grafana.de-txl.ionos.com',
      },
      properties: { name: 'prod' },
    }
    const { secret, remote } = monitoring.create.read(answer(created), { name: 'prod', region: 'de-txl' })
    expect(textOf(secret)).toBe(SAMPLE)
    expect(JSON.stringify(remote)).not.toContain(SAMPLE)
    expect(remote).toEqual({
      remoteId: ID,
      scope: 'de-txl',
      label: 'prod',
      switch: 'enabled',
      createdAt: NOW + 123,
      grants: [],
      facts: [
        { label: 'HTTP endpoint', value: 'https://x-metrics.987.monitoring.de-txl.ionos.com' },
        { label: 'Grafana', value: 'https://grafana.de-txl.ionos.com' },
        { label: 'Status', value: 'Available' },
      ],
    })
  })

  it('knows when its token ends, and of anything else nothing', () => {
    expect(monitoring.credentialExpiresAt(Secret.fromText(tokenOf('x', NOW)))).toBe(NOW)
    expect(monitoring.credentialExpiresAt(Secret.fromText('swordfish'))).toBeUndefined()
    expect(monitoring.credentialExpiresAt(Secret.fromText('a.b.c'))).toBeUndefined()
  })
})

describe('account form', () => {
  it('has one host per region, in the form of host names', () => {
    const settings = monitoring.settings({ regions: ['DE/FRA', 'us-new', 'de-fra'] })
    expect(settings).toEqual({ regions: ['de-fra', 'us-new'] })
    expect(monitoring.scopes(settings)).toEqual(['de-fra', 'us-new'])
    expect(monitoring.http.bases(settings)).toEqual({
      'de-fra': new URL('https://monitoring.de-fra.ionos.com/'),
      'us-new': new URL('https://monitoring.us-new.ionos.com/'),
    })
  })

  it('takes an address of its own as the only scope, and one with a hole for the region as a pattern', () => {
    const one = monitoring.settings({ regions: ['de-fra'], baseUrl: 'https://pipes.example.net/api' })
    expect(monitoring.scopes(one)).toEqual([''])
    expect(monitoring.http.bases(one)).toEqual({ '': new URL('https://pipes.example.net/api/') })
    const many = monitoring.settings({ regions: ['de-fra'], baseUrl: 'https://{region}.example.net' })
    expect(monitoring.http.bases(many)).toEqual({ 'de-fra': new URL('https://de-fra.example.net/') })
  })

  it.each([
    ['regions', {}, 'required'],
    ['regions', { regions: [] }, 'required'],
    ['regions', { regions: ['de-fra.evil.net/'] }, 'unknown-choice'],
    ['regions', { regions: ['de-fra@evil'] }, 'unknown-choice'],
    ['contractNumber', { regions: ['de-fra'], contractNumber: '12a' }, 'malformed'],
    ['baseUrl', { regions: ['de-fra'], baseUrl: 'http://pipes.example.net' }, 'not-https'],
    ['baseUrl', { regions: ['de-fra'], baseUrl: 'https://me:pw@pipes.example.net' }, 'malformed'],
  ])('refuses a wrong %s: %j', async (field, form, why) => {
    const trouble = await troubleOf(async () => monitoring.settings(form))
    expect(trouble).toEqual({ kind: 'invalid', field, why })
  })

  it('sends the contract number along where there is one', async () => {
    const { api, provider } = await openAt(await start(), { settings: { contractNumber: '31884391' } })
    await collect(provider.list(api, 'de-fra'))
    expect(emulator!.requests[0]!.headers['x-contract-number']).toBe('31884391')
  })
})

describe('at the emulator', () => {
  it.each(['links', 'bare', 'none'] as const)('lists a region in full with paging %s', async (paging) => {
    const { provider, api } = await openAt(await start({ keys: 2_500, regions: ['de-fra'], paging }))
    const pages = await collect(provider.list(api, 'de-fra'))
    expect(pages.map(({ keys }) => keys.length)).toEqual(paging === 'none' ? [2_500] : [1_000, 1_000, 500])
    expect(new Set(pages.flatMap(({ keys }) => keys.map(({ remoteId }) => remoteId))).size).toBe(2_500)
  })

  it('shows each region its own pipelines, and no secret of a site that leaks them', async () => {
    const opened = await openAt(await start({ leaky: true }))
    const [fra, txl] = [await listAll(opened, 'de-fra'), await listAll(opened, 'de-txl')]
    expect([fra.length, txl.length]).toEqual([2, 1])
    expect(fra.every(({ scope }) => scope === 'de-fra')).toBe(true)
    const received = JSON.stringify([fra, txl, await opened.provider.get!(opened.api, txl[0]!)])
    expect(emulator!.pipelines.some(({ key }) => received.includes(key))).toBe(false)
  })

  it('makes a new key with an empty JSON object, and the old one is dead', async () => {
    const { provider, api } = await openAt(await start())
    const [key] = await listAll({ provider, api }, 'de-txl')
    const old = emulator!.pipelines.find(({ id }) => id === key!.remoteId)!.key
    const { secret } = provider.regenerate!.read(await provider.regenerate!.send(api, key!), key!)
    expect(emulator!.isAlive(old)).toBe(false)
    expect(emulator!.handedOut()).toEqual([{ secret: textOf(secret), keyId: key!.remoteId, alive: true }])
    expect(emulator!.requests.at(-1)).toMatchObject({
      method: 'POST',
      path: `/de-txl/pipelines/${key!.remoteId}/key`,
      json: {},
      bodyBytes: 2,
      headers: { 'content-type': 'application/json' },
    })
  })

  it('creates a pipeline in the region of the draft, and deletes it; gone already counts as deleted', async () => {
    const { provider, api } = await openAt(await start())
    const { draft, label, scope } = provider.create!.check({ name: 'new', region: 'DE/TXL' }, api.settings)
    expect([label, scope]).toEqual(['new', 'de-txl'])
    const { secret, remote } = provider.create!.read(await provider.create!.send(api, draft), draft)
    expect(emulator!.isAlive(textOf(secret))).toBe(true)
    expect(remote).toMatchObject({ label: 'new', scope: 'de-txl', switch: 'unknown' })
    const made = { remoteId: remote.remoteId, scope: 'de-txl', label: 'new' }
    await deleteKeyAt({ provider, api }, made)
    await deleteKeyAt({ provider, api }, made)
    expect(emulator!.isAlive(textOf(secret))).toBe(false)
    expect((await provider.get!(api, made)).key).toBeUndefined()
  })

  it('counts a pipeline that is being deleted as gone, in the list, alone and when it is deleted again', async () => {
    const opened = await openAt(await start())
    const { provider, api } = opened
    const [gone, other] = await listAll(opened, 'de-fra')
    const destroying = (json: unknown): unknown =>
      JSON.parse(JSON.stringify(json), (_name, value: unknown) =>
        isPipeline(value) && value.id === gone!.remoteId
          ? { ...value, metadata: { ...value.metadata, status: 'DESTROYING', state: 'DESTROYING' } }
          : value,
      )
    emulator!.fault({ kind: 'rewrite', times: 20, on: ({ method }) => method === 'GET', change: destroying })
    const left = await listAll(opened, 'de-fra')
    expect(left.map(({ remoteId }) => remoteId)).not.toContain(gone!.remoteId)
    expect(left.map(({ remoteId }) => remoteId)).toContain(other!.remoteId)
    expect((await provider.get!(api, gone!)).key).toBeUndefined()
    emulator!.fault({ kind: 'status', status: 404, on: ({ method }) => method === 'DELETE' })
    await deleteKeyAt({ provider, api }, gone!)
  })

  it('does not take a false 404 for the end of a living pipeline', async () => {
    const opened = await openAt(await start())
    const { provider, api } = opened
    const [key] = await listAll(opened, 'de-fra')
    emulator!.fault({ kind: 'status', status: 404, on: ({ method }) => method === 'DELETE' })
    expect(await troubleOf(async () => deleteKeyAt({ provider, api }, key!))).toMatchObject({
      why: 'not-found',
    })
    expect(emulator!.pipelines.some(({ id }) => id === key!.remoteId)).toBe(true)
  })

  it('creates a pipeline in the first region by default, and never in one that the account lacks', async () => {
    const { provider, api } = await openAt(await start())
    expect(provider.create!.check({ name: 'new' }, api.settings).scope).toBe('de-fra')
    const trouble = await troubleOf(async () =>
      provider.create!.check({ name: 'new', region: 'us-mci' }, api.settings),
    )
    expect(trouble).toEqual({ kind: 'invalid', field: 'region', why: 'unknown-choice' })
  })

  it('does not take the general host’s 404 for a missing pipeline', async () => {
    const { origin } = await start()
    const settings = { baseUrl: `${origin}/elsewhere` }
    const { provider, api } = await openAt(emulator!, { settings })
    const trouble = await troubleOf(async () => provider.get!(api, { ...ref, scope: '' }))
    expect(trouble).toEqual({ kind: 'provider', why: 'not-understood', outcome: 'unknown', status: 404 })
  })
})

describe('test connection', () => {
  it('says who the token is and what each region shows', async () => {
    const { provider, api } = await openAt(await start({ closed: ['de-txl'] }), { now: () => NOW })
    expect(await provider.test(api)).toEqual({
      who: 'Contract 31884391, owner, 2 pipelines visible',
      may: [
        { action: 'See pipelines in Frankfurt (de-fra)', allowed: 'yes' },
        { action: 'See pipelines in Berlin (de-txl)', allowed: 'no' },
        { action: 'Create, regenerate and delete', allowed: 'yes' },
      ],
      credentialExpiresAt: NOW + 60 * 86_400_000,
      warnings: [],
    })
  })

  it('reports one silent region, and fails when all are silent', async () => {
    const { provider, api } = await openAt(await start())
    emulator!.fault({ kind: 'status', status: 503, on: ({ path }) => path.startsWith('/de-fra') })
    const report = await provider.test(api)
    expect(report.warnings).toEqual(['No usable answer from Frankfurt (de-fra).'])
    emulator!.fault({ kind: 'status', status: 503, times: 2 })
    expect(await troubleOf(async () => provider.test(api))).toMatchObject({ why: 'unavailable', status: 503 })
  })

  it('refuses a wrong token', async () => {
    const { provider, api } = await openAt(await start(), { credential: tokenOf('another', NOW) })
    expect(await troubleOf(async () => provider.test(api))).toMatchObject({
      why: 'unauthorized',
      outcome: 'refused',
      words: 'Unauthorized',
    })
  })
})
