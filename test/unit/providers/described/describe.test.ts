/** How a description reads a service's answers: times in its unit, secrets removed, and no changes before its list is confirmed. */
import { afterEach, describe, expect, it } from 'vitest'
import { describe as providerOf } from '../../../../electron/providers/described/describe.ts'
import { createBody, deleteBody } from '../../../../electron/providers/described/placeholders.ts'
import { readIssued, readRow } from '../../../../electron/providers/described/rows.ts'
import { secretsAt } from '../../../../electron/providers/described/secrets.ts'
import { readEndIn, readTime, writeTime } from '../../../../electron/providers/described/times.ts'
import type { DescribedProvider } from '../../../../electron/core/ports/provider.ts'
import { createProviders, metadataOf } from '../../../../electron/providers/registry.ts'
import type { ProviderDescription } from '../../../../shared/model/provider-description.ts'
import { startDescribed, type DescribedEmulator } from '../../../emulators/described.ts'
import { DIALECTS } from '../../../emulators/described-dialects.ts'
import { hexOf } from '../../../emulators/emulator.ts'
import { fakeClock } from '../../../fakes/clock.ts'
import { fakeNetwork } from '../../../fakes/network.ts'
import { listAll, openAt, troubleOf } from '../../../suites/provider/open.ts'

const ID = 'described-0a1b2c3d'
const { numbered, cursor, linked } = DIALECTS
const SECRET = `acme_${hexOf('a secret').slice(0, 40)}`

const define = (
  description: ProviderDescription | undefined,
  list: DescribedProvider['list'] = 'confirmed',
) => providerOf({ id: ID, name: 'Acme', description, list })

describe('before its list is confirmed', () => {
  it.each(Object.values(DIALECTS))('nothing can be changed at $description.name', ({ description }) => {
    const { can, described } = metadataOf(define(description, 'unconfirmed'))
    expect(Object.values(can)).not.toContain(true)
    const later = metadataOf(define(description)).can
    const opened = Object.entries(later).flatMap(([ability, isAble]) => (isAble ? [ability] : []))
    expect(described!.state).toBe('unconfirmed')
    expect([...described!.locked].sort()).toEqual(opened.sort())
  })

  it.each(Object.values(DIALECTS))(
    'only a new key can be made at $description.name if it has none',
    ({ description }) => {
      const { can, described } = metadataOf(define(description, 'empty'))
      const { can: all } = metadataOf(define(description))
      expect(can).toMatchObject({ create: all.create, revoke: false, replace: false })
      expect(described).toMatchObject({ state: 'empty' })
      expect(described!.locked).not.toContain('create')
      expect(described!.locked.includes('revoke')).toBe(all.revoke)
    },
  )

  it('replaces only where a new key leaves the old one alive', () => {
    const canReplace = (changes: Partial<ProviderDescription>) =>
      metadataOf(define({ ...numbered.description, ...changes })).can.replace
    expect(canReplace({})).toBe(true)
    expect(canReplace({ newKeyLeavesOld: false })).toBe(false)
    expect(canReplace({ delete: undefined })).toBe(false)
    const { expires: _, ...list } = numbered.description.list
    expect(canReplace({ list })).toBe(false) // the new key would never expire
  })
})

describe('an unreadable description', () => {
  it('is a provider that calls nobody and says why', async () => {
    const definition = define(undefined)
    expect(metadataOf(definition)).toMatchObject({ name: 'Acme', described: { state: 'unreadable' } })
    const why = { kind: 'description', why: 'unreadable' }
    expect(await troubleOf(async () => Promise.resolve(definition.settings({})))).toEqual(why)
    expect(await troubleOf(async () => definition.test({} as never))).toEqual(why)
  })
})

