/** An HTTP response that contains a whole new secret, complete or cut off: the secret is found in the sealed response. */
import * as zlib from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer, RemoteRef } from '../../../electron/core/ports/provider.ts'
import { textsOf } from '../../../electron/core/answers/reading.ts'
import { newRecoveryKey, seal, unseal } from '../../../electron/core/rotation/response-seal.ts'
import { Secret } from '../../../electron/core/ports/secret.ts'
import { createNetwork } from '../../../electron/os/network.ts'
import { createProviders } from '../../../electron/providers/registry.ts'
import { OperationId } from '../../../shared/model/model.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { startWireServer, type WireServer } from '../../fakes/wire-server.ts'

const OPERATION = OperationId.parse('operation-1')
const UUID = '5f0d2c1b-9a8e-4d7c-b6a5-0f1e2d3c4b5a'
const REF: RemoteRef = { remoteId: '1a2b3c4d', scope: '', label: 'ci' }

/** The HTTP providers that regenerate in place: the response to a regeneration, and the part of it with the whole secret. */
const PROVIDERS = {
  'ripe-atlas': {
    settings: (base: string) => ({ baseUrl: base }),
    secret: UUID,
    json: { label: 'ci', uuid: UUID, grants: [] },
    whole: `"uuid":"${UUID}`,
  },
  'nebula-block': {
    settings: (base: string) => ({ baseUrl: base, contract: 'portal' }),
    secret: 'ak_q3J-d8_0aZ1xY7wV5uT2sR9pO4nM6lK8jH0gF3dE1cB',
    json: {
      status: 'success',
      data: { id: 7, name: 'ci', key: 'ak_q3J-d8_0aZ1xY7wV5uT2sR9pO4nM6lK8jH0gF3dE1cB' },
    },
    whole: '"key":"ak_q3J-d8_0aZ1xY7wV5uT2sR9pO4nM6lK8jH0gF3dE1cB"',
  },
} as const

const ENCODERS = {
  gzip: (bytes: Buffer) => zlib.gzipSync(bytes),
  deflate: (bytes: Buffer) => zlib.deflateSync(bytes),
  br: (bytes: Buffer) => zlib.brotliCompressSync(bytes),
} as const
type Encoding = keyof typeof ENCODERS

/** Decodes the prefix of an encoded text as far as possible. */
const DECODERS: Record<Encoding, (bytes: Buffer) => Buffer> = {
  gzip: (bytes) => zlib.gunzipSync(bytes, { finishFlush: zlib.constants.Z_SYNC_FLUSH }),
  deflate: (bytes) => zlib.inflateSync(bytes, { finishFlush: zlib.constants.Z_SYNC_FLUSH }),
  br: (bytes) => zlib.brotliDecompressSync(bytes, { finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH }),
}

function decodedPrefix(prefix: Buffer, encodings: readonly Encoding[]): Buffer {
  try {
    return encodings.reduceRight(
      (bytes, name) => (bytes.length === 0 ? bytes : DECODERS[name](bytes)),
      prefix,
    )
  } catch {
    return Buffer.alloc(0)
  }
}

/** A response on the wire: its header fields, and pieces that belong to the body or to the framing. */
interface Framed {
  readonly fields: string
  readonly pieces: readonly { readonly bytes: Buffer; readonly isBody: boolean }[]
}

function chunked(body: Buffer, size: number, isBroken: boolean): Framed {
  const pieces: { bytes: Buffer; isBody: boolean }[] = []
  const frame = (text: string) => pieces.push({ bytes: Buffer.from(text), isBody: false })
  for (let at = 0; at < body.length; at += size) {
    const bytes = body.subarray(at, at + size)
    frame(`${bytes.length.toString(16)};x=1\r\n`)
    pieces.push({ bytes, isBody: true })
    frame('\r\n')
  }
  frame(isBroken ? 'no size\r\n' : '0\r\n\r\n')
  return { fields: 'transfer-encoding: chunked\r\n', pieces }
}

