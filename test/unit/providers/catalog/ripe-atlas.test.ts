/** RIPE Atlas: how its responses are read, and what is sent. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Secret } from '../../../../electron/core/ports/secret.ts'
import atlas from '../../../../electron/providers/catalog/ripe-atlas.ts'
import { startRipeAtlas, type AtlasEmulator } from '../../../emulators/ripe-atlas.ts'
import { deleteKeyAt } from '../../../suites/provider/deletion.ts'
import { collect, listAll, openAt, troubleOf } from '../../../suites/provider/open.ts'

const NOW = Date.UTC(2026, 2, 1, 12)
const UUID = '1a2b3c4d-0001-4002-8003-abcdefabcdef'
const MASKED = '1a2b3c4d-****-****-****-************'

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const answer = (value: unknown, status = 200) => ({ status, body: bytes(value) })
const textOf = (secret: Secret) => secret.use((raw) => raw.toString('utf8'))
const ref = (remoteId: string) => ({ remoteId, scope: '', label: '' })

describe('sample answers', () => {
  const created = {
    uuid: UUID,
    url: 'https://atlas.ripe.net/api/v2/keys/1a2b3c4d/',
    label: 'Measure things',
    created_at: '2016-04-05T13:01:26',
    valid_from: null,
    valid_to: '2027-01-01T00:00:00Z',
    last_used: null,
    enabled: true,
    is_active: true,
    is_frozen: false,
    grants: [
      { permission: 'measurements.create_measurement', target: null },
      { permission: 'keys.get_key', target: { type: 'key', id: '9f9f9f9f-0001-4002-8003-abcdefabcdef' } },
    ],
    type: 'key',
  }

  it('returns the whole uuid and the other facts of the key, with times without a zone as UTC', () => {
    const { secret, remote } = atlas.create.read(answer(created, 201))
    expect(textOf(secret)).toBe(UUID)
    expect(remote).toEqual({
      remoteId: '1a2b3c4d',
      scope: '',
      label: 'Measure things',
      handle: '1a2b3c4d',
      switch: 'enabled',
      validFrom: undefined,
      expires: { at: Date.UTC(2027, 0, 1) },
      createdAt: Date.UTC(2016, 3, 5, 13, 1, 26),
      lastUsedAt: undefined,
      grants: [
        { permission: 'measurements.create_measurement' },
        { permission: 'keys.get_key', target: { type: 'key', id: '9f9f9f9f' } },
      ],
      facts: [],
    })
  })

  it.each([
    ['a masked uuid', { ...created, uuid: MASKED }, 'masked-secret'],
    ['only the handle', { ...created, uuid: '1a2b3c4d' }, 'masked-secret'],
    ['no uuid', { ...created, uuid: undefined }, 'not-understood'],
    ['a uuid that is a number', { ...created, uuid: 12345678 }, 'not-understood'],
    ['nothing that tells which key', { label: 'x' }, 'not-understood'],
    ['a list', [created], 'not-understood'],
  ])('does not take %s for a secret', async (_, body, why) => {
    const trouble = await troubleOf(async () => atlas.regenerate.read(answer(body), ref('99999999')))
    expect(trouble).toEqual({ kind: 'provider', why, outcome: 'unknown', status: 200 })
  })

  it('does not take the old uuid for a renewed one', async () => {
    const trouble = await troubleOf(async () => atlas.regenerate.read(answer(created), ref('1a2b3c4d')))
    expect(trouble).toMatchObject({ why: 'not-understood', outcome: 'unknown' })
  })

  it('knows the handle of a credential, and none of something else', () => {
    expect(atlas.credentialHandle(Secret.fromText(` ${UUID.toUpperCase()}\n`))).toBe('1a2b3c4d')
    for (const other of ['swordfish', 'deadbeef', '1a2b3c4d-of-something-else'])
      expect(atlas.credentialHandle(Secret.fromText(other))).toBeUndefined()
  })
})

describe('at the emulator', () => {
  let emulator: AtlasEmulator
  beforeEach(async () => {
    emulator = await startRipeAtlas({ keys: 1_203, now: NOW })
  })
  afterEach(async () => emulator.close())

  it('lists every page, 500 keys at a time, without a secret', async () => {
    const { provider, api } = await openAt(emulator)
    const pages = await collect(provider.list(api, ''))
    expect(pages.map(({ keys, total }) => [keys.length, total])).toEqual([
      [500, 1_204],
      [500, 1_204],
      [204, 1_204],
    ])
    expect(new Set(pages.flatMap(({ keys }) => keys.map(({ remoteId }) => remoteId))).size).toBe(1_204)
    expect(JSON.stringify(pages)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/)
  })

  it('regenerates by the handle: the new uuid comes whole, the old one is dead, label and grants stay', async () => {
    const { provider, api } = await openAt(emulator)
    const before = (await listAll({ provider, api }))[1]!
    const old = emulator.keys[1]!.uuid
    const sent = await provider.regenerate!.send(api, before)
    const { secret, remote } = provider.regenerate!.read(sent, before)
    expect(emulator.handedOut()).toEqual([{ secret: textOf(secret), keyId: remote.remoteId, alive: true }])
    expect(emulator.isAlive(old)).toBe(false)
    expect(remote).toMatchObject({ label: before.label, grants: before.grants, switch: 'enabled' })
    expect(emulator.requests.at(-1)).toMatchObject({
      method: 'PATCH',
      path: `/api/v2/keys/${before.remoteId}/`,
      json: { regenerate: true },
    })
  })

  it('updates with all five fields; grants that stay go back exactly as they came', async () => {
    const { provider, api } = await openAt(emulator)
    const keys = await listAll({ provider, api })
    const key = keys.find(({ grants }) => grants.some(({ target }) => target?.type === 'key'))!
    const truth = emulator.keys.find(({ uuid }) => uuid.startsWith(key.remoteId))!
    const { enabled, grants } = structuredClone(truth)
    const draft = { label: 'renamed', validTo: NOW + 86_400_000, grants: [...key.grants] }
    const updated = await provider.update!(api, key, draft)
    expect(updated).toMatchObject({ label: 'renamed', expires: { at: NOW + 86_400_000 }, grants: key.grants })
    expect(truth.grants).toEqual(grants)
    expect(emulator.requests.at(-1)).toMatchObject({
      method: 'PUT',
      json: { label: 'renamed', valid_from: null, valid_to: '2026-03-02T12:00:00Z', enabled, grants },
    })
  })

  it('says who the credential is and what it may do', async () => {
    const { provider, api } = await openAt(emulator, { now: () => NOW })
    const report = await provider.test(api)
    expect(report.who).toBe(`Key ${emulator.credential.slice(0, 8)} “keyhold”, 1204 keys visible`)
    expect(report.may.every(({ allowed }) => allowed === 'yes')).toBe(true)
    expect(report.credentialExpiresAt).toBe(NOW + 200 * 86_400_000)
    expect(report.clockSkewMs).toBeUndefined()
  })

  it('reports a clock that is wrong by more than two minutes', async () => {
    const { provider, api } = await openAt(emulator, { now: () => NOW + 600_000 })
    const { clockSkewMs } = await provider.test(api)
    expect(Math.round(clockSkewMs! / 60_000)).toBe(10)
  })
})

it('does not call an end that it cannot read "never", and says so', async () => {
  const emulator = await startRipeAtlas({ keys: 1 })
  const odd = (json: unknown) => {
    const page = json as { results: object[] }
    return { ...page, results: page.results.map((key) => ({ ...key, valid_to: 'someday' })) }
  }
  emulator.fault({ kind: 'rewrite', change: odd })
  const { provider, api } = await openAt(emulator)
  const [page] = await collect(provider.list(api, ''))
  await emulator.close()
  expect(page!.keys.map(({ expires }) => expires)).toEqual([undefined, undefined])
  expect(page!.warnings).toEqual(['2 keys have a date that couldn’t be read.'])
})

it('does not take a false 404 for the end of a living key', async () => {
  const emulator = await startRipeAtlas({ keys: 2 })
  const { provider, api } = await openAt(emulator)
  const [page] = await collect(provider.list(api, ''))
  const key = page!.keys[1]!
  const falsely = {
    kind: 'status',
    status: 404,
    on: ({ method }: { method: string }) => method === 'DELETE',
  } as const
  emulator.fault(falsely)
  expect(await troubleOf(async () => deleteKeyAt({ provider, api }, key))).toMatchObject({ why: 'not-found' })
  expect(emulator.keys).toHaveLength(2 + 1)
  await deleteKeyAt({ provider, api }, key)
  emulator.fault(falsely)
  await deleteKeyAt({ provider, api }, key) // deleted by now, as the list also says
  await emulator.close()
})

it.each(['page', 'array'] as const)('reads permissions and targets as a %s', async (lists) => {
  const emulator = await startRipeAtlas({ lists, sparse: true, warning: 'Version 2 ends soon.' })
  const { provider, api } = await openAt(emulator)
  const permissions = await provider.permissions!(api)
  const targets = await provider.permissionTargets!(api, 'keys.get_key', '')
  const pages = await collect(provider.list(api, ''))
  await emulator.close()
  expect(permissions).toContainEqual({
    id: 'keys.get_key',
    description: 'Show an API key',
    targetTypes: ['key'],
  })
  expect(targets.map(({ id }) => id)).toEqual(emulator.keys.map(({ uuid }) => uuid.slice(0, 8)))
  expect(pages[0]!.warnings).toEqual(['Version 2 ends soon.', 'Deprecated'])
  expect(pages[0]!.keys[1]).toMatchObject({ label: '', expires: {} })
})

it.each([
  ['label', {}, 'required'],
  ['label', { label: 'x'.repeat(201) }, 'too-long'],
  ['label', { label: 'a\u0000b' }, 'malformed'],
  ['validTo', { label: 'x', validFrom: NOW, validTo: NOW }, 'malformed'],
  ['validTo', { label: 'x', validTo: -1 }, 'malformed'],
  ['grants', { label: 'x', grants: [{ permission: ' ' }] }, 'malformed'],
  ['enabled', { label: 'x', enabled: true }, 'malformed'],
])('refuses a draft with a wrong %s: %j', async (field, draft, why) => {
  expect(await troubleOf(async () => atlas.create.check(draft as never))).toEqual({
    kind: 'invalid',
    field,
    why,
  })
})

describe('the proof of a key', () => {
  const verify = async (words: string, status = 403) => {
    const emulator = await startRipeAtlas({ keys: 1 })
    const { provider, api } = await openAt(emulator)
    emulator.fault({ kind: 'status', status, words })
    const proven = provider.verify!(api).catch((error: unknown) => (error as { error: object }).error)
    await proven
    await emulator.close()
    return proven
  }

  it.each([
    ['The provided API key does not exist', false],
    ['The provided API key is disabled', false],
    ['You do not have permission to perform this action.', true],
  ])('goes by the words of a 403: %s', async (words, works) => expect(await verify(words)).toBe(works))

  it('reports nothing if the words do not', async () => {
    expect(await verify('No.')).toMatchObject({ why: 'forbidden', outcome: 'refused' })
    expect(await verify('Too fast: no permission to go on', 429)).toMatchObject({ why: 'rate-limited' })
  })
})