describe('the registry', () => {
  it('has the described providers among the others, and every host of theirs is a stranger', () => {
    const providers = createProviders({ network: fakeNetwork(), clock: fakeClock() })
    const before = providers.metadata.length
    const { description } = numbered
    providers.useDescribed([{ id: ID, name: description.name, description, list: 'unconfirmed' }])
    expect(providers.metadata).toHaveLength(before + 1)
    const settings = providers.find(ID).settings({})
    expect(settings).toEqual({ baseUrl: description.address })
    expect(providers.strangers(ID, settings)).toEqual(['https://numbered.example.net'])
    providers.useDescribed([])
    expect(providers.metadata).toHaveLength(before)
    expect(() => providers.find(ID)).toThrow('not-found')
  })

  it('moves no credential when a description gets another address', () => {
    const { description } = numbered
    const kept = define(description).settings({})
    const moved = define({ ...description, address: 'https://other.example.net/' })
    expect(Object.values(moved.http.bases(moved.settings(kept))).map(({ origin }) => origin)).toEqual([
      'https://numbered.example.net',
    ])
  })
})

describe('times', () => {
  const AT = Date.UTC(2027, 2, 4)
  it.each([
    ['iso', '2027-03-04', AT],
    ['iso', '2027-03-04T01:00:00+01:00', AT],
    ['iso', AT, undefined],
    ['seconds', AT / 1_000, AT],
    ['seconds', String(AT / 1_000), AT],
    ['seconds', '2027-03-04', undefined],
    ['seconds', AT, undefined],
    ['milliseconds', AT, AT],
    ['milliseconds', '2027-03-04', undefined],
  ] as const)('in %s: %j', (unit, value, at) => {
    expect(readTime(value, unit)).toBe(at)
    expect(readEndIn(value, unit)).toEqual(at === undefined ? undefined : { at })
  })

  it.each([undefined, null, ''])('%j is no end', (value) => {
    expect(readEndIn(value, 'iso')).toEqual({})
  })

  it.each([0, -1, 'never', {}])('%j is an end that cannot be read, and not “never”', (value) => {
    expect(readEndIn(value, 'seconds')).toBeUndefined()
  })

  it('are written in the unit', () => {
    expect(['iso', 'seconds', 'milliseconds'].map((unit) => writeTime(AT + 7, unit as 'iso'))).toEqual([
      '2027-03-04T00:00:00Z',
      AT / 1_000,
      AT,
    ])
  })
})

describe('placeholders', () => {
  const body = { a: ['{name}', '{expires}'], b: { until: '{expires}', ttl: '{lifetimeSeconds}' }, c: 7 }

  it('leave out the end of a key that has none', () => {
    const key = { name: 'ci', expires: undefined, now: 0 }
    expect(createBody(body, key, 'seconds')).toEqual({ a: ['ci'], b: {}, c: 7 })
  })

  it('are values in the unit, and a name is never read for placeholders', () => {
    const key = { name: '{expires} $& {id}', expires: 90_000, now: 30_000 }
    expect(createBody(body, key, 'seconds')).toEqual({
      a: ['{expires} $& {id}', 90],
      b: { until: 90, ttl: 60 },
      c: 7,
    })
    expect(deleteBody({ ids: ['{id}'] }, '$& {id}')).toEqual({ ids: ['$& {id}'] })
  })
})

describe('a list that shows whole secrets', () => {
  const row = (changes: object) =>
    readRow({ alias: '7', username: 'ci', secret: SECRET, ...changes }, cursor.description, 200)

  it('is read without them, wherever else they are', () => {
    const key = row({ username: `ci ${SECRET.toUpperCase()}` })
    expect(key.label).toBe('ci [hidden]')
    expect(JSON.stringify(key).toLowerCase()).not.toContain(SECRET)
  })

  it.each([SECRET, `id-${SECRET}`, SECRET.slice(5)])('is refused if an id holds one: %#', async (alias) => {
    expect(await troubleOf(async () => Promise.resolve(row({ alias })))).toMatchObject({
      why: 'secret-as-id',
      outcome: 'unknown',
    })
  })

  it('may have an id that is a part of the secret', () => {
    const secret = `tskey-k123456CNTRL-${hexOf('long').slice(0, 40)}`
    expect(row({ alias: 'k123456CNTRL', secret }).remoteId).toBe('k123456CNTRL')
  })

  it.each([
    [SECRET, '/hint', undefined],
    [`${SECRET.slice(0, 9)}…`, '/hint', `${SECRET.slice(0, 9)}…`],
    [SECRET.slice(0, 9), '/token', undefined],
    [hexOf('another').slice(0, 40), '/hint', undefined],
  ])('shows a mask or a prefix as handle, never more: %#', (shown, handle, expected) => {
    const list = { ...cursor.description.list, handle }
    const raw = { alias: '7', username: 'ci', secret: SECRET, [handle.slice(1)]: shown }
    expect(readRow(raw, { ...cursor.description, list }, 200).handle).toBe(expected)
  })
})

