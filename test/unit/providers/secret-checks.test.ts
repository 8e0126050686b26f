import { describe, expect, it, onTestFinished } from 'vitest'
import type { SecretReport } from '../../../electron/core/ports/secret-checks.ts'
import { Secret } from '../../../electron/core/ports/secret.ts'
import { WireFailure, type NetworkPort, type WireRequest } from '../../../electron/core/ports/network.ts'
import { CALL_CHECKS, createSecretChecks } from '../../../electron/providers/secret-checks/secret-checks.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import { KEY_SHAPES } from '../../../shared/shapes/match-shape.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { madeUpSecret } from '../../fakes/made-up-secrets.ts'
import { fakeNetwork } from '../../fakes/network.ts'
import { answer, reply, startWireServer } from '../../fakes/wire-server.ts'

interface Said {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
}

/** Checks over a network that answers every request with `said`, and a record of the requests. */
function setUp(said: Said | WireFailure) {
  const sent: WireRequest[] = []
  const network: NetworkPort = {
    async exchange(request) {
      sent.push(request)
      if (said instanceof WireFailure) throw said
      const body = said.json === undefined ? '' : JSON.stringify(said.json)
      return { status: said.status, headers: said.headers ?? {}, body: new TextEncoder().encode(body) }
    },
    openHttp2: () => Promise.reject(new Error('not used')),
    readCertificates: () => Promise.reject(new Error('not used')),
  }
  return { sent, checks: createSecretChecks({ network, clock: fakeClock(), turn: () => Promise.resolve() }) }
}

async function ask(shape: string, secret: string, said: Said | WireFailure, address = '') {
  const { checks, sent } = setUp(said)
  const check = checks.find(shape)
  if (check?.kind !== 'call') throw new Error(`No call for ${shape}`)
  const held = Secret.fromText(secret)
  try {
    return { report: await check.ask(address, held), sent }
  } finally {
    held.wipe()
  }
}

const END = Date.UTC(2027, 0, 31, 12, 30)
const DAY = Date.UTC(2027, 0, 31)
const expiresAt = (text: string) => ({ 'github-authentication-token-expiration': text })
const octocat = { login: 'octocat', id: 1 }

type Row = readonly [shape: string, pattern: string, url: string, said: Said, report: SecretReport]

