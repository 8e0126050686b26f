/** Suite: unexpected answers, made from real ones. Each becomes a result or a typed error, and reveals no credential. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Failure } from '../../../shared/contract/errors.ts'
import type { NetworkPort, WireAnswer } from '../../../electron/core/ports/network.ts'
import type { RemoteKey } from '../../../electron/core/ports/provider.ts'
import type { Emulator } from '../../emulators/emulator.ts'
import { frameOf } from '../../emulators/grpc-faults.ts'
import type { GrpcServer } from '../../emulators/grpc-server.ts'
import { fakeNetwork } from '../../fakes/network.ts'
import { callsOf, type ProviderCall, type ProviderSamples } from './calls.ts'
import { damaged, damages } from './damage.ts'
import { BODIES, CODES, GRPC } from './grpc-samples.ts'
import { listAll, openAt } from './open.ts'

/** How many calls get such answers for each provider; `npm run fuzz` makes more. */
const CALLS = Number(process.env.KEYHOLD_FUZZ_ANSWERS ?? 200)
/** More keys than there are calls that delete or disable one. */
const KEYS = 8
const STATUSES = [200, 201, 202, 204, 206, 301, 304, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 599]

const HEADERS: readonly Readonly<Record<string, string>>[] = [
  {},
  { 'retry-after': '-1' },
  { 'retry-after': '9'.repeat(40), date: 'never' },
  { 'content-encoding': 'gzip' },
  { 'content-encoding': 'x, br' },
  { link: '<https://elsewhere.example/next>; rel="next"', 'x-next-page': '2' },
]

const mostMs = (perCallMs: number) => Math.max(60_000, CALLS * perCallMs)

/** A call and the damage to one of its answers. */
const mishap = fc.record({
  call: fc.nat(),
  /** The place of the answer among those of the call, from 0. */
  place: fc.nat(3),
  status: fc.option(fc.constantFrom(...STATUSES), { nil: undefined }),
  headers: fc.option(fc.constantFrom(...HEADERS), { nil: undefined }),
  damages,
})

type Mishap = typeof mishap extends fc.Arbitrary<infer T> ? T : never

interface Played {
  readonly call: ProviderCall
  readonly key: RemoteKey
  /** Every answer that the call got, in order. */
  readonly answers: readonly WireAnswer[]
}

/** The result of a call, with every row of a list. Checks that it is a result or a typed error, and that a read shows no credential. */
async function resultOf({ call, key }: Played, opened: Awaited<ReturnType<typeof openAt>>, scope: string) {
  const run = async () =>
    call.name === 'list' ? listAll(opened, scope) : { result: await call.run(opened.api, key) }
  return run().catch((error: unknown) => {
    expect(error).toBeInstanceOf(Failure)
    expect((error as Failure).error.kind).toMatch(/^(?:provider|invalid|secret)$/)
    return (error as Failure).error
  })
}

export function testAnyAnswers(samples: ProviderSamples): void {
  it('takes any answer that is like a real one', { timeout: mostMs(20) }, async () => {
    const emulator = await samples.start(KEYS)
    let answer: (request: Parameters<NetworkPort['exchange']>[0]) => Promise<WireAnswer>
    const plain = fakeNetwork()
    const network: NetworkPort = { ...plain, exchange: async (request) => answer(request) }
    const opened = await openAt(emulator, { network })
    const played: Played[] = []
    const through = async (request: Parameters<NetworkPort['exchange']>[0]) => plain.exchange(request)
    answer = through
    const keys = await listAll(opened, samples.scope)
    for (const [index, call] of callsOf(opened.provider, samples).entries()) {
      const answers: WireAnswer[] = []
      answer = async (request) => {
        const real = await plain.exchange(request)
        answers.push(real)
        return real
      }
      const one = { call, key: keys[index % keys.length]!, answers }
      await resultOf(one, opened, samples.scope)
      if (answers.length > 0) played.push(one)
    }
    await emulator.close()

    await fc.assert(
      fc.asyncProperty(mishap, async (what) => {
        const one = played[what.call % played.length]!
        let asked = 0
        answer = async () => {
          const real = one.answers[Math.min(asked, one.answers.length - 1)]!
          const isHit = asked >= what.place || asked === one.answers.length - 1
          asked += 1
          return isHit ? mishapped(real, what, emulator.credential) : real
        }
        const result = await resultOf(one, opened, samples.scope)
        if (one.call.effect === 'read') expect(JSON.stringify(result)).not.toContain(emulator.credential)
      }),
      { numRuns: CALLS },
    )
    opened.api.close()
  })
}

function mishapped(
  real: WireAnswer,
  { status, headers, damages: all }: Mishap,
  credential: string,
): WireAnswer {
  return {
    ...real,
    status: status ?? real.status,
    headers: { ...real.headers, ...headers },
    body: damaged(real.body, all, credential),
  }
}

/** The same over gRPC: answers made from messages, frames and trailers. */
export function testAnyGrpcAnswers(samples: ProviderSamples): void {
  it('takes any answer over gRPC', { timeout: mostMs(50) }, async () => {
    const emulator: Emulator & Pick<GrpcServer, 'fault'> = await samples.start(KEYS)
    const opened = await openAt(emulator)
    const key = (await listAll(opened, samples.scope)).at(-1)!
    const calls = callsOf(opened.provider, samples)
    const bodies = [...Object.values(BODIES), frameOf(new TextEncoder().encode('\n\u0003abc\u0012\u0002de'))]
    const given = fc.record({
      call: fc.nat(),
      status: fc.oneof({ weight: 3, arbitrary: fc.constant(200) }, fc.constantFrom(...STATUSES.slice(1))),
      body: fc.oneof(
        fc
          .tuple(fc.constantFrom(...bodies), damages)
          .map(([body, all]) => damaged(body, all, emulator.credential)),
        fc.uint8Array({ maxLength: 200 }).map((bytes) => frameOf(bytes)),
      ),
      code: fc.option(fc.oneof(fc.constantFrom(...CODES.map(String)), fc.string()), { nil: undefined }),
    })
    await fc.assert(
      fc.asyncProperty(given, async ({ call, status, body, code }) => {
        emulator.clearFaults()
        const trailer = code === undefined ? undefined : { 'grpc-status': encodeURIComponent(code) }
        const isBare = status === 204 || status === 304
        emulator.fault({
          kind: 'answer',
          answer: { status, header: GRPC, body: isBare ? new Uint8Array() : body, trailer },
        })
        const one = { call: calls[call % calls.length]!, key, answers: [] }
        const result = await resultOf(one, opened, samples.scope)
        if (one.call.effect === 'read') expect(JSON.stringify(result)).not.toContain(emulator.credential)
      }),
      { numRuns: CALLS },
    )
    opened.api.close()
    await emulator.close()
  })
}
