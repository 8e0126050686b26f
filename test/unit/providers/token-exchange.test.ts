/** Access tokens: exchanged before calls, renewed before their end or after one refusal, hidden and wiped like the credential. */
import { expect, it } from 'vitest'
import { Secret } from '../../../electron/core/ports/secret.ts'
import type { WireAnswer, WireRequest } from '../../../electron/core/ports/network.ts'
import { WireFailure } from '../../../electron/core/ports/network.ts'
import {
  openHttpClient,
  type HttpCall,
  type HttpClientOptions,
} from '../../../electron/providers/http-client.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { troubleOf } from '../../suites/provider/open.ts'

const CREDENTIAL = 'client-secret-of-a-service-1234567890'
const ADDRESS = 'https://login.example.net/oauth/token'
const read: HttpCall = { scope: '', path: ['keys'], method: 'GET', effect: 'read' }
const change: HttpCall = { scope: '', path: ['keys', '1'], method: 'DELETE', effect: 'change' }
const issue: HttpCall = { scope: '', path: ['keys'], method: 'POST', effect: 'issue', json: {} }

const tokenOf = (number: number): string => `access-token-number-${String(number).padStart(4, '0')}`
const answerOf = (json: unknown, status = 200): WireAnswer => ({
  status,
  headers: {},
  body: new TextEncoder().encode(typeof json === 'string' ? json : JSON.stringify(json)),
})
const refused = (words = 'No.') => answerOf({ error: { status: 401, words } }, 401)

/** The server's answers to the next calls. After them, a call gets `200 {}` and an exchange gets a new token. */
type Script = (WireAnswer | WireFailure)[]

function open({
  calls = [],
  exchanges = [],
  ...options
}: Partial<HttpClientOptions> & { readonly calls?: Script; readonly exchanges?: Script } = {}) {
  const sent: WireRequest[] = []
  const clock = fakeClock()
  let made = 0
  const grant = () => answerOf({ access_token: tokenOf((made += 1)), token_type: 'Bearer', expires_in: 3600 })
  const credential = Secret.fromText(`${CREDENTIAL}\n`)
  const api = openHttpClient({
    network: {
      async exchange(request) {
        sent.push(request)
        const isExchange = request.url.href === ADDRESS
        const answer = (isExchange ? exchanges : calls).shift() ?? (isExchange ? grant() : answerOf({}))
        if (answer instanceof WireFailure) throw answer
        return answer
      },
      openHttp2: async () => Promise.reject(new Error('Not over HTTP')),
      readCertificates: async () => '',
    },
    clock,
    turn: async () => undefined,
    settings: {},
    bases: { '': new URL('https://api.example.net/v2/') },
    credential,
    authorize: () => ({ authorization: 'Never' }),
    token: { address: new URL(ADDRESS), client: 'client-1' },
    certificates: undefined,
    readError: (status, json) => {
      const quoted = (json as { error?: { status?: number; words?: string } } | undefined)?.error
      return quoted?.status === status ? { words: quoted.words ?? '' } : undefined
    },
    ...options,
  })
  const road = () => sent.map(({ url, method }) => (url.href === ADDRESS ? 'exchange' : method))
  const tokens = () =>
    sent.flatMap(({ headers }) => /^Bearer (.*)$/.exec(headers.authorization ?? '')?.[1] ?? [])
  return { api, sent, clock, credential, road, tokens }
}

it('exchanges the credential once, at its own address, and makes every call with the token', async () => {
  const { api, sent, road, tokens } = open()
  await api.send(read)
  await api.send(change)
  expect(road()).toEqual(['exchange', 'GET', 'DELETE'])
  expect(tokens()).toEqual([tokenOf(1), tokenOf(1)])
  expect(sent[0]).toMatchObject({ method: 'POST', headers: { accept: 'application/json' } })
  expect(new TextDecoder().decode(sent[0]!.body)).toBe('grant_type=client_credentials')
  const basic = Buffer.from(`client-1:${CREDENTIAL}`).toString('base64')
  expect(sent[0]!.headers.authorization).toBe(`Basic ${basic}`)
  for (const { headers } of sent.slice(1)) expect(JSON.stringify(headers)).not.toContain(basic)
})