const ROWS: readonly Row[] = [
  [
    'github-classic',
    'ghp_{A36}',
    'https://api.github.com/user',
    {
      status: 200,
      json: octocat,
      headers: { ...expiresAt('2027-01-31 12:30:00 UTC'), 'x-oauth-scopes': 'repo, read:org' },
    },
    { works: true, owner: 'octocat', scopes: ['repo', 'read:org'], expires: { at: END } },
  ],
  [
    'github-classic',
    'ghp_{A36}',
    'https://api.github.com/user',
    { status: 200, json: octocat, headers: { 'x-oauth-scopes': '' } },
    { works: true, owner: 'octocat', scopes: [], expires: {} },
  ],
  [
    'github-fine-grained',
    'github_pat_{A82}',
    'https://api.github.com/user',
    { status: 200, json: octocat, headers: expiresAt('2027-01-31 04:30:00 -0800') },
    { works: true, owner: 'octocat', expires: { at: END } },
  ],
  [
    'github-oauth',
    'gho_{A36}',
    'https://api.github.com/user',
    { status: 200, json: octocat },
    { works: true, owner: 'octocat', expires: {} },
  ],
  // An app's token expires, even if the answer does not say when.
  [
    'github-app-user',
    'ghu_{A36}',
    'https://api.github.com/user',
    { status: 200, json: octocat },
    { works: true, owner: 'octocat' },
  ],
  [
    'github-classic',
    'ghp_{A36}',
    'https://api.github.com/user',
    { status: 200, json: octocat, headers: expiresAt('some day') },
    { works: true, owner: 'octocat' },
  ],
  [
    'github-classic',
    'ghp_{A36}',
    'https://api.github.com/user',
    { status: 401, json: { message: 'Bad credentials' } },
    { works: false },
  ],
  [
    'gitlab-access',
    'glpat-{A20}',
    'https://gitlab.com/api/v4/personal_access_tokens/self',
    {
      status: 200,
      json: { id: 4, name: 'ci', scopes: ['api'], active: true, revoked: false, expires_at: '2027-01-31' },
    },
    { works: true, label: 'ci', scopes: ['api'], expires: { at: DAY } },
  ],
  [
    'gitlab-access',
    'glpat-{A20}',
    'https://gitlab.com/api/v4/personal_access_tokens/self',
    { status: 200, json: { id: 4, name: 'ci', scopes: ['api'], active: true, expires_at: null } },
    { works: true, label: 'ci', scopes: ['api'], expires: {} },
  ],
  [
    'gitlab-access',
    'glpat-{A20}',
    'https://gitlab.com/api/v4/personal_access_tokens/self',
    { status: 200, json: { id: 4, revoked: true } },
    { works: false },
  ],
  [
    'gitlab-access',
    'glpat-{A20}',
    'https://gitlab.com/api/v4/personal_access_tokens/self',
    { status: 401, json: { error: 'invalid_token', error_description: 'Token was revoked.' } },
    { works: false },
  ],
  [
    'cloudflare-user',
    'cfut_{A40}{h8}',
    'https://api.cloudflare.com/client/v4/user/tokens/verify',
    {
      status: 200,
      json: { success: true, result: { id: 'i', status: 'active', expires_on: '2027-01-31T12:30:00Z' } },
    },
    { works: true, expires: { at: END } },
  ],
  [
    'cloudflare-user',
    'cfut_{A40}{h8}',
    'https://api.cloudflare.com/client/v4/user/tokens/verify',
    { status: 200, json: { success: true, result: { id: 'i', status: 'disabled' } } },
    { works: false, expires: {} },
  ],
  [
    'openrouter-api',
    'sk-or-v1-{h64}',
    'https://openrouter.ai/api/v1/key',
    { status: 200, json: { data: { label: 'sk-or-v1-0e6...1c96', expires_at: '2027-01-31T12:30:00Z' } } },
    { works: true, expires: { at: END } },
  ],
  [
    'openrouter-api',
    'sk-or-v1-{h64}',
    'https://openrouter.ai/api/v1/key',
    { status: 200, json: { data: { label: 'x', expires_at: null } } },
    { works: true, expires: {} },
  ],
]

describe.each(ROWS)('%s (%s)', (shape, pattern, url, said, expected) => {
  it('is asked by one harmless call, and its answer understood', async () => {
    const secret = madeUpSecret(pattern)
    const { report, sent } = await ask(shape, secret, said)
    expect(report).toEqual(expected)
    expect(sent).toHaveLength(1)
    const [{ url: called, method, headers, body }] = sent as [WireRequest]
    expect({ url: called.href, method, body }).toEqual({ url, method: 'GET', body: undefined })
    expect(Object.values(headers).filter((value) => value.includes(secret))).toHaveLength(1)
  })
})

describe('every check', () => {
  const samples = CALL_CHECKS.map(({ shapes, service }) => {
    const row = ROWS.find(([shape]) => shapes.includes(shape))!
    return [service, row[0], madeUpSecret(row[1])] as const
  })

  it('is for shapes that exist, each with one check and a row above', () => {
    const shapes = CALL_CHECKS.flatMap((check) => check.shapes)
    expect(new Set(shapes).size).toBe(shapes.length)
    expect(KEY_SHAPES.map(({ id }) => id)).toEqual(expect.arrayContaining(shapes))
    expect([...new Set(ROWS.map(([shape]) => shape))].sort()).toEqual([...shapes].sort())
  })

  it.each(samples)(
    'of %s says neither yes nor no where the answer does not',
    async (_service, shape, secret) => {
      const troubles: readonly (readonly [Said | WireFailure, object])[] = [
        [{ status: 200, json: 'hello' }, { why: 'not-understood' }],
        [{ status: 200 }, { why: 'not-understood' }],
        [
          { status: 401, json: '<html>proxy</html>' },
          { why: 'unauthorized', outcome: 'unknown' },
        ],
        [{ status: 302, headers: { location: 'https://elsewhere.example/' } }, { why: 'redirected' }],
        [{ status: 429 }, { why: 'rate-limited' }],
        [{ status: 500 }, { why: 'unavailable' }],
        [new WireFailure('offline', false), { why: 'offline' }],
      ]
      for (const [said, error] of troubles) {
        const failed = await ask(shape, secret, said).catch((thrown: unknown) => thrown)
        expect(failed).toBeInstanceOf(Failure)
        expect((failed as Failure).error).toMatchObject({ kind: 'provider', ...error })
        expect(JSON.stringify((failed as Failure).error)).not.toContain(secret)
      }
    },
  )
})

