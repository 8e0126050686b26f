import { describe, expect, it } from 'vitest'
import { EMPTY, type Draft } from '../../../../renderer/screens/describe/draft.ts'
import { sampleMessages } from '../../../../renderer/screens/describe/describe-messages.ts'
import { pointerTo, valueAt } from '../../../../renderer/screens/describe/pointer.ts'
import { arraysIn, suggested, tried } from '../../../../renderer/screens/describe/sample.ts'

const SECRET = 'made-up:development.7c1f0000'

const TOKENS = {
  tokens: [
    {
      id: 7,
      tokenName: 'deploy',
      secret: SECRET,
      expiresAt: '2027-01-15T12:00:00Z',
      seenAt: null,
      createdAt: '2026-01-15',
      project: { name: `of ${SECRET}` },
    },
    {
      id: 8,
      tokenName: 'ci',
      secret: 'other',
      expiresAt: null,
      seenAt: 'yesterday',
      createdAt: '2026-02-30',
    },
  ],
}

const DRAFT: Draft = {
  ...EMPTY,
  rows: '/tokens',
  id: '/id',
  keyName: '/tokenName',
  expires: '/expiresAt',
  lastUsed: '/seenAt',
  secret: '/secret',
}

const of = (draft: Draft, value: unknown) => tried(draft, JSON.stringify(value))

describe('a JSON Pointer', () => {
  it('reads members, items and escaped names, and nothing inherited', () => {
    const value = { 'a/b': [{ 'c~d': 1 }], e: null }
    expect(valueAt(value, '')).toBe(value)
    expect(valueAt(value, '/a~1b/0/c~0d')).toBe(1)
    expect(valueAt(value, pointerTo(['a/b', '0', 'c~d']))).toBe(1)
    for (const pointer of ['/x', '/e/f', '/constructor', '/a~1b/length/x', '/a~1b/1'])
      expect(valueAt(value, pointer)).toBeUndefined()
  })
})

describe('a sample answer', () => {
  it('shows what the pointers read, and never the secret', () => {
    const found = of(DRAFT, TOKENS)
    expect(found).toEqual({
      kind: 'rows',
      count: 2,
      columns: ['keyName', 'id', 'expires', 'lastUsed', 'secret'],
      rows: [
        {
          keyName: { kind: 'text', text: 'deploy' },
          id: { kind: 'text', text: '7' },
          expires: { kind: 'time', at: Date.UTC(2027, 0, 15, 12) },
          lastUsed: { kind: 'none' },
          secret: { kind: 'hidden' },
        },
        {
          keyName: { kind: 'text', text: 'ci' },
          id: { kind: 'text', text: '8' },
          expires: { kind: 'none' },
          lastUsed: { kind: 'unreadable' },
          secret: { kind: 'hidden' },
        },
      ],
    })
    expect(JSON.stringify(found)).not.toContain(SECRET)
  })

  it('hides the secret wherever it occurs, and warns of an id that contains it', () => {
    const found = of({ ...DRAFT, keyName: '/project/name', id: '/secret' }, TOKENS)
    expect(found).toMatchObject({ rows: [{ keyName: { kind: 'hidden' }, id: { kind: 'leaks' } }, {}] })
    expect(JSON.stringify(found)).not.toContain(SECRET)
  })

  it('says why there are no rows', () => {
    expect(tried(DRAFT, ' ')).toEqual({ kind: 'empty' })
    expect(tried(DRAFT, '{ "tokens": [')).toEqual({ kind: 'not-json' })
    expect(of(DRAFT, { tokens: [] })).toEqual({ kind: 'no-rows' })
    expect(of({ ...DRAFT, rows: '/keys' }, TOKENS)).toEqual({ kind: 'no-list', arrays: ['/tokens'] })
    expect(of({ ...DRAFT, rows: '' }, [{ id: 1, tokenName: 'x' }])).toMatchObject({ kind: 'rows', count: 1 })
  })

  it('marks what a row lacks', () => {
    expect(of({ ...DRAFT, id: '/uuid' }, TOKENS)).toMatchObject({ rows: [{ id: { kind: 'missing' } }, {}] })
    expect(of({ ...DRAFT, id: '/project' }, TOKENS)).toMatchObject({
      rows: [{ id: { kind: 'unreadable' } }, {}],
    })
  })

  it('reads times in their unit only', () => {
    const expiry = (times: Draft['times'], value: unknown) => {
      const found = of({ ...EMPTY, times, expires: '/at' }, [{ at: value }])
      return found.kind === 'rows' ? found.rows[0]?.expires : found
    }
    const at = Date.UTC(2027, 0, 15, 12)
    expect(expiry('seconds', at / 1000)).toEqual({ kind: 'time', at })
    expect(expiry('seconds', String(at / 1000))).toEqual({ kind: 'time', at })
    expect(expiry('milliseconds', at)).toEqual({ kind: 'time', at })
    expect(expiry('iso', '2027-01-15 13:00:00+0100')).toEqual({ kind: 'time', at })
    expect(expiry('iso', '2027-01-15T12:00:00')).toEqual({ kind: 'time', at })
    expect(expiry('iso', '2027-01-15')).toEqual({ kind: 'time', at: Date.UTC(2027, 0, 15) })
    expect(expiry('iso', '2027-02-30')).toEqual({ kind: 'unreadable' })
    expect(expiry('iso', at)).toEqual({ kind: 'unreadable' })
    expect(expiry('seconds', '2027-01-15')).toEqual({ kind: 'unreadable' })
    expect(expiry('iso', '')).toEqual({ kind: 'none' })
  })

  it('counts what it found, and says how much of it is shown', () => {
    const rows = Array.from({ length: 7 }, (_, id) => ({ id }))
    expect(sampleMessages.tried(of({ ...EMPTY, id: '/id' }, rows))).toBe('7 keys found, the first 5 shown')
    expect(sampleMessages.tried(of(DRAFT, TOKENS))).toBe('2 keys found')
    expect(sampleMessages.tried({ kind: 'empty' })).toBe('')
  })
})

describe('what a sample suggests', () => {
  it('finds the lists, the outermost first', () => {
    expect(arraysIn([])).toEqual([''])
    expect(arraysIn({ data: { items: [{}] }, tags: ['a'], errors: [] })).toEqual(['/errors', '/data/items'])
    expect(arraysIn('text')).toEqual([])
  })

  it('fills the empty pointers with usual names, and leaves the typed ones', () => {
    expect(suggested(EMPTY, JSON.stringify(TOKENS))).toEqual({
      rows: '/tokens',
      id: '/id',
      keyName: '/tokenName',
      expires: '/expiresAt',
      lastUsed: '/seenAt',
      created: '/createdAt',
    })
    expect(suggested({ ...DRAFT, id: '/uid' }, JSON.stringify(TOKENS))).toEqual({ created: '/createdAt' })
    expect(suggested(EMPTY, '{')).toEqual({})
    expect(suggested(EMPTY, '{"version": 1}')).toEqual({})
  })
})
