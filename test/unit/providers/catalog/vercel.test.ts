/** Vercel: how its tokens, errors and creations are read. */
import { describe, expect, it } from 'vitest'
import vercel from '../../../../electron/providers/catalog/vercel.ts'
import { readToken } from '../../../../electron/providers/vercel/tokens.ts'
import { startVercel } from '../../../emulators/vercel.ts'
import { troubleOf } from '../../../suites/provider/open.ts'

const sample = await startVercel({ seed: 'a sample' })
await sample.close()
const SECRET = sample.credential
const CREATED = Date.UTC(2026, 8, 1)
const DAY_MS = 86_400_000

const token = {
  id: '5d9f2ebd38ddca62e5d51e9c1704c72530bdc8bfdd41e782a6687c48399e8391',
  name: 'ci',
  type: 'oauth2-token',
  origin: 'manual',
  prefix: 'vcp_ab12',
  suffix: 'yz90',
  createdAt: CREATED,
  activeAt: CREATED + DAY_MS,
  scopes: [{ type: 'user', origin: 'manual', createdAt: CREATED }],
}
const answer = (value: unknown) => ({ status: 200, body: new TextEncoder().encode(JSON.stringify(value)) })

describe('a token', () => {
  it('is read with all that Vercel tells of it', () => {
    expect(readToken(token)).toEqual({
      remoteId: token.id,
      scope: '',
      label: 'ci',
      handle: 'vcp_ab12…yz90',
      switch: 'enabled',
      expires: {},
      createdAt: CREATED,
      lastUsedAt: CREATED + DAY_MS,
      leaked: undefined,
      grants: [{ permission: 'Full account' }],
      facts: [
        { label: 'Kind', value: 'oauth2-token' },
        { label: 'Made by', value: 'manual' },
      ],
    })
  })

  it.each([
    ['not used since its creation', { activeAt: CREATED }, { lastUsedAt: undefined }],
    ['without ends', { prefix: undefined }, { handle: undefined }],
    ['with ends that would show too much', { prefix: 'vcp_ab12cd34ef56' }, { handle: undefined }],
    ['with an end', { expiresAt: CREATED + 9 }, { expires: { at: CREATED + 9 } }],
    ['with a date that cannot be read', { expiresAt: 'soon' }, { expires: undefined }],
    [
      'with a scope that ends earlier',
      { expiresAt: CREATED + 9, scopes: [{ type: 'user', expiresAt: CREATED + 5 }] },
      { expires: { at: CREATED + 5 } },
    ],
    [
      'for a team',
      { scopes: [{ type: 'team', teamId: 'team_1' }] },
      { grants: [{ permission: 'Team', target: { type: 'team', id: 'team_1' } }] },
    ],
    ['that was revoked', { revokedAt: CREATED + 3 }, { switch: 'frozen' }],
    [
      'that was found in public',
      { leakedAt: CREATED + 7, leakedUrl: 'https://code.example/.env' },
      { leaked: { at: CREATED + 7, where: 'https://code.example/.env' } },
    ],
    ['that was found nobody says where', { leakedAt: CREATED + 7 }, { leaked: { at: CREATED + 7 } }],
    [
      'that was found nobody says when',
      { leakedUrl: 'https://code.example/.env' },
      { leaked: { at: CREATED, where: 'https://code.example/.env' } },
    ],
    [
      'that was found in an address that holds it',
      { leakedAt: CREATED + 7, leakedUrl: `https://code.example/?t=${SECRET}` },
      { leaked: { at: CREATED + 7, where: 'https://code.example/?t=[hidden]' } },
    ],
  ])('is read %s', (_, change, expected) => {
    expect(readToken({ ...token, ...change })).toMatchObject(expected)
  })
})

describe('the answer of a creation', () => {
  it('gives the whole token once, and the rest without it', () => {
    const { secret, remote } = vercel.create.read(answer({ token, bearerToken: SECRET }))
    expect(secret.use((raw) => raw.toString('utf8'))).toBe(SECRET)
    expect(remote).toEqual(readToken(token))
  })

  it.each([
    ['a masked token', { token, bearerToken: 'vcp_…' }, 'masked-secret'],
    ['no token', { token }, 'not-understood'],
    ['nothing about it', { bearerToken: SECRET }, 'not-understood'],
  ])('is not taken for a secret: %s', async (_, body, why) => {
    const trouble = await troubleOf(async () => vercel.create.read(answer(body)))
    expect(trouble).toMatchObject({ kind: 'provider', why, outcome: 'unknown' })
  })
})

describe('an error', () => {
  const form = (status: number, error: object) => vercel.http.readError(status, { error })

  it.each([
    [403, { code: 'forbidden', message: 'Not authorized' }, 'unauthorized'],
    [403, { code: 'forbidden', message: 'x', invalidToken: true }, 'unauthorized'],
    [
      403,
      { code: 'forbidden', message: 'Not authorized: Trying to access resource under scope "x".' },
      undefined,
    ],
    [403, { code: 'forbidden', message: 'cannot create tokens for this app' }, undefined],
    [400, { code: 'bad_request', message: 'Not authorized' }, undefined],
  ])('%i %j means %s', (status, error, why) => {
    const { message: words } = error
    expect(form(status, error)).toEqual(why === undefined ? { words } : { words, why })
  })

  it('has at least a code', () => {
    expect(form(404, { code: 'not_found' })).toEqual({ words: 'not_found' })
    expect(form(422, { code: 'not_found' })).toBeUndefined()
    for (const body of [{}, { message: 'No' }]) expect(form(404, body)).toBeUndefined()
  })
})