const FRAMINGS = {
  exact: (body: Buffer): Framed => plain(body, `content-length: ${String(body.length)}\r\n`),
  'announced too long': (body: Buffer) => plain(body, `content-length: ${String(body.length + 50)}\r\n`),
  'announced too short': (body: Buffer) => plain(body, 'content-length: 4\r\n'),
  'announced twice': (body: Buffer) => plain(body, 'content-length: 4\r\ncontent-length: 5\r\n'),
  'until it closes': (body: Buffer) => plain(body, ''),
  chunked: (body: Buffer) => chunked(body, body.length, false),
  'small chunks': (body: Buffer) => chunked(body, 7, false),
  'broken chunks': (body: Buffer) => chunked(body, 11, true),
} as const
const plain = (body: Buffer, fields: string): Framed => ({ fields, pieces: [{ bytes: body, isBody: true }] })

const STATUSES = [
  200, 201, 202, 204, 206, 226, 300, 302, 304, 400, 401, 403, 404, 408, 409, 422, 429, 500, 502, 503, 599,
]

const answers = fc.record({
  provider: fc.constantFrom(...(Object.keys(PROVIDERS) as (keyof typeof PROVIDERS)[])),
  status: fc.constantFrom(...STATUSES),
  encodings: fc.array(fc.constantFrom<Encoding>('gzip', 'deflate', 'br'), { maxLength: 3 }),
  framing: fc.constantFrom(...(Object.keys(FRAMINGS) as (keyof typeof FRAMINGS)[])),
  interim: fc.array(fc.constantFrom(100, 102, 103), { maxLength: 3 }),
  /** How much of the text around the secret is sent. */
  before: fc.nat({ max: 300 }),
  behind: fc.nat({ max: 300 }),
  /** The fraction of the response after which it is cut, or 1 for no cut. */
  cut: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
  end: fc.constantFrom('closes', 'waits'),
})
type Sample = typeof answers extends fc.Arbitrary<infer One> ? One : never

function onWire({ provider, status, encodings, framing, interim, before, behind, cut }: Sample) {
  const { json, whole } = PROVIDERS[provider]
  const text = JSON.stringify({ about: 'x'.repeat(before), ...json, more: 'é'.repeat(behind) })
  const body = encodings.reduce((bytes, name) => ENCODERS[name](bytes), Buffer.from(text))
  const { fields, pieces } = FRAMINGS[framing](body)
  const encoded = encodings.length === 0 ? '' : `Content-Encoding: ${encodings.join(', ')}\r\n`
  const heads = interim.map((one) => `HTTP/1.1 ${String(one)} Wait\r\n\r\n`).join('')
  const head = Buffer.from(`${heads}HTTP/1.1 ${String(status)} Status\r\n${fields}${encoded}\r\n`)
  const all = Buffer.concat([head, ...pieces.map(({ bytes }) => bytes)])
  const sent = all.subarray(0, Math.round(cut * all.length))
  let left = sent.length - head.length
  const came: Buffer[] = []
  for (const { bytes, isBody } of pieces) {
    if (isBody && left > 0) came.push(bytes.subarray(0, left))
    left -= bytes.length
  }
  return { sent, holdsSecret: decodedPrefix(Buffer.concat(came), encodings).includes(whole) }
}

/** Seals the received bytes and opens them again, as a restart does. */
function reopened(kept: readonly Answer[]): readonly Answer[] {
  const key = newRecoveryKey()
  return kept.map((answer) => unseal(key, OPERATION, seal(key, OPERATION, answer))!)
}

