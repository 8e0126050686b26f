import type { Socket } from 'node:net'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WireFailure, type WireAnswer, type WireRequest } from '../../../electron/core/ports/network.ts'
import { createNetwork, type Network } from '../../../electron/os/network.ts'
import { answer, reply, startWireServer, type Behaviour, type WireServer } from '../../fakes/wire-server.ts'

let server: WireServer
let network: Network

beforeEach(async () => {
  server = await startWireServer()
  network = createNetwork({
    proxyFor: () => Promise.reject(new Error('loopback has no proxy')),
    systemCertificates: () => [],
  })
})

afterEach(async () => {
  network.close()
  await server.close()
})

const requestTo = (port: number, change: Partial<WireRequest> = {}): WireRequest => ({
  url: new URL(`http://127.0.0.1:${port}/keys?page=1`),
  method: 'GET',
  headers: { accept: 'application/json', authorization: 'Key abc' },
  body: undefined,
  timeoutMs: 5_000,
  maxBytes: 10_000,
  extraCertificates: undefined,
  signal: undefined,
  ...change,
})

const exchange = (change: Partial<WireRequest> = {}) => network.exchange(requestTo(server.port, change))

const wire = (why: string, sent: boolean) =>
  expect.objectContaining({ name: 'WireFailure', why, sent }) as unknown

/** Writes `text` in pieces of `size` characters, each in a separate turn of the event loop. */
async function dribble(socket: Socket, text: string, size: number): Promise<void> {
  for (let at = 0; at < text.length; at += size) {
    socket.write(text.slice(at, at + size))
    if (text.length < 2_000) await new Promise((resolve) => setImmediate(resolve))
  }
}

const reset = (socket: Socket) => socket.resetAndDestroy()
const cut = (socket: Socket) => socket.destroy()

describe('an exchange', () => {
  it('sends the request as it is and brings the whole answer', async () => {
    server.behave(reply(answer(200, '{"a":1}', 'Date: now\r\nX-Two: 1\r\nx-two: 2\r\n')))
    const body = Buffer.from('{"regenerate":true}')
    const got = await exchange({ method: 'PATCH', body })
    expect(server.requests[0]).toMatch(/^PATCH \/keys\?page=1 HTTP\/1\.1\r\n/)
    expect(server.requests[0]).toContain('authorization: Key abc\r\n')
    expect(server.requests[0]).toMatch(/\r\n\r\n\{"regenerate":true\}$/)
    expect(server.requests[0]).not.toMatch(/accept-encoding|cookie/i)
    expect(got.status).toBe(200)
    expect(got.headers).toMatchObject({ date: 'now', 'x-two': '1, 2' })
    expect(Buffer.from(got.body).toString()).toBe('{"a":1}')
  })

  it.each([201, 204, 301, 302, 400, 401, 404, 408, 421, 429, 500, 502, 503])(
    'brings a %i as an answer, asked once',
    async (status) => {
      server.behave(reply(answer(status, '', 'location: /elsewhere\r\nset-cookie: a=b\r\n')))
      await expect(exchange({ method: 'POST' })).resolves.toMatchObject({ status })
      await exchange()
      expect(server.requests).toHaveLength(2)
      expect(server.requests[1]).not.toMatch(/cookie/i)
    },
  )

  const interim = (status: number) => `HTTP/1.1 ${status} Wait\r\nlink: </a>\r\n\r\n`
  it.each([
    ['100', interim(100)],
    ['102', interim(102)],
    ['103', interim(103)],
    ['one that nobody knows', interim(199)],
    ['several', interim(100) + interim(102) + interim(103) + interim(100)],
    ['as many as a slow provider may send', interim(102).repeat(100)],
  ])('reads past interim answers (%s), however they are cut into pieces', async (_name, before) => {
    for (const method of ['GET', 'GET', 'POST', 'GET'] as const)
      for (const size of [1, 7, 100_000]) {
        server.behave((socket) => void dribble(socket, before + answer(200, 'real'), size))
        const { status, body, raw } = await exchange({ method, keepsAll: method === 'POST' })
        expect([status, Buffer.from(body).toString()]).toEqual([200, 'real'])
        if (method === 'POST') expect(Buffer.from(raw!).toString()).toBe(before + answer(200, 'real'))
      }
    expect(server.requests).toHaveLength(12)
  })

  it.each([
    ['endless ones', interim(102).repeat(5_000)],
    ['an endless one', `HTTP/1.1 102 Wait\r\n${'x: y\r\n'.repeat(20_000)}`],
    [
      'the other protocol that it switches to',
      'HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
    ],
    ['nothing after one', interim(100)],
  ])('gives up on %s', async (_name, before) => {
    server.behave((socket) => socket.end(before))
    await expect(exchange({ method: 'POST' })).rejects.toMatchObject({ name: 'WireFailure', sent: true })
    expect(server.requests).toHaveLength(1)
  })

  it('waits past an interim answer for the real one', async () => {
    server.behave(reply(`HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${answer(200, 'real')}`))
    const { status, body } = await exchange()
    expect([status, Buffer.from(body).toString()]).toEqual([200, 'real'])
  })

  it('uses a warm connection for reads and a fresh one for every change', async () => {
    await exchange()
    await exchange()
    expect(server.connections).toBe(1)
    await exchange({ method: 'PATCH' })
    expect(server.connections).toBe(2)
  })

  it('goes side by side when asked side by side', async () => {
    const waiting: Socket[] = []
    server.behave((socket) => {
      waiting.push(socket)
      if (waiting.length === 3) for (const one of waiting) one.write(answer(200))
    })
    const answers = await Promise.all([exchange(), exchange(), exchange()])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  })
})