it('renews the token a minute before its end, and not earlier', async () => {
  const { api, clock, road } = open()
  await api.send(read)
  clock.pass(3_600_000 - 61_000)
  await api.send(read)
  clock.pass(2_000)
  await api.send(read)
  expect(road()).toEqual(['exchange', 'GET', 'GET', 'exchange', 'GET'])
})

it('uses a token that lives a minute for most of that minute, and one without an end until it is refused', async () => {
  const short = open({ exchanges: [answerOf({ access_token: tokenOf(9), expires_in: 60 })] })
  await short.api.send(read)
  short.clock.pass(50_000)
  await short.api.send(read)
  short.clock.pass(5_000)
  await short.api.send(read)
  expect(short.road()).toEqual(['exchange', 'GET', 'GET', 'exchange', 'GET'])
  const endless = open({ exchanges: [answerOf({ access_token: tokenOf(9) })] })
  await endless.api.send(read)
  endless.clock.pass(86_400_000)
  await endless.api.send(read)
  expect(endless.road()).toEqual(['exchange', 'GET', 'GET'])
})

it.each([
  ['in the provider’s form', refused()],
  ['in any form', answerOf('<html>', 401)],
])('renews the token and reads again after one 401 %s', async (_, answer) => {
  const { api, road, tokens } = open({ calls: [answerOf({}), answer] })
  await api.send(read)
  expect((await api.send(read)).status).toBe(200)
  expect(road()).toEqual(['exchange', 'GET', 'GET', 'exchange', 'GET'])
  expect(tokens()).toEqual([tokenOf(1), tokenOf(1), tokenOf(2)])
})

it('renews once only, and never a token that it got for the same call', async () => {
  const { api, road } = open({ calls: [refused(), answerOf({}), refused(), refused('Still no.')] })
  const no = { why: 'unauthorized', outcome: 'refused', status: 401 }
  expect(await troubleOf(async () => api.send(read))).toMatchObject(no)
  await api.send(read)
  expect(await troubleOf(async () => api.send(read))).toMatchObject({ ...no, words: 'Still no.' })
  expect(road()).toEqual(['exchange', 'GET', 'GET', 'GET', 'exchange', 'GET'])
})

it.each([change, issue])('sends a $effect again only after a certain refusal of its token', async (call) => {
  const certain = open({ calls: [answerOf({}), refused()] })
  await certain.api.send(read)
  expect((await certain.api.send(call)).status).toBe(200)
  expect(certain.road()).toEqual(['exchange', 'GET', call.method, 'exchange', call.method])

  const unclear: readonly (WireAnswer | WireFailure)[] = [
    answerOf('<html>', 401),
    answerOf({ error: { status: 403 } }, 401),
    answerOf({ error: { status: 403 } }, 403),
    answerOf('', 500),
    new WireFailure('cut-off', true),
    new WireFailure('timeout', true),
  ]
  for (const answer of unclear) {
    const { api, road } = open({ calls: [answerOf({}), answer] })
    await api.send(read)
    await expect(api.send(call)).rejects.toThrow('provider')
    expect(road()).toEqual(['exchange', 'GET', call.method])
  }
})

it('says "not sent" of a change whose exchange failed before it, and "refused" if it failed after a refusal', async () => {
  for (const failure of [new WireFailure('timeout', true), answerOf('', 502), refused()]) {
    const { api, road } = open({ exchanges: [failure] })
    expect(await troubleOf(async () => api.send(change))).toMatchObject({ outcome: 'not-sent' })
    expect(road()).toEqual(['exchange'])
  }
  const { api, road } = open({
    calls: [answerOf({}), refused()],
    exchanges: [answerOf({ access_token: tokenOf(1) }), new WireFailure('cut-off', true)],
  })
  await api.send(read)
  expect(await troubleOf(async () => api.send(change))).toMatchObject({ why: 'cut-off', outcome: 'refused' })
  expect(road()).toEqual(['exchange', 'GET', 'DELETE', 'exchange'])
})

