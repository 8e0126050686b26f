/** A gRPC response that contains a whole new secret, complete or cut off: the secret is found in the sealed response. */
import { once } from 'node:events'
import { createServer, type Http2Server, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { gzipSync, gunzipSync, constants } from 'node:zlib'
import { create, toBinary } from '@bufbuild/protobuf'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../../electron/core/ports/provider.ts'
import { textsOf } from '../../../electron/core/answers/reading.ts'
import { newRecoveryKey, seal, unseal } from '../../../electron/core/rotation/response-seal.ts'
import { Secret } from '../../../electron/core/ports/secret.ts'
import { createNetwork } from '../../../electron/os/network.ts'
import { CreateApiKeyResponseSchema } from '../../../electron/providers/coralogix/generated/api-keys_pb.ts'
import { createProviders } from '../../../electron/providers/registry.ts'
import { OperationId } from '../../../shared/model/model.ts'
import { fakeClock } from '../../fakes/clock.ts'

const OPERATION = OperationId.parse('operation-1')
const SECRET = 'cxtp_4kZ0pQ7rS1tU5vW9xY2aB6cD8eF3gH'
const DRAFT = { label: 'ci', ownerId: '4711', grants: [{ permission: 'preset SendData' }] }

const ENDS = {
  trailers: (stream: ServerHttp2Stream) => void stream.end(),
  reset: (stream: ServerHttp2Stream) => stream.close(2),
  'connection closed': (stream: ServerHttp2Stream) => stream.session?.socket.destroy(),
  'session ended': (stream: ServerHttp2Stream) => stream.session?.goaway(2),
  waits: () => undefined,
} as const

const answers = fc.record({
  status: fc.constantFrom(200, 201, 204, 400, 403, 429, 500, 503),
  /** `undefined`: no trailers. */
  code: fc.constantFrom('0', '3', '5', '13', 'x', undefined),
  isCompressed: fc.boolean(),
  interim: fc.array(fc.constantFrom<number>(100, 102, 103), { maxLength: 3 }),
  name: fc.string({ maxLength: 200, unit: 'grapheme' }),
  cut: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
  end: fc.constantFrom(...(Object.keys(ENDS) as (keyof typeof ENDS)[])),
})
type Sample = typeof answers extends fc.Arbitrary<infer One> ? One : never

const FRAME_BYTES = 5

function frameOf({ name, isCompressed }: Sample): Buffer {
  const message = toBinary(
    CreateApiKeyResponseSchema,
    create(CreateApiKeyResponseSchema, { keyId: 'k1', name, value: SECRET }),
  )
  const body = isCompressed ? gzipSync(message) : message
  const head = Buffer.alloc(FRAME_BYTES)
  head[0] = isCompressed ? 1 : 0
  head.writeUInt32BE(body.byteLength, 1)
  return Buffer.concat([head, body])
}

/** Whether the sent bytes contain the whole secret, which is the last field of the message. */
function holdsSecret(sent: Buffer, { isCompressed, status }: Sample): boolean {
  if (status === 204) return false // HTTP/2 permits no body here
  const message = sent.subarray(FRAME_BYTES)
  if (!isCompressed) return message.includes(SECRET)
  try {
    return gunzipSync(message, { finishFlush: constants.Z_SYNC_FLUSH }).includes(SECRET)
  } catch {
    return false
  }
}

describe('an answer over gRPC with the whole new secret in it', () => {
  let server: Http2Server
  let port = 0
  let play: (stream: ServerHttp2Stream) => unknown = () => undefined
  const sessions = new Set<ServerHttp2Session>()
  const network = createNetwork({ proxyFor: async () => undefined, systemCertificates: () => [] })
  beforeAll(async () => {
    server = createServer()
    server.on('session', (session) => {
      sessions.add(session)
      session.on('error', () => undefined)
      session.on('close', () => sessions.delete(session))
    })
    server.on('stream', (stream) => {
      stream.on('error', () => undefined)
      stream.resume().on('end', () => void play(stream))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    ;({ port } = server.address() as AddressInfo)
  })
  afterAll(() => {
    network.close()
    for (const session of sessions) session.destroy()
    server.close()
  })

  async function ask(sample: Sample, sent: Buffer) {
    play = (stream) => {
      for (const status of sample.interim) stream.additionalHeaders({ ':status': status })
      const encoding = sample.isCompressed ? { 'grpc-encoding': 'gzip' } : {}
      stream.respond(
        { ':status': sample.status, 'content-type': 'application/grpc', ...encoding },
        { waitForTrailers: sample.code !== undefined },
      )
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': sample.code }))
      if (stream.writable) stream.write(sent, () => setImmediate(() => ENDS[sample.end](stream)))
    }
    const clock = { ...fakeClock(), now: Date.now }
    const providers = createProviders({ network, clock, deadlines: { readMs: 250, changeMs: 250 } })
    const settings = { domain: 'eu2.coralogix.com', baseUrl: `http://127.0.0.1:${String(port)}` }
    const api = await providers.open('coralogix', settings, Secret.fromText('credential'))
    const kept: Answer[] = []
    api.keepAnswers((answer) => kept.push(answer))
    const { create: issue, secretsIn } = providers.find('coralogix')
    const { draft } = issue!.check(DRAFT, api.settings)
    const issued = await issue!
      .send(api, draft)
      .then((answer) => issue!.read(answer, draft))
      .catch(() => undefined)
    api.close()
    return { kept, issued: issued?.secret.use((bytes) => bytes.toString('utf8')), secretsIn }
  }

  it('is found again, wherever it is cut, however it ends', { timeout: 120_000 }, async () => {
    let found = 0
    await fc.assert(
      fc.asyncProperty(answers, async (sample) => {
        const frame = frameOf(sample)
        const sent = frame.subarray(0, Math.round(sample.cut * frame.length))
        const { kept, issued, secretsIn } = await ask(sample, sent)
        if (issued !== undefined) expect(issued).toBe(SECRET)
        const key = newRecoveryKey()
        const opened = kept.map((answer) => unseal(key, OPERATION, seal(key, OPERATION, answer))!)
        const secrets = new Set((await Promise.all(opened.map(textsOf))).flat().flatMap(secretsIn))
        if (holdsSecret(sent, sample)) expect([...secrets]).toContain(SECRET)
        if (holdsSecret(sent, sample)) found += 1
      }),
      { numRuns: Number(process.env.CUTS ?? 100) },
    )
    expect(found).toBeGreaterThan(10)
  })

  it.each([
    { interim: [], isCompressed: false },
    { interim: [100, 102, 103, 103, 100], isCompressed: false },
    { interim: [103], isCompressed: true },
  ])('is understood past interim answers and compression (%j)', async (how) => {
    const sample: Sample = { status: 200, code: '0', name: 'ci', cut: 1, end: 'trailers', ...how }
    expect((await ask(sample, frameOf(sample))).issued).toBe(SECRET)
  })
})
