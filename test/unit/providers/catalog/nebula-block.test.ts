/** Nebula Block: three generations of its contract, and how their responses are read. */
import { afterEach, describe, expect, it } from 'vitest'
import { abilitiesOf } from '../../../../shared/model/abilities.ts'
import { Secret } from '../../../../electron/core/ports/secret.ts'
import nebula from '../../../../electron/providers/catalog/nebula-block.ts'
import { metadataOf } from '../../../../electron/providers/registry.ts'
import { tokenOf } from '../../../emulators/ionos.ts'
import { startNebulaBlock, type NebulaEmulator, type NebulaSeed } from '../../../emulators/nebula-block.ts'
import { deleteKeyAt } from '../../../suites/provider/deletion.ts'
import { listAll, openAt, troubleOf } from '../../../suites/provider/open.ts'

const NOW = Date.UTC(2026, 2, 1, 12)
const ID = '9a4d7961-3274-4479-a20b-10f57f9bc75a'
const SAMPLE = 'ak_WT2l5Rw8Rv8Mp7Q7fLh7dFgEDl_EMAntCsqlxhEsu-0'

const answer = (value: unknown, status = 200) => ({
  status,
  body: new TextEncoder().encode(JSON.stringify(value)),
})
const textOf = (secret: Secret) => secret.use((raw) => raw.toString('utf8'))
const ref = (remoteId: string, label = 'x') => ({ remoteId, scope: '', label })

let emulator: NebulaEmulator | undefined
afterEach(async () => {
  await emulator?.close()
  emulator = undefined
})
const start = async (seed: NebulaSeed = {}) => (emulator = await startNebulaBlock({ now: NOW, ...seed }))

describe('sample answers', () => {
  const data = { id: ID, key: SAMPLE, name: 'test-api-key', description: 'This is a test API key' }
  const created = { data, message: 'API key successfully created', status: 'success' }

  it('reads the documented answer of a creation: the secret whole, the rest without it', () => {
    const { secret, remote } = nebula.create.read(answer(created))
    expect(textOf(secret)).toBe(SAMPLE)
    expect(remote).toEqual({
      remoteId: ID,
      scope: '',
      label: 'test-api-key',
      switch: 'enabled',
      createdAt: undefined,
      grants: [],
      facts: [{ label: 'Description', value: 'This is a test API key' }],
    })
  })

  it.each([
    ['with a number for an id', { id: 42 }, { remoteId: '42' }],
    ['with nothing but what it takes', { name: undefined, description: null }, { label: '', facts: [] }],
    [
      'with a portal’s state and times',
      { status: 2, created_at: NOW / 1000 },
      { switch: 'disabled', createdAt: NOW },
    ],
    ['with a state that nobody knows', { status: 7 }, { switch: 'unknown' }],
    ['with a state of an odd type', { status: {} }, { switch: 'unknown' }],
  ])('reads an answer %s', (_, change, expected) => {
    const { secret, remote } = nebula.create.read(answer({ ...created, data: { ...data, ...change } }))
    expect(remote).toMatchObject(expected)
    expect(textOf(secret)).toBe(SAMPLE)
  })

  it('takes a secret without an envelope’s status, and of another form than ak_', () => {
    const { secret } = nebula.create.read(answer({ data: { id: 1, key: 'sk-0123456789' } }, 201))
    expect(textOf(secret)).toBe('sk-0123456789')
  })

  it.each([
    ['only the prefix that lists show', { key: 'ak_...' }, 'masked-secret'],
    ['stars', { key: 'ak_****************' }, 'masked-secret'],
    ['an empty key', { key: ' ' }, 'not-understood'],
    ['no key', { key: undefined }, 'not-understood'],
    ['a key that is a number', { key: 12345678 }, 'not-understood'],
    ['no id', { id: undefined }, 'not-understood'],
  ])('does not take %s for a secret', async (_, change, why) => {
    const body = { ...created, data: { ...data, ...change } }
    const trouble = await troubleOf(async () => nebula.create.read(answer(body)))
    expect(trouble).toEqual({ kind: 'provider', why, outcome: 'unknown', status: 200 })
  })

  it('believes no renewal of another key, and none that calls itself failed', async () => {
    const renewal = (change: object, envelope: object = {}) =>
      troubleOf(async () =>
        nebula.regenerate.read(answer({ ...created, ...envelope, data: { ...data, ...change } }), ref(ID)),
      )
    expect(await renewal({})).toBeUndefined()
    expect(await renewal({ id: undefined })).toBeUndefined()
    expect(await renewal({ id: 'another' })).toMatchObject({ why: 'not-understood', outcome: 'unknown' })
    expect(await renewal({}, { status: 'failed' })).toMatchObject({
      why: 'not-understood',
      outcome: 'unknown',
    })
  })

  it('knows when an access token ends; an API key does not', () => {
    expect(nebula.credentialExpiresAt(Secret.fromText(tokenOf('x', NOW)))).toBe(NOW)
    expect(nebula.credentialExpiresAt(Secret.fromText(SAMPLE))).toBeUndefined()
  })
})