describe('one call is one send', () => {
  const faults: readonly (readonly [string, Behaviour, string | number])[] = [
    ['cut', cut, 'cut-off'],
    ['reset', reset, 'cut-off'],
    ['cut in the head', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-le'), 'cut-off'],
    [
      'cut in the body',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"a"'),
      'cut-off',
    ],
    [
      'cut in a chunk',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\n{"a"'),
      'cut-off',
    ],
    ['408 and closed', (socket) => socket.end(answer(408, '', 'connection: close\r\n')), 408],
    ['408 and kept', reply(answer(408)), 408],
    ['421', reply(answer(421)), 421],
    ['502', reply(answer(502)), 502],
    ['503 to be tried again', reply(answer(503, '', 'retry-after: 0\r\n')), 503],
  ]

  /** The methods that arrived, up to and including a last request whose connection was opened after that of any repetition. */
  async function methodsSeen() {
    server.behave(reply(answer(200)))
    await exchange({ method: 'PUT' })
    return server.requests.map((text) => text.slice(0, text.indexOf(' ')))
  }

  describe.each(['GET', 'POST', 'PATCH', 'DELETE'] as const)('%s', (method) => {
    const body = method === 'GET' ? undefined : Buffer.from('{}')

    it.each(faults)('over a warm connection: %s', async (_name, behaviour, expected) => {
      await exchange()
      server.behave(behaviour)
      const outcome = exchange({ method, body })
      if (typeof expected === 'number') await expect(outcome).resolves.toMatchObject({ status: expected })
      else await expect(outcome).rejects.toEqual(wire(expected, true))
      expect(await methodsSeen()).toEqual(['GET', method, 'PUT'])
    })

    it('over a warm connection: an answer after the deadline', async () => {
      await exchange()
      const asked = Promise.withResolvers<Socket>()
      server.behave((socket) => asked.resolve(socket))
      await expect(exchange({ method, body, timeoutMs: 50 })).rejects.toEqual(wire('timeout', true))
      const socket = await asked.promise
      socket.write(answer(200))
      expect(await methodsSeen()).toEqual(['GET', method, 'PUT'])
    })
  })

  it('opens a new connection after a broken one', async () => {
    server.behave(cut)
    await expect(exchange()).rejects.toEqual(wire('cut-off', true))
    server.behave(reply(answer(200)))
    await expect(exchange()).resolves.toMatchObject({ status: 200 })
    expect(server.requests).toHaveLength(2)
  })

  it('reconnects when the idle connection is known to be dead, and sends once', async () => {
    server.behave((socket) => socket.end(answer(200, '', 'connection: close\r\n')))
    await exchange()
    await exchange()
    expect(server.requests).toHaveLength(2)
    expect(server.connections).toBe(2)
  })
})

describe('an answer that may hold a secret', () => {
  const TEXT = '{"key":"the-whole-new-secret"}'
  const chunked = `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${TEXT.length.toString(16)}\r\n${TEXT}\r\n`
  const oversized = `HTTP/1.1 200 OK\r\n\r\n${TEXT}${' '.repeat(20_000)}`

  const broken: readonly (readonly [string, string, ((socket: Socket) => unknown) | undefined, string])[] = [
    ['cut', `HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n${TEXT}`, cut, 'cut-off'],
    ['cut in a chunk', chunked.slice(0, -2), cut, 'cut-off'],
    ['cut after a chunk', chunked, cut, 'cut-off'],
    ['not going on', chunked, undefined, 'timeout'],
    ['too large', oversized, undefined, 'too-large'],
    ['in no HTTP', `SSH-2.0\r\n${TEXT}\r\n`, undefined, 'not-understood'],
    [
      'of two lengths',
      `HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n${TEXT}`,
      undefined,
      'not-understood',
    ],
    [
      'of a chunk without a size',
      `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${TEXT}`,
      undefined,
      'not-understood',
    ],
    [
      'after endless interim ones',
      `${'HTTP/1.1 102 Wait\r\n\r\n'.repeat(200)}${answer(200, TEXT)}`,
      undefined,
      '',
    ],
  ]

  it.each(broken)('goes along as it came when it is %s', async (_name, text, end, why) => {
    server.behave((socket) => socket.write(text, () => end && setTimeout(() => end(socket), 20)))
    const error: unknown = await exchange({ method: 'POST', keepsAll: true, timeoutMs: 300 }).catch(
      (thrown: unknown) => thrown,
    )
    const came = error instanceof WireFailure ? error.came : (error as WireAnswer)
    expect(Buffer.from(came!.raw!).toString()).toContain(TEXT)
    if (why !== '') expect(error).toMatchObject({ why, sent: true })
    expect(inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error)).not.toContain('secret')
  })

  it('goes along when more comes than was announced', async () => {
    server.behave(reply(`HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n${TEXT}`))
    const outcome = await exchange({ method: 'POST', keepsAll: true }).catch((error: unknown) => error)
    const came = outcome instanceof WireFailure ? outcome.came : (outcome as WireAnswer)
    expect(Buffer.from(came!.raw!).toString()).toContain(TEXT)
  })

  it('is not kept where nobody asked for it, nor beyond its exchange', async () => {
    server.behave(reply(answer(200, TEXT)))
    expect((await exchange({ method: 'POST' })).raw).toBeUndefined()
    const { raw } = await exchange({ method: 'POST', keepsAll: true })
    expect(Buffer.from(raw!).toString()).toBe(answer(200, TEXT))
    server.behave(cut)
    await expect(exchange()).rejects.toMatchObject({ came: undefined })
    const nothing = exchange({ method: 'POST', keepsAll: true })
    await expect(nothing).rejects.toMatchObject({ why: 'cut-off', came: undefined })
  })
})

describe('what went wrong', () => {
  it.each([
    ['a name that does not exist', 'http://nobody.invalid/'],
    ['nobody listening', 'http://127.0.0.1:1/'],
  ])('says offline, and not sent, for %s', async (_name, address) => {
    const direct = createNetwork({ proxyFor: async () => undefined, systemCertificates: () => [] })
    const outcome = direct.exchange(requestTo(1, { url: new URL(address), method: 'POST' }))
    await expect(outcome).rejects.toEqual(wire('offline', false))
  })

  it.each([
    ['before it is sent', true],
    ['while it waits', false],
  ])('can be cancelled %s', async (_name, early) => {
    const controller = new AbortController()
    server.behave(() => controller.abort())
    if (early) controller.abort()
    await expect(exchange({ signal: controller.signal })).rejects.toEqual(wire('cancelled', !early))
    expect(server.requests).toHaveLength(early ? 0 : 1)
  })

  it('closes the connection of an exchange that it gave up', async () => {
    const closed = Promise.withResolvers<undefined>()
    server.behave((socket) => socket.once('close', () => closed.resolve(undefined)))
    await expect(exchange({ timeoutMs: 50 })).rejects.toEqual(wire('timeout', true))
    await closed.promise
  })

  it.each([
    ['announced', reply(answer(200, 'x'.repeat(10_001)))],
    ['streamed', reply(`HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(10_001)}`)],
  ])('stops reading an answer that is too large (%s)', async (_name, behaviour) => {
    server.behave(behaviour)
    await expect(exchange()).rejects.toEqual(wire('too-large', true))
  })

  it('reads an answer of exactly the limit', async () => {
    server.behave(reply(answer(200, 'x'.repeat(10_000))))
    expect((await exchange()).body.byteLength).toBe(10_000)
  })

  it.each([
    ['no HTTP at all', 'SSH-2.0-OpenSSH\r\n\r\n', 'not-understood'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}', 'not-understood'],
    ['endless headers', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`, 'too-large'],
  ])('refuses an answer that is not ours to read: %s', async (_name, text, why) => {
    server.behave(reply(text))
    await expect(exchange()).rejects.toEqual(wire(why, true))
  })

  it('brings an encoded answer as it came, since it may hold the only copy of a secret', async () => {
    server.behave(reply(answer(200, 'x', 'content-encoding: gzip\r\n')))
    const { headers, body } = await exchange()
    expect([headers['content-encoding'], Buffer.from(body).toString()]).toEqual(['gzip', 'x'])
  })

  it('takes an answer that says it is not encoded', async () => {
    server.behave(reply(answer(200, 'plain', 'Content-Encoding: Identity\r\n')))
    await expect(exchange()).resolves.toMatchObject({ status: 200 })
  })

  it('keeps the raw answer out of its errors', async () => {
    server.behave(reply('HTTP/9.9 s3cret-answer\r\n\r\n'))
    const error: unknown = await exchange().catch((thrown: unknown) => thrown)
    expect(JSON.stringify([error, String((error as Error).cause)])).not.toContain('s3cret-answer')
  })
})
