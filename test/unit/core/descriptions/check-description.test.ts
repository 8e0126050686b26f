/** A document is either a description, or each of its faults is reported with its place. */
import { describe, expect, it } from 'vitest'
import { checkDescription, documentOf } from '../../../../electron/core/descriptions/check-description.ts'
import { described } from '../../../../electron/core/descriptions/read-description.ts'
import type { ProviderDescription } from '../../../../shared/model/provider-description.ts'
import { DIALECTS } from '../../../emulators/described-dialects.ts'

const GOOD = DIALECTS.numbered.description

const faultsIn = (document: unknown) => {
  const checked = checkDescription(typeof document === 'string' ? document : JSON.stringify(document))
  return checked.kind === 'faulty' ? checked.faults : []
}

describe('a description', () => {
  it.each(Object.entries(DIALECTS))('of a service is taken as it is: %s', (_, { description }) => {
    const checked = checkDescription(documentOf(description))
    expect(checked).toEqual({ kind: 'good', description })
  })

  it.each([
    ['no JSON', '{', '', 'not-json'],
    ['of a later version', { ...GOOD, keyhold: 2, more: true }, '', 'newer'],
    ['too long', 'x'.repeat(60_001), '', 'too-long'],
    ['without a name', { ...GOOD, name: undefined }, '/name', 'required'],
    ['with an empty name', { ...GOOD, name: '  ' }, '/name', 'required'],
    ['with a name that turns the reading direction', { ...GOOD, name: 'a\u202eb' }, '/name', 'malformed'],
    ['with a member that nobody knows', { ...GOOD, script: 'x' }, '/script', 'unknown'],
    ['over http', { ...GOOD, address: 'http://keys.example.net/' }, '/address', 'not-https'],
    ['with a user in its address', { ...GOOD, address: 'https://a:b@example.net/' }, '/address', 'malformed'],
    ['with a console that is a script', { ...GOOD, consoleUrl: 'javascript:1' }, '/consoleUrl', 'not-https'],
  ])('is refused %s', (_, document, place, why) => {
    expect(faultsIn(document)).toEqual([{ place, why }])
  })

  it('names every fault at once', () => {
    const list = { ...GOOD.list, id: undefined, rows: 'items' }
    expect(faultsIn({ ...GOOD, name: undefined, list })).toEqual([
      { place: '/name', why: 'required' },
      { place: '/list/rows', why: 'malformed' },
      { place: '/list/id', why: 'required' },
    ])
  })

  it('names what its readable parts may not say beside what is unreadable', () => {
    const list = { ...GOOD.list, rows: 'items', id: '/secret' }
    const create = { ...GOOD.create, path: '', body: { text: 'fixed' } }
    const document = { ...GOOD, name: undefined, address: 'http://keys.example.net/', list, create }
    expect(faultsIn(document)).toEqual([
      { place: '/name', why: 'required' },
      { place: '/list/rows', why: 'malformed' },
      { place: '/create/path', why: 'required' },
      { place: '/address', why: 'not-https' },
      { place: '/list/id', why: 'names-a-secret' },
      { place: '/create/body', why: 'no-name' },
    ])
    expect(faultsIn([])).not.toContainEqual(expect.objectContaining({ why: 'no-id' }))
  })
})

type List = ProviderDescription['list']

describe('what a description may not say', () => {
  it.each(['/secret', '/data/token', '/api_key', '/apiKey', '/private-key', '/password'])(
    'an id or a name is no secret: %s',
    (pointer) => {
      const fault = (place: string) => [{ place, why: 'names-a-secret' }]
      expect(faultsIn({ ...GOOD, list: { ...GOOD.list, id: pointer } })).toEqual(fault('/list/id'))
      expect(faultsIn({ ...GOOD, list: { ...GOOD.list, name: pointer } })).toEqual(fault('/list/name'))
      expect(faultsIn({ ...GOOD, create: { ...GOOD.create, id: pointer } })).toEqual(fault('/create/id'))
    },
  )

  it('the secret of a new key is its id', () => {
    const create = { ...GOOD.create, id: '/data/value' }
    expect(faultsIn({ ...GOOD, create })).toEqual([{ place: '/create/id', why: 'same-as-id' }])
  })

  it.each([
    ['../keys', 'leaves-address'],
    ['/keys', 'leaves-address'],
    ['keys/../../admin', 'leaves-address'],
    ['https://evil.example/keys', 'malformed'],
    ['keys?all=1', 'malformed'],
    ['keys%2f..', 'malformed'],
    ['keys/{name}', 'unknown-placeholder'],
  ])('a path leads elsewhere: %s', (path, why) => {
    expect(faultsIn({ ...GOOD, list: { ...GOOD.list, path } })).toEqual([{ place: '/list/path', why }])
  })

  it.each(['Host', 'Content-Length', 'Cookie', 'Proxy-Authorization', 'Sec-Fetch-Mode', 'X-Forwarded-For'])(
    'the credential is sent in a header of the transport: %s',
    (name) => {
      const credential = { kind: 'header', name }
      expect(faultsIn({ ...GOOD, credential })).toEqual([{ place: '/credential/name', why: 'reserved' }])
    },
  )

  it.each([
    [{ title: 'fixed' }, '/create/body', 'no-name'],
    [{ title: '{name}', who: '{user}' }, '/create/body/who', 'unknown-placeholder'],
    [{ title: '{name}', end: 'until {expires}' }, '/create/body/end', 'part-of-a-text'],
    [{ title: '{name}', deep: [{ 'a/b': '{id}' }] }, '/create/body/deep/0/a~1b', 'unknown-placeholder'],
  ])('a new key is asked for with %j', (body, place, why) => {
    expect(faultsIn({ ...GOOD, create: { ...GOOD.create, body } })).toEqual([{ place, why }])
  })

  it('a deletion names no key', () => {
    const deletion = { method: 'POST', path: 'keys/delete', body: { all: true } }
    expect(faultsIn({ ...GOOD, delete: deletion })).toEqual([{ place: '/delete/path', why: 'no-id' }])
  })

  it('a page is asked for with a parameter that is fixed', () => {
    const list: List = { ...GOOD.list, query: { page: '1' } }
    expect(faultsIn({ ...GOOD, list })).toEqual([{ place: '/list/paging/parameter', why: 'malformed' }])
  })
})

describe('a document that this version cannot read', () => {
  const record = (document: string) =>
    described({
      id: 'described-0a1b2c3d',
      document,
      listConfirmedAt: 7,
      noKeysAt: undefined,
      createdAt: 1,
      updatedAt: 2,
    })

  it.each([
    ['{"keyhold":2,"name":"Acme\\u202e"}', 'Acme'],
    ['{"keyhold":2}', 'Described provider'],
    ['not JSON', 'Described provider'],
    ['null', 'Described provider'],
  ])('has a name and no description: %s', (document, name) => {
    expect(record(document)).toMatchObject({ name, description: undefined })
  })
})