describe('an answer with the whole new secret in it', () => {
  let server: WireServer
  const network = createNetwork({ proxyFor: async () => undefined, systemCertificates: () => [] })
  beforeAll(async () => {
    server = await startWireServer()
  })
  afterAll(async () => {
    network.close()
    await server.close()
  })

  /**
   * Returns the received bytes of the response to a regeneration, and the result of the regeneration. The test stops waiting for a stalled server
   * after `waitMs`. A server that closes gets as much time as a busy machine needs.
   */
  async function renew(sample: Sample, sent: Buffer, waitMs = 60) {
    const { provider: id } = sample
    server.behave((socket) => {
      socket.write(sent)
      if (sample.end === 'closes') socket.end()
    })
    const clock = { ...fakeClock(), now: Date.now }
    const deadlineMs = sample.end === 'closes' ? 20_000 : waitMs
    const deadlines = { readMs: deadlineMs, changeMs: deadlineMs }
    const providers = createProviders({ network, clock, deadlines })
    const base = `http://127.0.0.1:${String(server.port)}/`
    const api = await providers.open(id, PROVIDERS[id].settings(base), Secret.fromText('credential'))
    const kept: Answer[] = []
    api.keepAnswers((answer) => kept.push(answer))
    const provider = providers.find(id)
    const { regenerate, secretsIn } = provider
    const issued = await regenerate!
      .send(api, REF)
      .then((answer) => regenerate!.read(answer, REF))
      .catch(() => undefined)
    return { kept, issued: issued?.secret.use((bytes) => bytes.toString('utf8')), secretsIn }
  }

  it(
    'is found again, wherever it is cut, in whatever status, encoding and framing',
    { timeout: 120_000 },
    async () => {
      let found = 0
      await fc.assert(
        fc.asyncProperty(answers, async (sample) => {
          const { sent, holdsSecret } = onWire(sample)
          const secret = PROVIDERS[sample.provider].secret as string
          const seek = async (waitMs?: number) => {
            const { kept, issued, secretsIn } = await renew(sample, sent, waitMs)
            if (issued !== undefined) expect(issued).toBe(secret)
            const texts = (await Promise.all(reopened(kept).map(textsOf))).flat()
            return new Set(texts.flatMap(secretsIn))
          }
          let secrets = await seek()
          // A busy machine may give up before it has read everything, and only received bytes can be searched.
          if (holdsSecret && secrets.size === 0) secrets = await seek(5_000)
          if (holdsSecret) expect([...secrets]).toEqual([secret])
          else expect([...secrets].filter((one) => one !== secret)).toEqual([])
          if (holdsSecret) found += 1
        }),
        { numRuns: Number(process.env.CUTS ?? 200) },
      )
      expect(found).toBeGreaterThan(20)
    },
  )

  it('is kept up to 8 MB, and found in what came of more', async () => {
    const sample: Sample = {
      provider: 'ripe-atlas',
      status: 200,
      encodings: [],
      framing: 'until it closes',
      interim: [],
      before: 0,
      behind: 0,
      cut: 1,
      end: 'closes',
    }
    const text = `${JSON.stringify(PROVIDERS['ripe-atlas'].json)}${' '.repeat(9 * 1024 * 1024)}`
    const { kept, secretsIn } = await renew(sample, Buffer.from(`HTTP/1.1 200 OK\r\n\r\n${text}`))
    const [answer] = reopened(kept)
    expect(answer!.body.byteLength).toBe(8 * 1024 * 1024)
    expect(answer!.broken).toMatch(/too-large|timeout/)
    expect((await textsOf(answer!)).flatMap(secretsIn)).toContain(UUID)
  })

  it('is not let to fill the memory by an encoding that blows it up', async () => {
    const bomb = zlib.gzipSync(
      zlib.gzipSync(
        Buffer.concat([
          Buffer.from(PROVIDERS['ripe-atlas'].whole + '"'),
          Buffer.alloc(300 * 1024 * 1024, 0x20),
        ]),
      ),
    )
    const sample: Sample = {
      provider: 'ripe-atlas',
      status: 200,
      encodings: ['gzip', 'gzip'],
      framing: 'exact',
      interim: [],
      before: 0,
      behind: 0,
      cut: 1,
      end: 'closes',
    }
    const head = `HTTP/1.1 200 OK\r\ncontent-encoding: gzip, gzip\r\ncontent-length: ${String(bomb.length)}\r\n\r\n`
    const { kept, issued, secretsIn } = await renew(sample, Buffer.concat([Buffer.from(head), bomb]))
    expect(issued).toBeUndefined()
    const texts = await textsOf(reopened(kept)[0]!)
    expect(Math.max(...texts.map(({ length }) => length))).toBeLessThanOrEqual(8 * 1024 * 1024)
    expect(texts.flatMap(secretsIn)).toContain(UUID)
  })
})
