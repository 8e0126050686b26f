/** Suite: a provider's answers over gRPC, and a proxy's answers in its place, become one typed error and one outcome. */
import { Code } from '@connectrpc/connect'
import { setTrailerStatus } from '@connectrpc/connect/protocol-grpc'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RemoteKey } from '../../../electron/core/ports/provider.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import type { Emulator } from '../../emulators/emulator.ts'
import { frameOf, type RawAnswer } from '../../emulators/grpc-faults.ts'
import type { GrpcServer } from '../../emulators/grpc-server.ts'
import { callsOf, isAnswer, isAnsweredByStatus, type ProviderCall, type ProviderSamples } from './calls.ts'
import { BODIES, CODES, detailed, GRPC, HTTP_STATUSES, NO_STATUS, NOTHING, REFUSALS } from './grpc-samples.ts'
import { listAll, openAt } from './open.ts'

export function testGrpcAnswers(samples: ProviderSamples): void {
  describe('an answer over gRPC', () => {
    let emulator: Emulator & Pick<GrpcServer, 'fault'>
    let opened: Awaited<ReturnType<typeof openAt>>
    let key: RemoteKey
    beforeAll(async () => {
      emulator = await samples.start(2)
      opened = await openAt(emulator)
      key = (await listAll(opened, samples.scope)).at(-1)!
    })
    afterAll(async () => emulator.close())
    const calls = () => callsOf(opened.provider, samples)

    /** The error of the call, `undefined` when it succeeds. Checks that the call was sent once. */
    const attempt = async (call: ProviderCall, answer: RawAnswer) => {
      emulator.clearFaults()
      emulator.fault({ kind: 'answer', answer })
      const before = emulator.requests.length
      const error = await call.run(opened.api, key).then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
      expect(emulator.requests.length - before, call.name).toBe(1)
      if (error === undefined) return undefined
      expect(error).toBeInstanceOf(Failure)
      expect((error as Failure).error.kind).toBe('provider')
      return (error as Failure).error as { why: string; outcome: string; words?: string; retryAt?: number }
    }

    it('of another sender is neither a refusal nor a success', async () => {
      for (const call of calls())
        for (const status of HTTP_STATUSES)
          for (const [name, body] of Object.entries(BODIES).slice(0, 4)) {
            const isBare = status === 204 || status === 304
            // A gRPC status does not make it a refusal either.
            const trailer = { 'grpc-status': '5', 'grpc-message': 'no' }
            const answer = { status, header: GRPC, body: isBare ? NOTHING : body, trailer }
            const error = await attempt(call, answer)
            expect(error, `${call.name}, ${String(status)}, ${name}`).toMatchObject({
              outcome: 'unknown',
              status,
            })
          }
    })

    it('without a readable status is neither a refusal nor a success', async () => {
      for (const call of calls())
        for (const grpcStatus of NO_STATUS)
          for (const [name, body] of Object.entries(BODIES)) {
            const trailer = grpcStatus === undefined ? undefined : { 'grpc-status': grpcStatus }
            const error = await attempt(call, { status: 200, header: GRPC, body, trailer })
            const what = `${call.name}, ${String(grpcStatus)}, ${name}`
            expect(error, what).toMatchObject({ outcome: 'unknown', why: 'not-understood' })
          }
    })

    it('of rubbish is no message, even with the status OK', async () => {
      for (const call of calls())
        for (const [name, body] of Object.entries(BODIES)) {
          const error = await attempt(call, {
            status: 200,
            header: GRPC,
            body,
            trailer: { 'grpc-status': '0' },
          })
          const what = `${call.name}, ${name}`
          if (isAnsweredByStatus(call, samples)) expect(error, what).toBeUndefined()
          else expect(error, what).toMatchObject({ outcome: 'unknown', why: 'not-understood' })
        }
    })

    it('means what its code says, in trailers or in headers without a body', async () => {
      for (const code of CODES)
        for (const call of calls())
          for (const isBare of [true, false]) {
            const status = { 'grpc-status': String(code), 'grpc-message': 'No.' }
            const header = isBare ? { ...GRPC, ...status } : GRPC
            const answer = { status: 200, header, body: NOTHING, trailer: isBare ? undefined : status }
            const error = await attempt(call, answer)
            const what = `${call.name}, ${Code[code]}, ${isBare ? 'headers' : 'trailers'}`
            if (isReported(call, code)) expect(error, what).toBeUndefined()
            else if (code in REFUSALS)
              expect(error, what).toMatchObject({ outcome: 'refused', why: REFUSALS[code], words: 'No.' })
            else expect(error, what).toMatchObject({ outcome: 'unknown', words: 'No.' })
          }
    })

    it('is no refusal beside a message, with another content type, or if it contradicts itself', async () => {
      const trailer = { 'grpc-status': '5' }
      const other = Object.fromEntries(setTrailerStatus(new Headers(), detailed(Code.PermissionDenied)))
      const doubtful: Readonly<Record<string, RawAnswer>> = {
        'beside a message': { status: 200, header: GRPC, body: frameOf(NOTHING), trailer },
        'in headers, beside a message': {
          status: 200,
          header: { ...GRPC, ...trailer },
          body: frameOf(NOTHING),
        },
        'in a page': { status: 200, header: { 'content-type': 'text/html' }, body: NOTHING, trailer },
        'without a kind': { status: 200, header: {}, body: NOTHING, trailer },
        contradicting: { status: 200, header: GRPC, body: NOTHING, trailer: { ...other, ...trailer } },
      }
      for (const call of calls())
        for (const [name, answer] of Object.entries(doubtful)) {
          const error = await attempt(call, answer)
          expect(error, `${call.name}, ${name}`).toMatchObject({ outcome: 'unknown', why: 'not-understood' })
        }
    })

    it('passes on the provider’s message and details, cut short and without secrets or control characters', async () => {
      const { credential } = emulator
      const words = `No\u0007\u202e for ${credential} or ${credential.toUpperCase()} or ${crypto.randomUUID()}.`
      for (const said of [words, `${words} ${'long '.repeat(200)}`])
        for (const call of calls()) {
          const trailer = Object.fromEntries(
            setTrailerStatus(new Headers(), detailed(Code.InvalidArgument, said)),
          )
          const { words: quoted = '' } = (await attempt(call, {
            status: 200,
            header: GRPC,
            body: NOTHING,
            trailer,
          }))!
          expect(quoted).toMatch(/^No for \[hidden\]/)
          if (said === words) expect(quoted).toMatch(/name: must not be empty$/)
          expect(quoted.length).toBeLessThanOrEqual(300)
          expect(quoted.toLowerCase()).not.toContain(credential.toLowerCase())
          expect(quoted).not.toMatch(/[0-9a-f]{4}-[0-9a-f]{4}-|\p{Cc}|\p{Cf}/u)
        }
    })

    it('is a refusal even if its message or details are unreadable', async () => {
      for (const broken of [{ 'grpc-message': '100% wrong %zz' }, { 'grpc-status-details-bin': '!!!' }]) {
        const trailer = { 'grpc-status': '16', ...broken }
        const error = await attempt(calls()[0]!, { status: 200, header: GRPC, body: NOTHING, trailer })
        expect(error).toMatchObject({ outcome: 'refused', why: 'unauthorized' })
      }
    })

    it('passes on when the next attempt is allowed, as the provider or a proxy says', async () => {
      const [call] = calls()
      const waits = async (answer: RawAnswer) => {
        const at = (await attempt(call!, answer))!.retryAt
        return at === undefined ? undefined : Math.round((at - Date.now()) / 10_000)
      }
      const refusal = (code: Code) => ({
        status: 200,
        header: GRPC,
        body: NOTHING,
        trailer: Object.fromEntries(setTrailerStatus(new Headers(), detailed(code))),
      })
      expect(await waits(refusal(Code.ResourceExhausted))).toBe(9)
      expect(await waits(refusal(Code.Unavailable))).toBe(9)
      expect(await waits(refusal(Code.NotFound))).toBeUndefined()
      expect(await waits({ status: 429, header: { 'retry-after': '90' }, body: NOTHING })).toBe(9)
    })
  })
}

/** Over gRPC a caller without permission is still an authenticated caller. */
const isReported = (call: ProviderCall, code: Code): boolean =>
  isAnswer(call, REFUSALS[code]) || (call.name === 'verify' && code === Code.PermissionDenied)
