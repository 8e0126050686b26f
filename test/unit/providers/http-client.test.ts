/** The HTTP client: what it sends, and what it refuses to send. */
import { expect, it } from 'vitest'
import { Secret } from '../../../electron/core/ports/secret.ts'
import type { WireAnswer, WireRequest } from '../../../electron/core/ports/network.ts'
import {
  openHttpClient,
  type HttpCall,
  type HttpClientOptions,
} from '../../../electron/providers/http-client.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { troubleOf } from '../../suites/provider/open.ts'

const CREDENTIAL = '1a2b3c4d-0001-4002-8003-abcdefabcdef'
const NOT_SENT = { kind: 'provider', why: 'invalid', outcome: 'not-sent' }
const read: HttpCall = { scope: '', path: ['keys', ''], method: 'GET', effect: 'read' }

function open(base = 'https://api.example.net/v2/', change: Partial<HttpClientOptions> = {}) {
  const sent: WireRequest[] = []
  const answer: WireAnswer = { status: 200, headers: {}, body: new TextEncoder().encode('{}') }
  const credential = Secret.fromText(` ${CREDENTIAL}\n`)
  const api = openHttpClient({
    network: {
      async exchange(request) {
        sent.push(request)
        return answer
      },
      openHttp2: async () => Promise.reject(new Error('Not over HTTP')),
      readCertificates: async () => '',
    },
    clock: fakeClock(),
    turn: async () => undefined,
    settings: {},
    bases: { '': new URL(base) },
    credential,
    authorize: (text) => ({ authorization: `Key ${text}` }),
    certificates: 'PEM',
    readError: () => undefined,
    ...change,
  })
  return { api, sent, credential }
}

it('sends one request below the base, with the trimmed credential in a header and a body only if there is one', async () => {
  const { api, sent } = open()
  await api.send({ ...read, query: { page: 2, term: undefined, q: 'a b&c' } })
  await api.send({
    scope: '',
    path: ['keys', 'a b?c', ''],
    method: 'PATCH',
    effect: 'issue',
    json: { regenerate: true },
  })
  const [first, second] = sent
  expect(first!.url.href).toBe('https://api.example.net/v2/keys/?page=2&q=a+b%26c')
  expect(first).toMatchObject({
    method: 'GET',
    body: undefined,
    headers: { authorization: `Key ${CREDENTIAL}`, 'user-agent': 'Keyhold', accept: 'application/json' },
    extraCertificates: 'PEM',
  })
  expect(second!.url.href).toBe('https://api.example.net/v2/keys/a%20b%3Fc/')
  expect(new TextDecoder().decode(second!.body)).toBe('{"regenerate":true}')
  expect(second!.headers['content-type']).toBe('application/json')
  expect(sent).toHaveLength(2)
})

it('gives lists more room than single answers, and changes more time than reads', async () => {
  const { api, sent } = open()
  await api.send(read)
  await api.send({ ...read, list: true })
  await api.follow({ scope: '', address: '?page=2' })
  await api.send({ scope: '', path: ['keys'], method: 'POST', effect: 'change', json: {} })
  const megabyte = 1024 * 1024
  expect(sent.map(({ timeoutMs, maxBytes }) => [timeoutMs, maxBytes / megabyte])).toEqual([
    [20_000, 1],
    [20_000, 8],
    [20_000, 8],
    [60_000, 1],
  ])
})

it.each([
  ['the credential itself', ['keys', CREDENTIAL]],
  ['the credential in capitals', ['keys', CREDENTIAL.toUpperCase()]],
  ['a long part of it', ['keys', 'abcdefabcdef']],
  ['the credential, encoded twice', ['keys', encodeURIComponent(`x/${CREDENTIAL}`)]],
])('does not send an address that holds %s', async (_, path) => {
  const { api, sent } = open()
  expect(await troubleOf(async () => api.send({ ...read, path }))).toEqual(NOT_SENT)
  expect(await troubleOf(async () => api.send({ ...read, query: { term: path[1] } }))).toEqual(NOT_SENT)
  expect(sent).toEqual([])
})

it.each([
  [['..', 'admin']],
  [['keys', 'a/../b']],
  [['keys', '..', '..', 'admin']],
  [['.', 'keys']],
  [['', 'evil.example', '']],
])('does not climb out of the base with %j', async (path) => {
  const { api, sent } = open()
  expect(await troubleOf(async () => api.send({ ...read, path }))).toEqual(NOT_SENT)
  expect(sent).toEqual([])
})

it('knows only the scopes it was opened for', async () => {
  const { api, sent } = open()
  for (const scope of ['de-fra', 'constructor', '__proto__'])
    expect(await troubleOf(async () => api.send({ ...read, scope }))).toEqual(NOT_SENT)
  expect(sent).toEqual([])
})

it.each([
  'https://api.example.net/v2/keys/?page=2',
  '/v2/keys/?page=2',
  'keys/?page=2',
  '//api.example.net/v2/keys/?page=2',
])('follows %s', async (address) => {
  const { api, sent } = open()
  await api.follow({ scope: '', address })
  expect(sent[0]!.url.href).toBe('https://api.example.net/v2/keys/?page=2')
})

it.each([
  'http://api.example.net/v2/keys/',
  'https://api.example.net:444/v2/keys/',
  'https://api.example.net.evil.example/v2/keys/',
  'https://api.example.net@evil.example/v2/',
  'https://me@api.example.net/v2/keys/',
  'https://api.example.net/v1/keys/',
  'https://api.example.net/v2/%2e%2e/v1/',
  'https://api.example.net/v2x/keys/',
  'https://',
])('does not follow %s', async (address) => {
  const { api, sent } = open()
  expect(await troubleOf(async () => api.follow({ scope: '', address }))).toEqual({
    kind: 'provider',
    why: 'redirected',
    outcome: 'not-sent',
  })
  expect(sent).toEqual([])
})

it('wipes the credential and sends nothing more once it is closed', async () => {
  const { api, sent, credential } = open()
  api.close()
  expect(credential.wiped).toBe(true)
  expect(await troubleOf(async () => api.send(read))).toMatchObject({ why: 'cancelled', outcome: 'not-sent' })
  expect(() => api.readCredential((text) => text)).toThrow('provider')
  expect(sent).toEqual([])
})

it('takes a bug of the network for an outcome that nobody knows', async () => {
  const network = {
    exchange: async () => Promise.reject(new TypeError(`broken by ${CREDENTIAL}`)),
    openHttp2: async () => Promise.reject(new Error('Not over HTTP')),
    readCertificates: async () => '',
  }
  const { api } = open(undefined, { network })
  expect(await troubleOf(async () => api.send(read))).toEqual({
    kind: 'provider',
    why: 'cut-off',
    outcome: 'unknown',
  })
})

it('gives a list to be read in its turn, and anything else at once', async () => {
  const turns: number[] = []
  const { api } = open(undefined, { turn: async (left) => void turns.push(left) })
  await api.send(read)
  expect(turns).toEqual([])
  await api.send({ ...read, list: true })
  await api.follow({ scope: '', address: 'keys/?page=2' })
  expect(turns).toEqual([0, 0])
})
