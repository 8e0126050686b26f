/** The gRPC client: where it connects, what it sends, and which answers it trusts. */
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { ClientHttp2Session } from 'node:http2'
import { createServer, connect, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { createServer as createTlsServer } from 'node:tls'
import { Code } from '@connectrpc/connect'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NetworkPort, Http2Request } from '../../../electron/core/ports/network.ts'
import type { Answer } from '../../../electron/core/ports/provider.ts'
import { createNetwork } from '../../../electron/os/network.ts'
import { startCoralogix, type CoralogixEmulator } from '../../emulators/coralogix.ts'
import { frameOf } from '../../emulators/grpc-faults.ts'
import { fakeCertificate } from '../../fakes/certificate.ts'
import { startConnectProxy } from '../../fakes/connect-proxy.ts'
import { fakeNetwork } from '../../fakes/network.ts'
import { listAll, openAt, troubleOf } from '../../suites/provider/open.ts'

const HOST = 'keys.example.test'
const certificate = fakeCertificate([HOST])
const DRAFT = { label: 'ci', grants: [{ permission: 'preset SendData' }] }

let emulator: CoralogixEmulator
const closers: (() => unknown)[] = []
beforeEach(async () => {
  emulator = await startCoralogix()
  closers.push(() => emulator.close())
})
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** A network that records the requested sockets. */
function recording(through: NetworkPort = fakeNetwork()) {
  const asked: Http2Request[] = []
  const network: NetworkPort = {
    ...through,
    openHttp2: async (request) => {
      asked.push(request)
      return through.openHttp2(request)
    },
  }
  return { network, asked }
}

async function create(opened: Awaited<ReturnType<typeof openAt>>): Promise<Answer> {
  const { provider, api } = opened
  return provider.create!.send(api, provider.create!.check(DRAFT, api.settings).draft)
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** Puts TLS in front of the emulator, like a load balancer. */
async function withTls(): Promise<number> {
  const open = new Set<Duplex>()
  const server = createTlsServer({ ...certificate, ALPNProtocols: ['h2'] }, (socket) => {
    const inner = connect(Number(new URL(emulator.origin).port), '127.0.0.1')
    for (const one of [socket, inner]) {
      open.add(one)
      one.on('error', () => undefined)
    }
    socket.pipe(inner).pipe(socket)
  })
  closers.push(() => {
    server.close()
    for (const one of open) one.destroy()
  })
  return listen(server)
}

describe('the way', () => {
  it('leads to the pinned host and nowhere else, for as long as a read or a change may take', async () => {
    const { network, asked } = recording()
    const opened = await openAt(emulator, { network })
    await listAll(opened)
    await create(opened)
    expect(asked.map(({ url }) => url.href)).toEqual([`${emulator.origin}/`, `${emulator.origin}/`])
    expect(asked.map(({ timeoutMs }) => timeoutMs)).toEqual([20_000, 60_000])
  })

  it('is kept warm for reads, and new for every change', async () => {
    const opened = await openAt(emulator)
    const [key] = await listAll(opened)
    await opened.provider.get!(opened.api, key!)
    await create(opened)
    await create(opened)
    await listAll(opened)
    expect(emulator.requests.map(({ connection }) => connection)).toEqual([1, 1, 2, 3, 1])
  })

  it('is opened again for a read if the server has closed the warm one', async () => {
    const opened = await openAt(emulator)
    await listAll(opened)
    emulator.fault({ kind: 'cut-after' })
    expect(await troubleOf(async () => listAll(opened))).toMatchObject({ why: 'cut-off', outcome: 'unknown' })
    expect(await listAll(opened)).toHaveLength(3)
    expect(emulator.requests.map(({ connection }) => connection)).toEqual([1, 1, 2])
  })

  it('ends with the account', async () => {
    const { network } = recording()
    const sessions: ClientHttp2Session[] = []
    const keeping: NetworkPort = {
      ...network,
      async openHttp2(request) {
        const session = await network.openHttp2(request)
        sessions.push(session)
        return session
      },
    }
    const opened = await openAt(emulator, { network: keeping })
    await listAll(opened)
    await create(opened)
    expect(sessions.map(({ destroyed }) => destroyed)).toEqual([false, true])
    opened.api.close()
    expect(sessions.every(({ destroyed }) => destroyed)).toBe(true)
  })

  it('goes over TLS with the account’s own certificate, through the proxy, and not without either', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'grpc-'))
    closers.push(async () => rm(folder, { recursive: true }))
    const caFile = join(folder, 'ca.pem')
    await writeFile(caFile, certificate.cert)
    const proxy = await startConnectProxy(await withTls())
    closers.push(() => proxy.close())
    const network = createNetwork({ proxyFor: async () => proxy.address, systemCertificates: () => [] })
    closers.push(() => network.close())
    const baseUrl = `https://${HOST}`
    const opened = await openAt(emulator, { network, settings: { baseUrl, caFile } })
    expect(await listAll(opened)).toHaveLength(3)
    expect(proxy.asked).toEqual([`${HOST}:443`])
    const stranger = await openAt(emulator, { network, settings: { baseUrl } })
    const untrusted = await troubleOf(async () => create(stranger))
    expect(untrusted).toEqual({ kind: 'provider', why: 'tls', outcome: 'not-sent', certificate: 'untrusted' })
    proxy.refuseWith(403)
    const refused = await troubleOf(async () => create(opened))
    expect(refused).toEqual({ kind: 'provider', why: 'proxy', outcome: 'not-sent' })
    expect(emulator.requests).toHaveLength(1)
  })

  it('is not taken to something that does not speak HTTP/2', async () => {
    const older = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.end('HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n')
    })
    const port = await listen(older)
    closers.push(() => older.close())
    const opened = await openAt(emulator, { settings: { baseUrl: `http://127.0.0.1:${port}` } })
    expect(await troubleOf(async () => create(opened))).toMatchObject({ kind: 'provider', why: 'cut-off' })
  })
})

