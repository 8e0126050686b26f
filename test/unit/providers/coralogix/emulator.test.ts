/** Coralogix with its emulator: what is sent, and how its quirks are handled. */
import { afterEach, describe, expect, it } from 'vitest'
import { Secret } from '../../../../electron/core/ports/secret.ts'
import { startCoralogix, type CoralogixEmulator, type CoralogixSeed } from '../../../emulators/coralogix.ts'
import { deleteKeyAt } from '../../../suites/provider/deletion.ts'
import { listAll, openAt, troubleOf } from '../../../suites/provider/open.ts'

const NOW = Date.UTC(2026, 2, 1, 12)
const SEND_DATA = { permission: 'preset SendData' }
const DRAFT = { label: 'ci', grants: [SEND_DATA, { permission: 'spans:Read' }] }

let emulator: CoralogixEmulator
afterEach(async () => emulator.close())
const start = async (seed: CoralogixSeed = {}) => (emulator = await startCoralogix({ now: NOW, ...seed }))
const textOf = (secret: Secret) => secret.use((bytes) => bytes.toString('utf8'))
const last = () => emulator.requests.at(-1)!
const callOf = ({ path }: { readonly path: string }) => path.split('/').at(-1)

async function create(opened: Awaited<ReturnType<typeof openAt>>, draft: Parameters<typeof check>[1]) {
  const cleaned = check(opened, draft)
  return opened.provider.create!.read(await opened.provider.create!.send(opened.api, cleaned), cleaned)
}
function check(
  { provider, api }: Awaited<ReturnType<typeof openAt>>,
  draft: Parameters<NonNullable<typeof provider.create>['check']>[0],
) {
  return provider.create!.check(draft, api.settings).draft
}

describe('what is sent', () => {
  it('for a new key is name, owner, presets, single permissions, and by default a hash', async () => {
    const opened = await openAt(await start())
    const { secret, remote } = await create(opened, DRAFT)
    expect(last()).toMatchObject({
      path: '/com.coralogixapis.aaa.apikeys.v3.ApiKeysService/CreateApiKey',
      json: {
        name: 'ci',
        owner: { teamId: 4711 },
        keyPermissions: { presets: ['SendData'], permissions: ['spans:Read'] },
        hashed: true,
      },
      headers: { 'content-type': 'application/grpc+proto', te: 'trailers', 'user-agent': 'Keyhold' },
    })
    expect(emulator.handedOut()).toEqual([{ secret: textOf(secret), keyId: remote.remoteId, alive: true }])
    await create(opened, { ...DRAFT, hashed: false, owner: 'user', ownerId: 'u-1' })
    expect(last().json).not.toHaveProperty('hashed')
    expect(last().json).toMatchObject({ owner: { userId: 'u-1' } })
    await create(opened, { ...DRAFT, owner: 'organisation', ownerId: 'o-1' })
    expect(last().json).toMatchObject({ owner: { organisationId: 'o-1' } })
  })

  it('tells the server how long the answer is waited for', async () => {
    const { provider, api } = await openAt(await start())
    await listAll({ provider, api })
    expect(Number(/^(\d+)m$/.exec(last().headers['grpc-timeout']!)![1])).toBeLessThanOrEqual(20_000)
    await provider.setEnabled!(
      api,
      emulator.keys.map(({ id }) => ({ remoteId: id, scope: '', label: '' }))[0]!,
      true,
    )
    expect(Number(/^(\d+)m$/.exec(last().headers['grpc-timeout']!)![1])).toBeGreaterThan(20_000)
  })

  it('for a change is the change alone, and nothing is read after it', async () => {
    const { provider, api } = await openAt(await start())
    const key = (await listAll({ provider, api }))[0]!
    const sent = async (draft: Parameters<NonNullable<typeof provider.update>>[2]) => {
      const before = emulator.requests.length
      const reported = await provider.update!(api, key, draft)
      return { reported, requests: emulator.requests.slice(before).map(({ json }) => json) }
    }
    const keyId = key.remoteId
    expect(await sent({ label: 'renamed' })).toEqual({
      reported: { remoteId: keyId, label: 'renamed', grants: key.grants },
      requests: [{ keyId, newName: 'renamed' }],
    })
    const other = [{ permission: 'preset RUM' }, { permission: 'spans:Read' }]
    expect(await sent({ label: key.label, grants: other })).toEqual({
      reported: { remoteId: keyId, label: key.label, grants: other },
      requests: [{ keyId, presets: { presets: ['RUM'] }, permissions: { permissions: ['spans:Read'] } }],
    })
    expect((await sent({ label: key.label, grants: [] })).requests).toEqual([{ keyId, presets: {} }])
    expect((await sent({ label: key.label, grants: [...key.grants] })).requests).toEqual([])
    expect((await sent({ label: key.label })).requests).toEqual([])
  })

  it('for the switch is the switch alone, and nothing is read after it', async () => {
    const { provider, api } = await openAt(await start())
    const { id } = emulator.keys.find(({ active }) => active)!
    const ref = { remoteId: id, scope: '', label: '' }
    expect(await provider.setEnabled!(api, ref, false)).toEqual({ remoteId: id, switch: 'disabled' })
    expect(emulator.requests.map(({ json }) => json)).toEqual([{ keyId: id, isActive: false }])
    expect(emulator.keys.find((key) => key.id === id)!.active).toBe(false)
  })
})