describe('the account option', () => {
  it.each([
    [undefined, '/api/v1/api-keys', '/api/v1/api-keys'],
    ['documented', '/api/v1/api-keys', '/api/v1/api-keys'],
    ['underscore', '/api/v1/api_keys', '/api/v1/api-keys'],
    ['portal', '/api/v1/keys', '/api/v1/keys'],
  ] as const)('%s: lists at %s and creates and deletes at %s', async (contract, listPath, keysPath) => {
    await start(contract === undefined ? {} : { contract })
    const { contract: _, ...settings } = emulator!.settings
    const { provider, api } = await openAt({
      ...emulator!,
      settings: contract ? { ...settings, contract } : settings,
    })
    await listAll({ provider, api })
    const { draft } = provider.create!.check({ name: 'new' }, api.settings)
    const { remote } = provider.create!.read(await provider.create!.send(api, draft), draft)
    await deleteKeyAt({ provider, api }, ref(remote.remoteId))
    expect(emulator!.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET ${listPath}`,
      `POST ${keysPath}`,
      `DELETE ${keysPath}/${remote.remoteId}`,
    ])
  })

  it('offers renewal only to accounts that speak the portal’s contract', () => {
    const metadata = metadataOf(nebula)
    const can = (settings: Record<string, string>) => abilitiesOf(metadata, nebula.settings(settings))
    expect(can({ contract: 'portal' })).toEqual(metadata.can)
    expect(metadata.can.regenerate).toBe(true)
    for (const settings of [{}, { contract: 'documented' }, { contract: 'underscore' }])
      expect(can(settings)).toEqual({ ...metadata.can, regenerate: false })
  })

  it('sends no renewal in a contract that has none', async () => {
    const { provider, api } = await openAt(await start())
    const trouble = await troubleOf(async () => provider.regenerate!.send(api, ref(ID)))
    expect(trouble).toMatchObject({ why: 'invalid', outcome: 'not-sent' })
    expect(emulator!.requests).toEqual([])
  })

  it('does not swap one contract for another, and says where to look', async () => {
    await start({ contract: 'portal' })
    const opened = await openAt(emulator!, { settings: { contract: 'documented' } })
    expect(await troubleOf(async () => opened.provider.test(opened.api))).toMatchObject({
      why: 'not-found',
      outcome: 'refused',
      status: 404,
      words: expect.stringContaining('Another contract') as string,
    })
    expect(emulator!.requests).toHaveLength(1)
  })

  it.each([
    ['contract', { contract: 'newest' }, 'unknown-choice'],
    ['baseUrl', { baseUrl: 'http://api.example.net' }, 'not-https'],
  ])('refuses a wrong %s: %j', async (field, form, why) => {
    const trouble = await troubleOf(async () => nebula.settings(form))
    expect(trouble).toEqual({ kind: 'invalid', field, why })
  })
})

describe('drafts', () => {
  it.each([
    ['name', {}, {}, 'required'],
    ['name', { name: 'x'.repeat(201) }, {}, 'too-long'],
    ['teamId', { name: 'x', teamId: '17' }, {}, 'unknown-choice'],
    ['teamId', { name: 'x', teamId: 'mine' }, { contract: 'portal' }, 'malformed'],
  ])('are refused with a wrong %s: %j in %j', async (field, draft, settings, why) => {
    const trouble = await troubleOf(async () => nebula.create.check(draft, settings))
    expect(trouble).toEqual({ kind: 'invalid', field, why })
  })

  it('are sent as JSON with what was filled in and no more', async () => {
    const { provider, api } = await openAt(await start({ contract: 'portal' }))
    const send = async (form: Record<string, string>) => {
      const { draft } = provider.create!.check(form, api.settings)
      await provider.create!.send(api, draft)
      return emulator!.requests.at(-1)
    }
    expect(await send({ name: 'a' })).toMatchObject({
      json: { name: 'a' },
      headers: { 'content-type': 'application/json' },
    })
    const all = await send({ name: 'b', description: 'c', teamId: '17' })
    expect(all!.json).toEqual({ name: 'b', description: 'c', team_id: 17 })
  })
})
