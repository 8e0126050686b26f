/** Nebula Block with its emulator: lists that contain secrets, the forms of refusal, regeneration, deletion, and the connection test. */
import { afterEach, describe, expect, it } from 'vitest'
import nebula from '../../../../electron/providers/catalog/nebula-block.ts'
import { tokenOf } from '../../../emulators/ionos.ts'
import { startNebulaBlock, type NebulaEmulator, type NebulaSeed } from '../../../emulators/nebula-block.ts'
import { deleteKeyAt } from '../../../suites/provider/deletion.ts'
import { collect, listAll, openAt, troubleOf } from '../../../suites/provider/open.ts'

const NOW = Date.UTC(2026, 2, 1, 12)
const ref = (remoteId: string) => ({ remoteId, scope: '', label: 'x' })

let emulator: NebulaEmulator | undefined
afterEach(async () => {
  await emulator?.close()
  emulator = undefined
})
const start = async (seed: NebulaSeed = {}) => (emulator = await startNebulaBlock({ now: NOW, ...seed }))

describe('lists', () => {
  it('shows no secret of a portal that shows them all, and which key the credential is', async () => {
    const { provider, api } = await openAt(await start({ contract: 'portal', keys: 20 }))
    const [page] = await collect(provider.list(api, ''))
    const received = JSON.stringify(page)
    expect(emulator!.keys.some(({ key }) => received.includes(key))).toBe(false)
    expect(page!.keys).toHaveLength(21)
    expect(page!.credentialId).toBe(String(emulator!.keys[0]!.id))
    const states = page!.keys.map((key) => key.switch)
    expect(states).toEqual(emulator!.keys.map(({ isActive }) => (isActive ? 'enabled' : 'disabled')))
    expect(page!.keys.map(({ createdAt }) => createdAt)).toEqual(
      emulator!.keys.map(({ createdAt }) => createdAt),
    )
    expect(page!.keys.some(({ facts }) => facts.some(({ label }) => label === 'Team'))).toBe(true)
  })

  it('scrubs whole keys out of documented lists too, and cannot identify the credential without them', async () => {
    const leaky = await openAt(await start({ leaky: true }))
    const [page] = await collect(leaky.provider.list(leaky.api, ''))
    expect(JSON.stringify(page)).not.toContain('ak_')
    expect(page!.credentialId).toBe(String(emulator!.keys[0]!.id))
    await emulator!.close()
    const plain = await openAt(await start())
    expect((await collect(plain.provider.list(plain.api, '')))[0]!.credentialId).toBeUndefined()
  })

  it.each([{ sparse: true }, { ids: 'number' }, { contract: 'portal', sparse: true }] as const)(
    'takes %j as it comes',
    async (seed) => {
      const opened = await openAt(await start(seed))
      const keys = await listAll(opened)
      expect(keys.map(({ remoteId }) => remoteId)).toEqual(emulator!.keys.map(({ id }) => String(id)))
      expect(keys.map(({ label }) => label)).toEqual(emulator!.keys.map(({ name }) => name))
    },
  )

  it('takes an empty list for one, and nothing else', async () => {
    const opened = await openAt(await start())
    const list = async (data: unknown) => {
      emulator!.fault({ kind: 'rewrite', change: (json) => ({ ...(json as object), data }) })
      return troubleOf(async () => expect(await listAll(opened)).toEqual([]))
    }
    expect(await list([])).toBeUndefined()
    for (const data of [{}, null, undefined, 'none', [{ name: 'without an id' }]])
      expect(await list(data), JSON.stringify(data)).toMatchObject({ why: 'not-understood' })
  })
})

describe('a no', () => {
  it.each(['envelope', 'detail', 'details'] as const)('is understood as %s', async (errors) => {
    const { provider, api } = await openAt(await start({ errors }), { credential: 'ak_nobodys' })
    expect(await troubleOf(async () => provider.test(api))).toEqual({
      kind: 'provider',
      why: 'unauthorized',
      outcome: 'refused',
      status: 401,
      words: 'Could not validate credentials',
    })
  })

  it('is a no with status 200 as well: nothing was handed out, listed or deleted', async () => {
    const opened = await openAt(await start({ failsWith200: true }), { credential: 'ak_nobodys' })
    const { provider, api } = opened
    const refused = {
      kind: 'provider',
      why: 'invalid',
      outcome: 'refused',
      status: 200,
      words: 'Could not validate credentials',
    }
    expect(await troubleOf(async () => listAll(opened))).toEqual(refused)
    expect(await troubleOf(async () => provider.create!.send(api, { name: 'x' }))).toEqual(refused)
    const [own] = emulator!.keys
    expect(await troubleOf(async () => deleteKeyAt({ provider, api }, ref(String(own!.id))))).toEqual(refused)
    expect(emulator!.handedOut()).toEqual([])
  })

  it('seals the answer even if it reports a failure but contains a key', async () => {
    const { provider, api } = await openAt(await start())
    emulator!.fault({ kind: 'rewrite', change: (json) => ({ ...(json as object), status: 'failed' }) })
    const sent = await provider.create!.send(api, { name: 'x' })
    expect(new TextDecoder().decode(sent.body)).toContain(emulator!.handedOut()[0]!.secret)
    expect(await troubleOf(async () => provider.create!.read(sent, {}))).toMatchObject({
      why: 'not-understood',
      outcome: 'unknown',
    })
  })

  it('is not what a gateway says', async () => {
    const opened = await openAt(await start())
    emulator!.fault({ kind: 'status', status: 403, body: 'json' })
    expect(await troubleOf(async () => listAll(opened))).toMatchObject({ outcome: 'unknown', status: 403 })
    expect(nebula.http.readError(403, { message: 'Forbidden' })).toBeUndefined()
  })

  it('reports the limit of renewals in Nebula Block’s words', async () => {
    const { provider, api } = await openAt(await start({ contract: 'portal', errors: 'detail', renewals: 0 }))
    const [key] = await listAll({ provider, api })
    expect(await troubleOf(async () => provider.regenerate!.send(api, key!))).toMatchObject({
      why: 'invalid',
      outcome: 'refused',
      words: 'You have generated 1 API keys. Please contact support.',
    })
  })
})

