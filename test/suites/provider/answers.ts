/** Suite: every status with every kind of body becomes one typed error, with the right one of the three outcomes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Failure } from '../../../shared/contract/errors.ts'
import type { NetworkPort, WireAnswer, WireRequest } from '../../../electron/core/ports/network.ts'
import type { RemoteKey } from '../../../electron/core/ports/provider.ts'
import type { Emulator } from '../../emulators/emulator.ts'
import { fakeNetwork } from '../../fakes/network.ts'
import { callsOf, isAnswer, type ProviderCall, type ProviderSamples } from './calls.ts'
import { listAll, openAt } from './open.ts'

const STATUSES = [
  200, 201, 202, 203, 204, 205, 206, 207, 226, 299, 300, 301, 302, 303, 304, 307, 308, 400, 401, 402, 403,
  404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424, 425, 426,
  428, 429, 431, 451, 499, 500, 501, 502, 503, 504, 505, 507, 511, 520, 599,
]
const REFUSALS: Readonly<Record<number, string>> = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  415: 'invalid',
  422: 'invalid',
  429: 'rate-limited',
}
const RUBBISH: Readonly<Record<string, string>> = {
  empty: '',
  html: '<!doctype html><title>Bad gateway</title>',
  'half of a JSON': '{"error": {"status": 404, "det',
  'an empty object': '{}',
  'another form of error': '{"msg":"Not Found","code":5}',
  'a JSON null': 'null',
  'a number': '404',
  'wrong types':
    '{"error":"no","httpStatus":"404","messages":"x","results":{},"items":7,"uuid":[],"id":{},"key":{}}',
  'an error without words': '{"error":{},"messages":[{}]}',
  'broken UTF-8': '\u0000BROKEN',
}
/** Bodies that no provider writes. A success status with such a body proves nothing. */
const FOREIGN = ['html', 'half of a JSON', 'broken UTF-8']
const bytesOf = (text: string): Uint8Array =>
  text === RUBBISH['broken UTF-8'] ? Uint8Array.of(0x22, 0xff, 0xfe, 0x22) : new TextEncoder().encode(text)

interface Script {
  answer: WireAnswer
  /** If true, only changes are tested: reads go through to the emulator and are not counted. */
  passReads: boolean
  sent: string[]
}

type IsRead = NonNullable<ProviderSamples['isRead']>
const isReadByMethod: IsRead = ({ method }) => method === 'GET'
const asSeen = ({ url, method, body }: WireRequest) => ({
  method,
  path: `${url.pathname}${url.search}`,
  form: Object.fromEntries(new URLSearchParams(new TextDecoder().decode(body))),
})

/** A network that answers from `script`. The emulator answers a read once, since no change reaches it. */
const scripted = (script: Script, through: NetworkPort, isRead: IsRead): NetworkPort => {
  const known = new Map<string, Promise<WireAnswer>>()
  return {
    ...through,
    async exchange(request) {
      const { href } = request.url
      const seen = asSeen(request)
      if (script.passReads && isRead(seen)) {
        const { authorization, 'private-token': token } = request.headers
        // Each request for a challenge gets one of its own.
        if (authorization === undefined && token === undefined) return through.exchange(request)
        const question = JSON.stringify([href, seen.form, authorization, token])
        const answer = known.get(question) ?? through.exchange(request)
        known.set(question, answer)
        return answer
      }
      script.sent.push(`${request.method} ${href}`)
      return script.answer
    },
  }
}

