import { describe, expect, it } from 'vitest'
import { ProviderDescription } from '../../../../shared/model/provider-description.ts'
import {
  draftOf,
  EMPTY,
  fieldAt,
  queryOf,
  sorted,
  textOfQuery,
  written,
  type Draft,
} from '../../../../renderer/screens/describe/draft.ts'

const LISTING: Draft = {
  ...EMPTY,
  name: ' Unleash ',
  keyNoun: 'API token',
  address: 'https://unleash.example.com/api/admin',
  listPath: '/user/tokens',
  query: '?type=admin&limit=100',
  rows: '/pats',
  id: '/id',
  keyName: '/description',
}

const WHOLE: Draft = {
  ...LISTING,
  name: 'Unleash',
  listPath: 'user/tokens',
  query: 'type=admin&limit=100',
  consoleUrl: 'https://unleash.example.com/profile',
  credential: 'header',
  header: 'X-Api-Key',
  times: 'seconds',
  expires: '/expiresAt',
  lastUsed: '/seenAt',
  created: '/createdAt',
  handle: '/prefix',
  secret: '/secret',
  paging: 'cursor',
  parameter: 'after',
  nextPointer: '/next',
  creates: true,
  createMethod: 'PUT',
  createPath: 'user/tokens',
  createBody: JSON.stringify({ description: '{name}', expiresAt: '{expires}' }, null, 2),
  createId: '/id',
  createSecret: '/secret',
  newKeyLeavesOld: true,
  deletes: true,
  deleteMethod: 'POST',
  deletePath: 'user/tokens/delete',
  deleteBody: JSON.stringify({ id: '{id}' }, null, 2),
}

const descriptionOf = (draft: Draft) => ProviderDescription.parse(JSON.parse(written(draft).text))

describe('the document that the fields make', () => {
  it('is a description, without the parts that are switched off or empty', () => {
    const description = descriptionOf(LISTING)
    expect(written(LISTING).problems).toEqual({})
    expect(description).toEqual({
      keyhold: 1,
      name: 'Unleash',
      keyNoun: 'API token',
      address: 'https://unleash.example.com/api/admin',
      credential: { kind: 'bearer' },
      times: 'iso',
      list: {
        path: 'user/tokens',
        query: { type: 'admin', limit: '100' },
        rows: '/pats',
        id: '/id',
        name: '/description',
        paging: { kind: 'none' },
      },
      newKeyLeavesOld: false,
    })
  })

  it('comes back into the fields as it was', () => {
    expect(draftOf(descriptionOf(WHOLE))).toEqual(WHOLE)
    const pages = { ...WHOLE, paging: 'number', first: '0', parameter: 'page', nextPointer: '' } as const
    expect(draftOf(descriptionOf(pages))).toEqual(pages)
    const linked = { ...WHOLE, paging: 'address', parameter: '', nextPointer: '/links/next' } as const
    expect(draftOf(descriptionOf(linked))).toEqual(linked)
    expect(descriptionOf(draftOf(descriptionOf(LISTING)))).toEqual(descriptionOf(LISTING))
  })

  it('keeps the answer that only a person can give open until it is given', () => {
    const open = { ...WHOLE, newKeyLeavesOld: undefined }
    expect(JSON.parse(written(open).text)).not.toHaveProperty('newKeyLeavesOld')
    expect(descriptionOf({ ...open, creates: false }).newKeyLeavesOld).toBe(false)
  })

  it('leaves out what is empty or cannot be read, and says where', () => {
    expect(ProviderDescription.safeParse(JSON.parse(written(EMPTY).text)).success).toBe(false)
    const bad = written({ ...WHOLE, query: 'limit', createBody: '{ "name": ', deleteBody: '{id}' })
    expect(bad.problems).toEqual({ query: 'bad-query', createBody: 'not-json', deleteBody: 'not-json' })
    expect(JSON.parse(bad.text)).not.toHaveProperty('create.body')
    // The form hides the bodies of calls that are switched off.
    expect(
      written({ ...WHOLE, createBody: '{', deleteBody: '{', creates: false, deletes: false }).problems,
    ).toEqual({})
  })
})

describe('query parameters', () => {
  it('are read as in an address, and written so that they are read the same', () => {
    expect(queryOf('')).toEqual({})
    expect(queryOf('a=1&b=x%26y&c=')).toEqual({ a: '1', b: 'x&y', c: '' })
    for (const query of [{}, { a: '50 %', b: 'x&y=z', c: '' }])
      expect(queryOf(textOfQuery(query))).toEqual(query)
  })

  it('are refused without a name or with one twice', () => {
    expect(queryOf('limit')).toBeUndefined()
    expect(queryOf('=1')).toBeUndefined()
    expect(queryOf('a=1&a=2')).toBeUndefined()
  })
})

describe('the faults of a document', () => {
  it('are shown at the field that made the place, or around it', () => {
    expect(fieldAt('/list/id')).toBe('id')
    expect(fieldAt('/list/name')).toBe('keyName')
    expect(fieldAt('/name')).toBe('name')
    expect(fieldAt('/create/body/tags/0')).toBe('createBody')
    expect(fieldAt('/list/query/limit')).toBe('query')
    expect(fieldAt('/credential/name')).toBe('header')
    expect(fieldAt('/list/paging/pointer')).toBe('nextPointer')
    expect(fieldAt('/colour')).toBeUndefined()
    expect(fieldAt('')).toBeUndefined()
  })

  it('have a field for every place that the fields fill', () => {
    const places = (value: unknown, place: string): readonly string[] =>
      typeof value === 'object' && value !== null && !/body$|query$/.test(place)
        ? Object.entries(value).flatMap(([name, member]) => places(member, `${place}/${name}`))
        : [place]
    const chosen = new Set(['/keyhold', '/create/method', '/delete/method', '/list/paging/kind'])
    const filled = places(JSON.parse(written(WHOLE).text), '').filter((place) => !chosen.has(place))
    expect(filled.filter((place) => fieldAt(place) === undefined)).toEqual([])
  })

  it('are one for each field, what the field itself has first, and the others apart', () => {
    const strange = { place: '/colour', why: 'unknown' } as const
    const faults = [
      { place: '/list/id', why: 'required' },
      { place: '/list/id', why: 'malformed' },
      { place: '/create/body', why: 'required' },
      strange,
    ] as const
    expect(sorted(faults, { createBody: 'not-json' })).toEqual({
      problems: { id: 'required', createBody: 'not-json' },
      others: [strange],
    })
  })
})