it('hides a secret that a service repeats, and cuts what is long', async () => {
  const secret = madeUpSecret('glpat-{A20}')
  const said = {
    status: 200,
    json: { name: `my ${secret} token ${'long '.repeat(99)}`, scopes: [secret], expires_at: null },
  }
  const { report } = await ask('gitlab-access', secret, said)
  expect(JSON.stringify(report)).not.toContain(secret)
  expect(report.label!.length).toBeLessThanOrEqual(200)
})

describe('the place of a check', () => {
  const place = (shape: string, address: string) => {
    const check = setUp({ status: 200 }).checks.find(shape)
    return check?.kind === 'call' ? check.place(address) : undefined
  }

  it.each([
    ['github-classic', '', 'https://api.github.com', true],
    ['github-classic', 'https://github.com/', 'https://api.github.com', true],
    ['github-classic', 'https://api.github.com', 'https://api.github.com', true],
    ['github-classic', 'https://github.example.com/', 'https://github.example.com', false],
    ['github-classic', 'https://acme.ghe.com/', 'https://api.acme.ghe.com', false],
    ['github-classic', 'https://api.acme.ghe.com/', 'https://api.acme.ghe.com', false],
    ['github-classic', 'https://github.com.evil.example/', 'https://github.com.evil.example', false],
    ['gitlab-access', '', 'https://gitlab.com', true],
    ['gitlab-access', 'https://gitlab.example.com:8443/sub', 'https://gitlab.example.com:8443', false],
    ['cloudflare-user', '', 'https://api.cloudflare.com', true],
  ])('of %s at %j is %s', (shape, address, origin, isOwn) => {
    expect(place(shape, address)).toEqual({ origin, isOwn })
  })

  it.each([
    ['github-classic', 'http://github.com/', 'not-https'],
    ['github-classic', 'github.com', 'malformed'],
    ['github-classic', 'https://me:you@github.com/', 'malformed'],
    ['gitlab-access', 'javascript:alert(1)', 'malformed'],
    ['openrouter-api', 'https://openrouter.example/', 'unknown-choice'],
  ])('of %s is not %j', (shape, address, why) => {
    expect(() => place(shape, address)).toThrow(
      expect.objectContaining({ error: { kind: 'invalid', field: 'address', why } }),
    )
  })
})

it.each([
  ['github-classic', 'ghp_{A36}', '/api/v3/user', { login: 'octocat' }, 'authorization: Bearer'],
  [
    'gitlab-access',
    'glpat-{A20}',
    '/api/v4/personal_access_tokens/self',
    { name: 'ci', expires_at: null },
    'private-token:',
  ],
])('asks a server of one’s own about %s over the network', async (shape, pattern, path, json, header) => {
  const server = await startWireServer()
  onTestFinished(() => server.close())
  server.behave(reply(answer(200, JSON.stringify(json))))
  const secret = madeUpSecret(pattern)
  const checks = createSecretChecks({
    network: fakeNetwork(),
    clock: fakeClock(),
    turn: () => Promise.resolve(),
  })
  const check = checks.find(shape)
  const held = Secret.fromText(secret)
  expect(
    check?.kind === 'call' && (await check.ask(`http://127.0.0.1:${String(server.port)}`, held)),
  ).toMatchObject({
    works: true,
    expires: {},
  })
  held.wipe()
  expect(server.requests).toHaveLength(1)
  expect(server.requests[0]).toMatch(new RegExp(`^GET ${path} HTTP/1.1`))
  expect(server.requests[0]).toContain(`${header} ${secret}`)
})
