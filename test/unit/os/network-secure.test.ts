import { createServer, type AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { WireFailure, WireRequest } from '../../../electron/core/ports/network.ts'
import { createNetwork } from '../../../electron/os/network.ts'
import { fakeCertificate, type FakeCertificate } from '../../fakes/certificate.ts'
import { startConnectProxy } from '../../fakes/connect-proxy.ts'
import { answer, startWireServer } from '../../fakes/wire-server.ts'
import { closing } from './closing.ts'

const HOST = 'keys.example.test'
const DAY_MS = 86_400_000
const certificate = fakeCertificate([HOST, '127.0.0.1'])

const serve = async (shown?: FakeCertificate) => closing(await startWireServer(shown))

const networkWith = (proxy?: string, system: readonly string[] = []) =>
  closing(createNetwork({ proxyFor: async () => proxy, systemCertificates: () => system }))

const requestTo = (address: string, change: Partial<WireRequest> = {}): WireRequest => ({
  url: new URL(address),
  method: 'POST',
  headers: { authorization: 'Key abc' },
  body: Buffer.from('{}'),
  timeoutMs: 5_000,
  maxBytes: 10_000,
  extraCertificates: certificate.cert,
  signal: undefined,
  ...change,
})

const wire = (why: string, sent: boolean) =>
  expect.objectContaining({ name: 'WireFailure', why, sent }) as unknown

describe('an answer that may hold a secret', () => {
  const BEFORE = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Wait\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n'
  const TEXT = '{"key":"the-whole-new-secret"}'

  it.each(['straight', 'through a proxy'])('comes after interim ones, over TLS, %s', async (way) => {
    const server = await serve(certificate)
    server.behave((socket) => socket.write(BEFORE + answer(200, TEXT)))
    const proxy = closing(await startConnectProxy(server.port))
    const isStraight = way === 'straight'
    const address = isStraight ? `https://127.0.0.1:${server.port}/` : `https://${HOST}/keys`
    const network = networkWith(isStraight ? undefined : proxy.address)
    const { status, body, raw } = await network.exchange(requestTo(address, { keepsAll: true }))
    expect([status, Buffer.from(body).toString()]).toEqual([200, TEXT])
    expect(Buffer.from(raw!).toString()).toBe(BEFORE + answer(200, TEXT))
    expect(server.requests).toHaveLength(1)
  })

  it.each(['straight', 'through a proxy'])('goes along when it is cut, over TLS, %s', async (way) => {
    const server = await serve(certificate)
    server.behave((socket) => socket.end(`${BEFORE}HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n${TEXT}`))
    const proxy = closing(await startConnectProxy(server.port))
    const isStraight = way === 'straight'
    const address = isStraight ? `https://127.0.0.1:${server.port}/` : `https://${HOST}/keys`
    const network = networkWith(isStraight ? undefined : proxy.address)
    const error: unknown = await network
      .exchange(requestTo(address, { keepsAll: true }))
      .catch((thrown: unknown) => thrown)
    expect(error).toEqual(wire('cut-off', true))
    expect(Buffer.from((error as WireFailure).came!.raw!).toString()).toContain(TEXT)
  })
})

describe('certificates', () => {
  it('trusts a server whose certificate the account brings', async () => {
    const server = await serve(certificate)
    await expect(
      networkWith().exchange(requestTo(`https://127.0.0.1:${server.port}/`)),
    ).resolves.toMatchObject({
      status: 200,
    })
  })

  it('trusts what the system trusts, also when the system trusts rubbish besides', async () => {
    const server = await serve(certificate)
    const network = networkWith(undefined, ['rubbish', certificate.cert])
    const request = requestTo(`https://127.0.0.1:${server.port}/`, { extraCertificates: undefined })
    await expect(network.exchange(request)).resolves.toMatchObject({ status: 200 })
  })

  it.each([
    ['nobody vouches for', certificate, undefined, 'untrusted'],
    ['is for another host', fakeCertificate(['other.example.test']), 'own', 'other-host'],
    ['has ended', fakeCertificate(['127.0.0.1'], Date.now() - 60_000), 'own', 'expired'],
    ['is not valid yet', fakeCertificate(['127.0.0.1'], Date.now() + 60 * DAY_MS), 'own', 'not-yet-valid'],
  ] as const)(
    'sends nothing to a server whose certificate %s, and says so',
    async (_name, shown, extra, why) => {
      const server = await serve(shown)
      const request = requestTo(`https://127.0.0.1:${server.port}/`, {
        extraCertificates: extra && shown.cert,
      })
      const refused = await networkWith()
        .exchange(request)
        .catch((error: unknown) => error)
      expect(refused).toEqual(wire('tls', false))
      expect(refused).toMatchObject({ certificate: why })
      expect(server.requests).toEqual([])
    },
  )

  it('checks the server and the proxy although the environment says not to', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    onTestFinished(() => {
      vi.unstubAllEnvs()
    })
    const server = await serve(certificate)
    const straight = requestTo(`https://127.0.0.1:${server.port}/`, { extraCertificates: undefined })
    await expect(networkWith().exchange(straight)).rejects.toEqual(wire('tls', false))
    const proxy = closing(await startConnectProxy(server.port, fakeCertificate(['127.0.0.1'])))
    const outcome = networkWith(proxy.address).exchange(requestTo(`https://${HOST}/keys`))
    await expect(outcome).rejects.toMatchObject({ why: 'proxy', sent: false, certificate: 'untrusted' })
    expect([server.requests, proxy.asked]).toEqual([[], []])
  })

  it('does not lend one account the certificates, or the connection, of another', async () => {
    const server = await serve(certificate)
    const network = networkWith()
    const trusting = requestTo(`https://127.0.0.1:${server.port}/`, { method: 'GET', body: undefined })
    await network.exchange(trusting)
    const other = network.exchange({ ...trusting, extraCertificates: undefined })
    await expect(other).rejects.toEqual(wire('tls', false))
    expect(server.requests).toHaveLength(1)
  })

  it('sends nothing to a server that does not speak TLS', async () => {
    const plain = closing(
      createServer((socket) => socket.on('error', () => undefined).end('HTTP/1.1 400 No\r\n\r\n')),
    )
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
    const { port } = plain.address() as AddressInfo
    await expect(networkWith().exchange(requestTo(`https://127.0.0.1:${port}/`))).rejects.toEqual(
      wire('tls', false),
    )
  })

  it('sends nothing when the additional certificates are invalid', async () => {
    const server = await serve(certificate)
    const request = requestTo(`https://127.0.0.1:${server.port}/`, { extraCertificates: 'no certificate' })
    await expect(networkWith().exchange(request)).rejects.toEqual(wire('tls', false))
    expect(server.requests).toEqual([])
  })

  it('ends a handshake that never ends at the deadline, and nothing was sent', async () => {
    const server = await serve()
    const outcome = networkWith().exchange(requestTo(`https://127.0.0.1:${server.port}/`, { timeoutMs: 50 }))
    await expect(outcome).rejects.toEqual(wire('timeout', false))
  })
})

