/** Raw sockets for gRPC: the same certificates and proxies as every exchange, and an agreed protocol. */
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import type { Duplex } from 'node:stream'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import { afterEach, expect, it } from 'vitest'
import type { SocketRequest } from '../../../electron/core/ports/network.ts'
import { createNetwork } from '../../../electron/os/network.ts'
import { fakeCertificate } from '../../fakes/certificate.ts'
import { startConnectProxy } from '../../fakes/connect-proxy.ts'
import { fakeNetwork } from '../../fakes/network.ts'

const HOST = 'keys.example.test'
const certificate = fakeCertificate([HOST, '127.0.0.1'])

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** Says hello to whoever connects, and counts. */
async function serve(tls?: TlsOptions) {
  const open = new Set<Duplex>()
  let connections = 0
  const greet = (socket: Duplex) => {
    open.add(socket)
    connections += 1
    socket.on('error', () => undefined)
    socket.write('hello')
  }
  const server: Server = tls === undefined ? createServer(greet) : createTlsServer(tls, greet)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => {
    server.close()
    for (const socket of open) socket.destroy()
  })
  return { port: (server.address() as AddressInfo).port, connections: () => connections }
}

const secure = { ...certificate, ALPNProtocols: ['h2', 'http/1.1'] }

function network(proxy?: string) {
  const created = createNetwork({ proxyFor: async () => proxy, systemCertificates: () => [] })
  closers.push(() => created.close())
  return created
}

const asked = (address: string, change: Partial<SocketRequest> = {}): SocketRequest => ({
  url: new URL(address),
  protocol: 'h2',
  timeoutMs: 5_000,
  extraCertificates: certificate.cert,
  signal: undefined,
  ...change,
})

const wire = (why: string) => expect.objectContaining({ name: 'WireFailure', why, sent: false }) as unknown

async function greeting(socket: Duplex): Promise<string> {
  closers.push(() => socket.destroy())
  const [chunk] = (await once(socket, 'data')) as [Buffer]
  return chunk.toString()
}

it('opens a plain socket to this machine and a TLS one that speaks HTTP/2', async () => {
  const [plain, tls] = [await serve(), await serve(secure)]
  const created = network()
  expect(await greeting(await created.openSocket(asked(`http://127.0.0.1:${plain.port}`)))).toBe('hello')
  expect(await greeting(await created.openSocket(asked(`https://127.0.0.1:${tls.port}`)))).toBe('hello')
})

it.each(['http', 'https'])('goes through a proxy over %s, and never around it', async (kind) => {
  const tls = await serve(secure)
  const proxy = await startConnectProxy(tls.port, kind === 'https' ? certificate : undefined)
  closers.push(() => proxy.close())
  const socket = await network(proxy.address).openSocket(asked(`https://${HOST}`))
  expect(await greeting(socket)).toBe('hello')
  expect(proxy.asked).toEqual([`${HOST}:443`])
  proxy.refuseWith(407)
  const refused = network(proxy.address).openSocket(asked(`https://${HOST}`))
  await expect(refused).rejects.toEqual(wire('proxy'))
  const plain = network(proxy.address).openSocket(asked('http://keys.example.test'))
  await expect(plain).rejects.toEqual(wire('proxy'))
})

it('opens nothing to a server that nobody vouches for', async () => {
  const tls = await serve(secure)
  const opening = network().openSocket(
    asked(`https://127.0.0.1:${tls.port}`, { extraCertificates: undefined }),
  )
  await expect(opening).rejects.toEqual(wire('tls'))
})

it('does not take a server that speaks HTTP/1.1 alone for one that speaks HTTP/2', async () => {
  const silent = await serve({ ...certificate })
  const older = await serve({ ...certificate, ALPNProtocols: ['http/1.1'] })
  const created = network()
  await expect(created.openSocket(asked(`https://127.0.0.1:${silent.port}`))).rejects.toEqual(
    wire('not-understood'),
  )
  await expect(created.openSocket(asked(`https://127.0.0.1:${older.port}`))).rejects.toEqual(wire('tls'))
})

it.each([
  ['the app’s own', () => network()],
  ['the fake', () => fakeNetwork()],
])('%s network says that nobody listens and that it was told to stop', async (_, create) => {
  const gone = await serve()
  await closers.pop()!()
  const created = create()
  const address = `http://127.0.0.1:${gone.port}`
  await expect(created.openSocket(asked(address))).rejects.toEqual(wire('offline'))
  const stopped = asked(address, { signal: AbortSignal.abort() })
  await expect(created.openSocket(stopped)).rejects.toEqual(wire('cancelled'))
})

it('gives up at its deadline while the handshake hangs', async () => {
  const deaf = createServer((socket) => void closers.push(() => socket.destroy()))
  deaf.listen(0, '127.0.0.1')
  await once(deaf, 'listening')
  closers.push(() => deaf.close())
  const { port } = deaf.address() as AddressInfo
  const opening = network().openSocket(asked(`https://127.0.0.1:${port}`, { timeoutMs: 40 }))
  await expect(opening).rejects.toEqual(wire('timeout'))
})