describe('the answer to a creation', () => {
  const answer = (json: unknown) => ({ status: 201, body: new TextEncoder().encode(JSON.stringify(json)) })
  const key = { name: 'ci', expires: undefined }

  it('is refused if its id holds the secret; the secret is found in what is sealed', async () => {
    const json = { alias: `x${SECRET}`, secret: SECRET }
    const read = async () => Promise.resolve(readIssued(answer(json), cursor.description, key))
    expect(await troubleOf(read)).toMatchObject({ why: 'secret-as-id', outcome: 'unknown' })
    expect(secretsAt('/secret')(JSON.stringify(json))).toEqual([SECRET])
  })

  it.each([
    ['/0/once~1only', `[{"once/only":"${SECRET}","x":`],
    ['/a.b', `{"a.b": "${SECRET}"`],
    ['', JSON.stringify(SECRET)],
    ['/0', JSON.stringify([SECRET])],
  ])('gives its secret away at %j', (pointer, text) => {
    expect(secretsAt(pointer)(text)).toEqual([SECRET])
  })
})

describe('a connected account', () => {
  let emulator: DescribedEmulator | undefined
  afterEach(async () => emulator?.close())

  it.each(['numbered', 'cursor', 'linked'] as const)('of %s is tested by its list alone', async (dialect) => {
    emulator = await startDescribed({ dialect, keys: 3 })
    const { provider, api } = await openAt(emulator)
    const { may } = await provider.test(api)
    expect(may).toContainEqual({ action: 'List keys', allowed: 'yes' })
    expect(emulator.requests.map(({ method }) => method)).toEqual(['GET'])
    expect(emulator.holdsSecret(JSON.stringify(await listAll({ provider, api })))).toBe(false)
  })

  it('asks for the user of a password, without a colon', () => {
    expect(() => define(linked.description).settings({})).toThrow('invalid')
    expect(() => define(linked.description).settings({ user: 'a:b' })).toThrow('invalid')
    const { http, settings } = define({ ...linked.description, credential: { kind: 'digest' } })
    const cleaned = settings({ user: 'robot' })
    expect(http.digest!(cleaned)).toEqual({ name: 'robot', challengePath: ['robots', ''] })
    expect(http.headers('x', cleaned)).toEqual({})
  })

  it('sends the name and the end of a new key as described', async () => {
    emulator = await startDescribed({ dialect: 'linked', keys: 2 })
    const { provider, api } = await openAt(emulator)
    const expires = (Math.trunc(Date.now() / 1_000) + 86_400) * 1_000
    const { draft } = provider.create!.check({ name: 'ci', expires }, api.settings)
    const { remote } = provider.create!.read(await provider.create!.send(api, draft), draft)
    expect(emulator.requests.at(-1)).toMatchObject({ method: 'PUT', path: '/rest/robots/' })
    expect(emulator.requests.at(-1)!.json).toEqual({
      label: 'keyhold: ci',
      ttl: expect.any(Number) as number,
    })
    expect(remote).toMatchObject({ label: 'ci', expires: { at: expires } })
    expect(emulator.keys).toHaveLength(1) // a new key revokes the earlier ones
  })
})