describe('a proxy', () => {
  it.each([
    ['http', undefined],
    ['https', certificate],
  ] as const)('carries the exchange through one CONNECT tunnel (%s)', async (_name, shown) => {
    const server = await serve(certificate)
    const proxy = closing(await startConnectProxy(server.port, shown))
    const network = networkWith(proxy.address)
    await expect(network.exchange(requestTo(`https://${HOST}/keys`))).resolves.toMatchObject({ status: 200 })
    expect(proxy.asked).toEqual([`${HOST}:443`])
    expect(server.requests).toHaveLength(1)
    expect(server.requests[0]).toContain(`host: ${HOST}\r\n`)
  })

  it.each([
    ['another success', 'HTTP/1.1 201 Tunnel\r\nx-way: 1\r\n\r\n'],
    ['a provisional answer first', 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n'],
    [
      'many provisional answers first',
      `${'HTTP/1.1 102 Processing\r\nx: y\r\n\r\n'.repeat(9)}HTTP/1.0 204 OK\r\n\r\n`,
    ],
  ])('opens a tunnel by %s', async (_name, words) => {
    const server = await serve(certificate)
    const proxy = closing(await startConnectProxy(server.port))
    for (const inPieces of [false, true]) {
      proxy.greetWith(words, inPieces)
      const outcome = networkWith(proxy.address).exchange(requestTo(`https://${HOST}/keys`))
      await expect(outcome).resolves.toMatchObject({ status: 200 })
    }
    expect(server.requests).toHaveLength(2)
  })

  it.each([
    ['a refusal behind a provisional answer', 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 403 No\r\n\r\n'],
    ['something else behind a provisional answer', 'HTTP/1.1 100 Continue\r\n\r\nSSH-2.0-x\r\n\r\n'],
    ['provisional answers without end', `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 ${'x'.repeat(20_000)}`],
  ])('sends nothing through a proxy that answers %s', async (_name, words) => {
    const server = await serve(certificate)
    const proxy = closing(await startConnectProxy(server.port))
    proxy.greetWith(words, false)
    const outcome = networkWith(proxy.address).exchange(requestTo(`https://${HOST}/keys`))
    await expect(outcome).rejects.toEqual(wire('proxy', false))
    expect(server.requests).toEqual([])
  })

  it('keeps the tunnel warm for reads', async () => {
    const server = await serve(certificate)
    const proxy = closing(await startConnectProxy(server.port))
    const network = networkWith(proxy.address)
    const read = requestTo(`https://${HOST}/keys`, { method: 'GET', body: undefined })
    await network.exchange(read)
    await network.exchange(read)
    expect(proxy.asked).toHaveLength(1)
  })

  it.each([407, 403, 502, 0])('that refuses the tunnel (%i) means that nothing was sent', async (status) => {
    const server = await serve(certificate)
    const proxy = closing(await startConnectProxy(server.port))
    proxy.refuseWith(status)
    const outcome = networkWith(proxy.address).exchange(requestTo(`https://${HOST}/keys`))
    await expect(outcome).rejects.toEqual(wire('proxy', false))
    expect(server.requests).toEqual([])
  })

  it.each(['http://127.0.0.1:1', 'not an address'])(
    'that cannot be used (%s) is not gone around',
    async (proxy) => {
      const outcome = networkWith(proxy).exchange(requestTo(`https://${HOST}/keys`))
      await expect(outcome).rejects.toEqual(wire('proxy', false))
    },
  )

  it('that nobody can tell is not gone around', async () => {
    const network = closing(
      createNetwork({
        proxyFor: () => Promise.reject(new Error('PAC failed')),
        systemCertificates: () => [],
      }),
    )
    await expect(network.exchange(requestTo(`https://${HOST}/`))).rejects.toEqual(wire('proxy', false))
  })

  it('that is looked up for ever ends at the deadline', async () => {
    const network = closing(
      createNetwork({ proxyFor: () => new Promise(() => undefined), systemCertificates: () => [] }),
    )
    const outcome = network.exchange(requestTo(`https://${HOST}/`, { timeoutMs: 50 }))
    await expect(outcome).rejects.toEqual(wire('timeout', false))
  })

  it('that passes on an untrusted certificate gets nothing', async () => {
    const server = await serve(fakeCertificate([HOST]))
    const proxy = closing(await startConnectProxy(server.port))
    const outcome = networkWith(proxy.address).exchange(requestTo(`https://${HOST}/keys`))
    await expect(outcome).rejects.toEqual(wire('tls', false))
    expect(server.requests).toEqual([])
  })

  it('that cuts the tunnel after the request leaves it unknown what happened', async () => {
    const server = await serve(certificate)
    server.behave((socket) => socket.destroy())
    const proxy = closing(await startConnectProxy(server.port))
    const outcome = networkWith(proxy.address).exchange(requestTo(`https://${HOST}/keys`))
    await expect(outcome).rejects.toEqual(wire('cut-off', true))
    expect(server.requests).toHaveLength(1)
  })

  it('never carries plain http', async () => {
    const server = await serve()
    const proxy = closing(await startConnectProxy(server.port))
    const outcome = networkWith(proxy.address).exchange(requestTo(`http://${HOST}/keys`))
    await expect(outcome).rejects.toEqual(wire('proxy', false))
    expect(proxy.asked).toEqual([])
  })

  it.each(['127.0.0.1', 'localhost'])('is never asked about this machine itself (%s)', async (host) => {
    const server = await serve()
    server.behave((socket) => socket.write(answer(200)))
    const network = networkWith('http://127.0.0.1:1')
    await expect(network.exchange(requestTo(`http://${host}:${server.port}/`))).resolves.toMatchObject({
      status: 200,
    })
  })
})
