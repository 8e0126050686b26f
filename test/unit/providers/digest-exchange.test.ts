/** The HTTP client with Digest: the challenge request, what is signed and how often it is sent, and what is never sent. */
import { expect, it } from 'vitest'
import { Secret } from '../../../electron/core/ports/secret.ts'
import { WireFailure, type WireAnswer, type WireRequest } from '../../../electron/core/ports/network.ts'
import { openHttpClient, type HttpCall } from '../../../electron/providers/http-client.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { fakeNetwork } from '../../fakes/network.ts'
import { troubleOf } from '../../suites/provider/open.ts'

const PASSWORD = '1a2b3c4d-0001-4002-8003-abcdefabcdef'
const read: HttpCall = {
  scope: '',
  path: ['keys'],
  query: { pretty: 'true' },
  method: 'GET',
  effect: 'read',
  list: true,
}
const create: HttpCall = { scope: '', path: ['keys'], method: 'POST', effect: 'issue', json: { desc: 'x' } }
const remove: HttpCall = { scope: '', path: ['keys', '7'], method: 'DELETE', effect: 'change' }

const challenge = (nonce: string, isStale = false): WireAnswer => ({
  status: 401,
  headers: {
    'www-authenticate': `Digest realm="r", nonce="${nonce}", qop="auth", algorithm=MD5, stale=${String(isStale)}`,
  },
  body: new TextEncoder().encode('<html>'),
})
const plain = (status: number, json: unknown = {}): WireAnswer => ({
  status,
  headers: {},
  body: new TextEncoder().encode(JSON.stringify(json)),
})

/** A client whose network returns `answers` one after the other; each exchange takes `tookMs`. */
function open(answers: readonly (WireAnswer | Error)[], tookMs = 0) {
  const sent: WireRequest[] = []
  const clock = fakeClock()
  let passed = 0
  const api = openHttpClient({
    network: {
      ...fakeNetwork(),
      async exchange(request) {
        const answer = answers[sent.length]
        sent.push(request)
        passed += tookMs
        if (answer instanceof Error) throw answer
        return answer!
      },
    },
    clock: { ...clock, now: () => clock.now() + passed },
    turn: async () => undefined,
    settings: {},
    bases: { '': new URL('https://ops.example.net/api/') },
    credential: Secret.fromText(PASSWORD),
    authorize: () => ({ authorization: `Basic ${PASSWORD}` }),
    digest: { name: 'ann', challengePath: ['keys'] },
    certificates: 'PEM',
    readError: (_, json) => ((json as { no?: string } | undefined)?.no ? { words: 'No.' } : undefined),
  })
  const lines = () =>
    sent.map(({ method, url, headers }) => {
      const nonce = /nonce="(\w+)"/.exec(headers.authorization ?? '')?.[1]
      return `${method} ${url.pathname}${url.search} ${nonce ?? 'unsigned'}`
    })
  return { api, sent, lines }
}

it('reads by asking without a credential first and signing path and query then', async () => {
  const { api, sent, lines } = open([challenge('n1'), plain(200)])
  expect((await api.send(read)).status).toBe(200)
  expect(lines()).toEqual(['GET /api/keys?pretty=true unsigned', 'GET /api/keys?pretty=true n1'])
  expect(sent[0]!.headers).not.toHaveProperty('authorization')
  expect(sent[1]!.headers.authorization).toContain('uri="/api/keys?pretty=true"')
  expect(sent[1]).toMatchObject({ extraCertificates: 'PEM', headers: { 'user-agent': 'Keyhold' } })
})

it.each([
  [create, 'POST /api/keys'],
  [remove, 'DELETE /api/keys/7'],
])('sends a change once, signed: what knocks for it is a read', async (call, line) => {
  const { api, sent, lines } = open([challenge('n1'), plain(200)])
  await api.send(call)
  expect(lines()).toEqual(['GET /api/keys unsigned', `${line} n1`])
  expect(sent[0]!.body).toBeUndefined()
  expect(sent[1]!.body === undefined).toBe(call === remove)
})

it('never sends the credential itself, nor one signature twice', async () => {
  const { api, sent } = open([challenge('n1'), challenge('n1', true), challenge('n1', true), plain(200)])
  await api.send(create)
  const signatures = sent.slice(1).map(({ headers }) => headers.authorization!)
  expect(new Set(signatures).size).toBe(3)
  for (const { url, headers } of sent) expect(JSON.stringify([url.href, headers])).not.toContain(PASSWORD)
})

