import type { Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WireRequest } from '../../../electron/core/ports/network.ts'
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

  /** The methods that arrived, up to and with a last request whose connection was opened after any repeat's. */
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

  it('goes on with a new connection after a broken one', async () => {
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
    ['compressed', answer(200, 'x', 'content-encoding: gzip\r\n'), 'not-understood'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}', 'not-understood'],
    ['endless headers', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`, 'too-large'],
  ])('refuses an answer that is not ours to read: %s', async (_name, text, why) => {
    server.behave(reply(text))
    await expect(exchange()).rejects.toEqual(wire(why, true))
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