describe('its quirks', () => {
  it('reads that are late are no errors: of a change, a new key and a deleted one', async () => {
    const opened = await openAt(await start({ lateMs: 60_000 }))
    const { provider, api } = opened
    const [old] = await listAll(opened)
    const { remote } = await create(opened, DRAFT)
    await provider.update!(api, old!, { label: 'renamed' })
    await provider.setEnabled!(api, old!, old!.switch === 'disabled')
    const made = { remoteId: remote.remoteId, scope: '', label: '' }
    expect(await listAll(opened)).toHaveLength(3)
    expect((await provider.get!(api, old!)).key).toEqual(old)
    expect((await provider.get!(api, made)).key).toBeUndefined()
    await deleteKeyAt({ provider, api }, made)
    emulator.catchUp()
    expect((await provider.get!(api, old!)).key).toMatchObject({ label: 'renamed' })
    expect([provider.readsLagMs, provider.listIsPartial]).toEqual([60_000, true])
  })

  it('a value that comes with a read is left behind', async () => {
    const opened = await openAt(await start({ keys: 20, leaky: true }))
    const keys = await listAll(opened)
    const reported = JSON.stringify([
      keys,
      await opened.provider.get!(opened.api, keys[0]!),
      await opened.provider.test(opened.api),
    ])
    expect(emulator.keys.some(({ hashed }) => !hashed)).toBe(true)
    expect(emulator.keys.filter(({ value }) => reported.includes(value))).toEqual([])
  })

  it('keys that are not for sending data are not listed, yet found', async () => {
    const opened = await openAt(await start())
    const { remote } = await create(opened, { label: 'alerts', grants: [{ permission: 'preset Alerts' }] })
    expect((await listAll(opened)).map(({ remoteId }) => remoteId)).not.toContain(remote.remoteId)
    const ref = { remoteId: remote.remoteId, scope: '', label: 'alerts' }
    expect((await opened.provider.get!(opened.api, ref)).key).toMatchObject({ ...remote, switch: 'enabled' })
  })

  it('the reason of a refusal comes from its details', async () => {
    const { provider, api } = await openAt(await start())
    const draft = { ...check({ provider, api } as Awaited<ReturnType<typeof openAt>>, DRAFT), label: '' }
    expect(await troubleOf(async () => provider.create!.send(api, draft))).toEqual({
      kind: 'provider',
      why: 'invalid',
      outcome: 'refused',
      words: 'Invalid request name: must not be empty',
    })
  })

  it('a deletion of what is gone already is done', async () => {
    const { provider, api } = await openAt(await start())
    const ref = { remoteId: 'c8d84762-9aff-4f90-93ef-1762757e0c2c', scope: '', label: 'ci' }
    await deleteKeyAt({ provider, api }, ref)
    expect(callOf(last())).toBe('DeleteApiKey')
  })

  it('what there is to grant is what is documented and what keys there have', async () => {
    const opened = await openAt(await start())
    await create(opened, { label: 'x', grants: [SEND_DATA, { permission: 'brand-new:Act' }] })
    const permissions = await opened.provider.permissions!(opened.api)
    const ids = permissions.map(({ id }) => id)
    expect(ids).toEqual(
      expect.arrayContaining([
        'preset SendData',
        'preset APIKeys',
        'brand-new:Act',
        'spans.data-ingress:SendData',
      ]),
    )
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('test connection', () => {
  it('says whose keys are visible, and that the list is partial', async () => {
    const { provider, api } = await openAt(await start(), { now: () => NOW })
    expect(await provider.test(api)).toEqual({
      who: 'Team 4711, 3 keys visible',
      may: [
        { action: 'List keys for sending data', allowed: 'yes' },
        { action: 'Create, edit and delete keys', allowed: 'unknown' },
      ],
      warnings: ['Coralogix lists only keys for sending data. Others appear here if you create them here.'],
    })
  })

  it('says what is missing when the key may not list', async () => {
    const { provider, api } = await openAt(await start({ forbidden: true }))
    expect(await provider.test(api)).toMatchObject({
      who: 'A key that works',
      may: [{ allowed: 'no' }, { allowed: 'unknown' }],
      warnings: ['Without the preset APIKeys, Keyhold sees no keys.'],
    })
  })

  it('reports a clock that is off', async () => {
    const { provider, api } = await openAt(await start(), { now: () => NOW })
    emulator.setSkew(-600_000)
    const { clockSkewMs } = await provider.test(api)
    expect(Math.round(clockSkewMs! / 60_000)).toBe(10)
  })

  it('refuses a wrong key', async () => {
    const { provider, api } = await openAt(await start(), { credential: 'cxup_wrong' })
    expect(await troubleOf(async () => provider.test(api))).toEqual({
      kind: 'provider',
      why: 'unauthorized',
      outcome: 'refused',
      words: 'Invalid API key',
    })
  })
})