describe('renewal', () => {
  it('keeps the number, changes the secret and moves the time, and the old secret is dead', async () => {
    const { provider, api } = await openAt(await start({ contract: 'portal' }))
    const key = (await listAll({ provider, api }))[1]!
    const old = emulator!.keys[1]!.key
    const { secret, remote } = provider.regenerate!.read(await provider.regenerate!.send(api, key), key)
    const renewed = secret.use((raw) => raw.toString('utf8'))
    expect(emulator!.isAlive(old)).toBe(false)
    expect(emulator!.handedOut()).toEqual([{ secret: renewed, keyId: key.remoteId, alive: true }])
    expect(remote).toMatchObject({ remoteId: key.remoteId, label: key.label })
    expect(remote.createdAt).toBeGreaterThan(key.createdAt!)
    expect(emulator!.requests.at(-1)).toMatchObject({
      method: 'PUT',
      path: `/api/v1/keys/${key.remoteId}`,
      json: { regenerate: true, name: key.label },
    })
  })
})

describe('deletion', () => {
  it.each([400, 404, 422] as const)(
    'counts an unknown key, reported by %i, as deleted',
    async (goneStatus) => {
      const { provider, api } = await openAt(await start({ goneStatus }))
      await deleteKeyAt({ provider, api }, ref('long-gone'))
      expect(emulator!.requests.map(({ method }) => method)).toEqual(['DELETE', 'GET'])
    },
  )

  it('does not call a key deleted that the list still has, or that no list can vouch for', async () => {
    const { provider, api } = await openAt(await start({ noDelete: true }))
    const key = (await listAll({ provider, api })).at(-1)!
    const notFound = { why: 'not-found', outcome: 'refused', status: 404 }
    expect(await troubleOf(async () => deleteKeyAt({ provider, api }, key))).toMatchObject(notFound)
    emulator!.fault({ kind: 'status', status: 503, on: ({ method }) => method === 'GET' })
    expect(await troubleOf(async () => deleteKeyAt({ provider, api }, ref('long-gone')))).toMatchObject(
      notFound,
    )
  })
})

describe('test connection', () => {
  it('says what the credential is and warns of what cannot be known', async () => {
    const { provider, api } = await openAt(await start(), { now: () => NOW })
    expect(await provider.test(api)).toEqual({
      who: 'An API key, 4 keys visible',
      may: [
        { action: 'List keys', allowed: 'yes' },
        { action: 'Create and delete keys', allowed: 'unknown' },
      ],
      warnings: ['Nebula Block doesn’t show which key this credential is. Be careful not to delete it.'],
    })
  })

  it('knows the credential among the portal’s keys, and that it may perhaps renew', async () => {
    const { provider, api } = await openAt(await start({ contract: 'portal' }), { now: () => NOW })
    const report = await provider.test(api)
    expect(report.warnings).toEqual([])
    expect(report.may.at(-1)).toEqual({ action: 'Regenerate keys in place', allowed: 'unknown' })
  })

  it('tells a credential that may not list', async () => {
    const { provider, api } = await openAt(await start(), { now: () => NOW })
    emulator!.fault({ kind: 'status', status: 403 })
    const report = await provider.test(api)
    expect(report).toMatchObject({ who: 'An API key', may: [{ action: 'List keys', allowed: 'no' }, {}] })
    expect(report.warnings).toEqual(['Without the right to list keys, Keyhold sees none of them.'])
  })

  it('tells an access token by its form and when it ends', async () => {
    await start()
    const token = tokenOf('nebula', NOW + 7_200_000)
    const { provider, api } = await openAt(emulator!, { credential: token, now: () => NOW })
    emulator!.fault({ kind: 'status', status: 403 })
    const report = await provider.test(api)
    expect(report).toMatchObject({ who: 'An access token', credentialExpiresAt: NOW + 7_200_000 })
    expect(report.warnings).toContain('An access token works for two hours. An API key lasts.')
  })
})