it('signs again with the new nonce when the old one was stale', async () => {
  const { api, lines } = open([challenge('n1'), challenge('n2', true), challenge('n3', true), plain(201)])
  expect((await api.send(create)).status).toBe(201)
  expect(lines().slice(1)).toEqual(['POST /api/keys n1', 'POST /api/keys n2', 'POST /api/keys n3'])
})

it('gives up after two stale nonces, and calls that no wrong credential: nothing has changed', async () => {
  const stale = ['n2', 'n3', 'n4', 'n5'].map((nonce) => challenge(nonce, true))
  const { api, lines } = open([challenge('n1'), ...stale])
  expect(await troubleOf(async () => api.send(create))).toEqual({
    kind: 'provider',
    why: 'unavailable',
    outcome: 'refused',
    status: 401,
  })
  expect(lines()).toHaveLength(4)
})

it('takes a challenge that is not stale for a wrong credential, whatever the body; nothing has changed', async () => {
  const { api, lines } = open([challenge('n1'), challenge('n2')])
  expect(await troubleOf(async () => api.send(create))).toEqual({
    kind: 'provider',
    why: 'unauthorized',
    outcome: 'refused',
    status: 401,
  })
  expect(lines()).toHaveLength(2)
})

it.each([
  [
    'a Basic challenge',
    { ...challenge('x'), headers: { 'www-authenticate': 'Basic realm="r"' } },
    'not-understood',
  ],
  [
    'an algorithm it does not know',
    {
      ...challenge('x'),
      headers: { 'www-authenticate': 'Digest realm="r", nonce="n", qop="auth", algorithm=MD4' },
    },
    'not-understood',
  ],
  ['a 401 without a challenge', plain(401), 'unauthorized'],
  ['a door that stands open', plain(200, []), 'not-understood'],
  ['a no', plain(403, { no: 'way' }), 'forbidden'],
  ['a redirect', plain(307), 'redirected'],
  ['a proxy’s trouble', plain(502), 'unavailable'],
  ['a connection that breaks', new WireFailure('cut-off', true), 'cut-off'],
  ['a deadline', new WireFailure('timeout', true), 'timeout'],
])('answers %s with nothing more: a change was not sent', async (_, answer, why) => {
  for (const call of [create, remove]) {
    const { api, lines } = open([answer])
    expect(await troubleOf(async () => api.send(call))).toMatchObject({ why, outcome: 'not-sent' })
    expect(lines()).toEqual(['GET /api/keys unsigned'])
  }
  const { api, lines } = open([answer])
  const trouble = await troubleOf(async () => api.send(read))
  expect(trouble).toMatchObject({ why })
  expect(trouble).not.toMatchObject({ outcome: 'not-sent' })
  expect(lines()).toHaveLength(1)
})

it.each([
  ['breaks off', new WireFailure('cut-off', true), { why: 'cut-off', outcome: 'unknown' }],
  ['never left', new WireFailure('offline', false), { why: 'offline', outcome: 'not-sent' }],
  ['meets a proxy’s 401', plain(401), { why: 'unauthorized', outcome: 'unknown' }],
  ['meets a proxy’s 503', plain(503), { why: 'unavailable', outcome: 'unknown' }],
  ['is refused', plain(409, { no: 'way' }), { why: 'conflict', outcome: 'refused', words: 'No.' }],
])('does not repeat a signed change that %s', async (_, answer, trouble) => {
  const { api, lines } = open([challenge('n1'), answer])
  expect(await troubleOf(async () => api.send(create))).toMatchObject(trouble)
  expect(lines()).toHaveLength(2)
})

it('keeps one deadline over all of it', async () => {
  const { api, sent } = open([challenge('n1'), challenge('n2', true), plain(200)], 25_000)
  await api.send(create)
  expect(sent.map(({ timeoutMs }) => timeoutMs)).toEqual([60_000, 35_000, 10_000])
  const late = open([challenge('n1'), plain(200)], 60_000)
  expect(await troubleOf(async () => late.api.send(create))).toMatchObject({
    why: 'timeout',
    outcome: 'not-sent',
  })
  expect(late.sent).toHaveLength(1)
})

it('signs nothing more once it is closed', async () => {
  const { api, sent } = open([challenge('n1'), plain(200)])
  const asked = troubleOf(async () => api.send(create))
  api.close()
  expect(await asked).toMatchObject({ why: 'cancelled', outcome: 'not-sent' })
  expect(sent).toHaveLength(1)
})