it.each([
  ['invalid_client', 401, 'unauthorized', 'refused'],
  ['invalid_grant', 400, 'unauthorized', 'refused'],
  ['unauthorized_client', 400, 'forbidden', 'refused'],
  ['invalid_scope', 400, 'invalid', 'refused'],
  ['constructor', 401, 'unauthorized', 'unknown'],
])('understands the refusal of an exchange as %s with %i', async (error, status, why, outcome) => {
  const { api } = open({ exchanges: [answerOf({ error, error_description: 'Their words.' }, status)] })
  expect(await troubleOf(async () => api.send(read))).toMatchObject({ why, outcome, status })
})

it.each([
  {},
  { access_token: '' },
  { access_token: 'two words' },
  { access_token: 7 },
  { access_token: tokenOf(1), token_type: 'mac' },
  'access_token=1',
])('takes %j for no token', async (json) => {
  const { api, road } = open({ exchanges: [answerOf(json)] })
  expect(await troubleOf(async () => api.send(read))).toMatchObject({ why: 'not-understood' })
  expect(road()).toEqual(['exchange'])
})

it('hides the token in words and refuses an address that holds it, as it does the credential', async () => {
  const { api, sent } = open({
    calls: [
      answerOf({}),
      answerOf({ error: { status: 403, words: `Not ${tokenOf(1)}, nor ${CREDENTIAL}.` } }, 403),
    ],
  })
  await api.send(read)
  const { words } = (await troubleOf(async () => api.send(change))) as { words: string }
  expect(words).not.toContain(tokenOf(1))
  expect(words).not.toContain(CREDENTIAL)
  expect(words).toContain('[hidden]')
  expect(api.scrub(`It said ${tokenOf(1).toUpperCase()}`)).toBe('It said [hidden]')
  const count = sent.length
  const leaks = { ...read, path: ['keys', tokenOf(1)] }
  expect(await troubleOf(async () => api.send(leaks))).toMatchObject({ why: 'invalid', outcome: 'not-sent' })
  expect(sent).toHaveLength(count)
})

it('forgets the token when it is closed, also one that arrives later', async () => {
  const { api, sent, credential } = open()
  await api.send(read)
  api.close()
  expect(credential.wiped).toBe(true)
  expect(await troubleOf(async () => api.send(read))).toMatchObject({ why: 'cancelled', outcome: 'not-sent' })
  expect(sent).toHaveLength(2)
  const late = open()
  const running = troubleOf(async () => late.api.send(read))
  late.api.close()
  expect(await running).toMatchObject({ why: 'cancelled' })
  expect(late.tokens()).toEqual([])
})

it('exchanges again on request, and later calls use that token', async () => {
  const { api, road, tokens } = open()
  await api.send(read)
  await api.exchangeToken()
  await api.send(read)
  expect(road()).toEqual(['exchange', 'GET', 'exchange', 'GET'])
  expect(tokens()).toEqual([tokenOf(1), tokenOf(2)])
  const without = open({ token: undefined })
  expect(await troubleOf(async () => without.api.exchangeToken())).toMatchObject({ outcome: 'not-sent' })
  expect(without.sent).toEqual([])
})

it('has one deadline for the exchange and the call', async () => {
  const { api, sent, clock } = open({
    deadlines: { readMs: 20_000, changeMs: 60_000 },
    exchanges: [answerOf({ access_token: tokenOf(1) })],
  })
  const asking = api.send(change)
  clock.pass(10_000)
  await asking
  expect(sent[0]!.timeoutMs).toBe(60_000)
  expect(sent[1]!.timeoutMs).toBe(50_000)
})

it.each([undefined, { name: 'abcdefgh', challengePath: ['orgs'] }])(
  'writes the media type of a scope, with a token and under Digest: %j',
  async (digest) => {
    const challenge = 'Digest realm="r", nonce="n", qop="auth"'
    const asked = { ...refused(), headers: { 'www-authenticate': challenge } }
    const { api, sent } = open({
      media: (scope) => `application/vnd.example${scope}+json`,
      ...(digest && { digest, calls: [asked] }),
    })
    await api.send(issue)
    expect(sent.at(-1)!.headers).toMatchObject({
      accept: 'application/vnd.example+json',
      'content-type': 'application/vnd.example+json',
      authorization: expect.stringMatching(digest ? /^Digest / : /^Bearer /) as string,
    })
    expect(sent[0]!.headers.accept).toBe(digest ? 'application/vnd.example+json' : 'application/json')
  },
)