describe('whose word it is', () => {
  /** Codes that Connect invents, observed after the server had acted. Each looks like a refusal or a cancellation, but is neither. */
  it.each([
    [
      'an answer that is too long (ResourceExhausted)',
      { kind: 'oversized', bytes: 2 * 1024 * 1024 },
      'too-large',
    ],
    ['an answer that is cut short (InvalidArgument)', { kind: 'cut-midway' }, 'cut-off'],
    ['a closed connection (Canceled)', { kind: 'cut-after' }, 'cut-off'],
    ['a connection that is reset (Aborted)', { kind: 'reset' }, 'cut-off'],
    ['a stream that is reset', { kind: 'reset-stream' }, 'cut-off'],
    ['a 429 of a proxy (Unavailable)', { kind: 'status', status: 429 }, 'rate-limited'],
    ['a 404 of a proxy (Unimplemented)', { kind: 'status', status: 404 }, 'not-understood'],
    ['a 401 of a proxy (Unauthenticated)', { kind: 'status', status: 401 }, 'unauthorized'],
    ['a page (Unknown)', { kind: 'html' }, 'not-understood'],
  ] as const)('the client’s own, for %s: nobody knows what happened', async (_, fault, why) => {
    const opened = await openAt(emulator)
    emulator.fault(fault)
    expect(await troubleOf(async () => create(opened))).toMatchObject({
      kind: 'provider',
      why,
      outcome: 'unknown',
    })
    expect(emulator.requests).toHaveLength(1)
  })

  it('the server’s, when the code has come in trailers', async () => {
    const opened = await openAt(emulator)
    const trailer = { 'grpc-status': String(Code.ResourceExhausted), 'grpc-message': 'Slow%20down' }
    const header = { 'content-type': 'application/grpc+proto' }
    emulator.fault({ kind: 'answer', answer: { status: 200, header, body: new Uint8Array(), trailer } })
    expect(await troubleOf(async () => create(opened))).toEqual({
      kind: 'provider',
      why: 'rate-limited',
      outcome: 'refused',
      words: 'Slow down',
    })
  })

  it('hands out whatever came with a good status as it came, to be sealed before it is read', async () => {
    const opened = await openAt(emulator)
    const header = { 'content-type': 'application/grpc' }
    for (const body of [frameOf(Uint8Array.of(0xff, 0xff)), Buffer.from('no frame at all')]) {
      emulator.fault({
        kind: 'answer',
        answer: { status: 200, header, body, trailer: { 'grpc-status': '0' } },
      })
      const answer = await create(opened)
      expect(Buffer.from(answer.body)).toEqual(body)
      expect(() => opened.provider.create!.read(answer, DRAFT)).toThrow('provider')
    }
    const { body, date } = await create(opened)
    expect(Buffer.from(body).includes(emulator.handedOut().at(-1)!.secret)).toBe(true)
    expect(Math.abs(date! - Date.now())).toBeLessThan(60_000)
  })
})