export function testAnswers(samples: ProviderSamples): void {
  describe('an answer', () => {
    const script: Script = {
      answer: { status: 200, headers: {}, body: Uint8Array.of() },
      passReads: true,
      sent: [],
    }
    const network = scripted(script, fakeNetwork(), samples.isRead ?? isReadByMethod)
    const isForeign = (name: string) =>
      samples.answersInXml === true ? name !== 'empty' : FOREIGN.includes(name)
    let emulator: Emulator
    let opened: Awaited<ReturnType<typeof openAt>>
    let key: RemoteKey
    beforeAll(async () => {
      emulator = await samples.start(2)
      opened = await openAt(emulator, { network })
      key = (await listAll(opened, samples.scope)).at(-1)!
    })
    afterAll(async () => emulator.close())

    /** The error of the call, `undefined` when it succeeds. Checks that the call was sent once. */
    const attempt = async (call: ProviderCall, status: number, body: Uint8Array, headers = {}) => {
      Object.assign(script, {
        answer: { status, body, headers },
        passReads: call.effect !== 'read',
        sent: [],
      })
      const error = await call.run(opened.api, key).then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
      if (error !== undefined) {
        expect(error).toBeInstanceOf(Failure)
        expect((error as Failure).error.kind).toBe('provider')
      }
      // A credential test may need several reads; every other call is one request, however it ends.
      const isDoubted =
        status === 401 && samples.doubts401?.includes(call.name) === true && error !== undefined
      if (call.name !== 'test' && !isDoubted) expect(script.sent).toHaveLength(1)
      return (error as Failure | undefined)?.error as
        { why: string; outcome: string; status?: number } | undefined
    }
    /** The provider's own error form, as its emulator writes it. */
    const ownForm = async (status: number, words?: string): Promise<Uint8Array> => {
      emulator.fault({ kind: 'status', status, ...(words === undefined ? {} : { words }) })
      const request = {
        method: 'GET',
        headers: {},
        body: undefined,
        timeoutMs: 5_000,
        maxBytes: 10_000,
      } as const
      const rest = { extraCertificates: undefined, signal: undefined }
      return (await fakeNetwork().exchange({ ...request, ...rest, url: new URL(emulator.origin) })).body
    }
    const calls = () => callsOf(opened.provider, samples)

    it('of rubbish is neither a refusal nor a success, and always becomes a typed error', async () => {
      for (const call of calls())
        for (const status of STATUSES)
          for (const [name, text] of Object.entries(RUBBISH)) {
            const error = await attempt(call, status, bytesOf(text))
            const what = `${call.name}, ${String(status)}, ${name}`
            // A deletion is decided by its status alone, unless the body is a foreign page.
            if (call.name === 'revoke' && status <= 299 && !isForeign(name))
              expect(error, what).toBeUndefined()
            else expect(error, what).toMatchObject({ outcome: 'unknown' })
            if (error && status <= 299) expect(error.why, what).toBe('not-understood')
          }
    })

    it('is a refusal only with a documented status in the provider’s own error form', async () => {
      for (const status of STATUSES.filter((one) => one >= 400)) {
        const body = await ownForm(status)
        for (const call of calls()) {
          const error = await attempt(call, status, body)
          const what = `${call.name}, ${String(status)}`
          if (isReported(call, status)) expect(error, what).toBeUndefined()
          else if (status in REFUSALS)
            expect(error, what).toMatchObject({ outcome: 'refused', why: REFUSALS[status], status })
          else expect(error, what).toMatchObject({ outcome: 'unknown', status })
        }
      }
    })

    it('is no refusal if its error form names another status', async () => {
      const body = await ownForm(404)
      // Nothing to check if the provider's form does not name the status.
      if (Buffer.from(body).equals(await ownForm(422))) return
      for (const call of calls())
        expect(await attempt(call, 422, body), call.name).toMatchObject({ outcome: 'unknown' })
    })

    it('passes on when the next attempt is allowed', async () => {
      const body = await ownForm(429)
      const [call] = calls()
      const retryAt = async (headers: Record<string, string>) => {
        const error = await attempt(call!, 429, body, headers)
        return (error as { retryAt?: number }).retryAt
      }
      expect(await retryAt({})).toBeUndefined()
      expect(await retryAt({ 'retry-after': 'soon' })).toBeUndefined()
      const date = 'Sun, 01 Mar 2026 12:00:00 GMT'
      const waits = [
        await retryAt({ 'retry-after': '90' }),
        await retryAt({ 'retry-after': 'Sun, 01 Mar 2026 12:01:30 GMT', date }),
        await retryAt({ 'x-ratelimit-reset': '90' }),
      ].map((at) => Math.round((at! - Date.now()) / 10_000))
      expect(waits).toEqual([9, 9, 9])
    })

    it('passes on the provider’s message, cut short and without secrets or control characters', async () => {
      const { credential } = emulator
      const words = `No\u0007\u202e for ${credential} or ${credential.toUpperCase()} or ${crypto.randomUUID()}.`
      for (const text of [words, `${words} ${'long '.repeat(200)}`]) {
        const body = await ownForm(400, text)
        for (const call of calls()) {
          const { words: quoted = '' } = (await attempt(call, 400, body)) as { words?: string }
          expect(quoted).toMatch(/^No for \[hidden\]/)
          expect(quoted.length).toBeLessThanOrEqual(300)
          const parts = credential.split(/[^A-Za-z0-9]/).filter((part) => part.length >= 12)
          for (const part of [credential, ...parts])
            expect(quoted.toLowerCase()).not.toContain(part.toLowerCase())
          expect(quoted).not.toMatch(/[0-9a-f]{4}-[0-9a-f]{4}-|\p{Cc}|\p{Cf}/u)
        }
      }
    })
  })
}

/** A 404 to a deletion counts only if the list confirms it. */
const isReported = (call: ProviderCall, status: number): boolean =>
  call.name !== 'revoke' && isAnswer(call, REFUSALS[status])
