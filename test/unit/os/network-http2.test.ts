/** HTTP/2 sessions for gRPC: the same certificates and proxies as every exchange, and no error without a listener. */
import { createSecureServer, createServer as createHttp2Server, type ClientHttp2Session } from 'node:http2'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import type { Http2Request, NetworkPort } from '../../../electron/core/ports/network.ts'
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

async function listen(server: Pick<Server, 'listen' | 'close' | 'address' | 'on'>): Promise<number> {
  const open = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.on('error', () => undefined)
  })
  closers.push(() => {
    server.close()
    for (const socket of open) socket.destroy()
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}

const serve = async () => listen(createHttp2Server((_, response) => void response.end('hello')))
const serveTls = async () =>
  listen(createSecureServer({ ...certificate }, (_, response) => void response.end('hello')))

function network(proxy?: string): NetworkPort {
  const created = createNetwork({ proxyFor: async () => proxy, systemCertificates: () => [] })
  closers.push(() => created.close())
  return created
}

const asked = (address: string, change: Partial<Http2Request> = {}): Http2Request => ({
  url: new URL(address),
  timeoutMs: 5_000,
  extraCertificates: certificate.cert,
  signal: undefined,
  ...change,
})

const wire = (why: string) => expect.objectContaining({ name: 'WireFailure', why, sent: false }) as unknown

async function greeting(session: ClientHttp2Session): Promise<string> {
  closers.push(() => session.destroy())
  const chunks: Buffer[] = []
  for await (const chunk of session.request({ ':path': '/' })) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

const NETWORKS = [
  ['the app’s own', () => network()],
  ['the fake', () => fakeNetwork()],
] as const

describe.each(NETWORKS)('%s network', (_, create) => {
  it('opens a session in plain text to this machine, which its user ends', async () => {
    const session = await create().openHttp2(asked(`http://127.0.0.1:${await serve()}`))
    expect(await greeting(session)).toBe('hello')
    expect(await greeting(session)).toBe('hello')
    session.destroy()
    expect(session.destroyed).toBe(true)
  })

  it('distinguishes a refused connection from a cancelled one', async () => {
    const port = await serve()
    await closers.pop()!()
    const address = `http://127.0.0.1:${port}`
    await expect(create().openHttp2(asked(address))).rejects.toEqual(wire('offline'))
    const stopped = asked(address, { signal: AbortSignal.abort() })
    await expect(create().openHttp2(stopped)).rejects.toEqual(wire('cancelled'))
  })

  it('does not end the program when the server uses another protocol', async () => {
    const older = createServer((socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    const session = await create().openHttp2(asked(`http://127.0.0.1:${await listen(older)}`))
    await new Promise((resolve) => session.once('close', resolve))
    expect(session.destroyed).toBe(true)
  })
})

it('opens a session over TLS', async () => {
  const session = await network().openHttp2(asked(`https://127.0.0.1:${await serveTls()}`))
  expect(await greeting(session)).toBe('hello')
})

it.each(['http', 'https'])('goes through a proxy over %s, and never around it', async (kind) => {
  const proxy = await startConnectProxy(await serveTls(), kind === 'https' ? certificate : undefined)
  closers.push(() => proxy.close())
  expect(await greeting(await network(proxy.address).openHttp2(asked(`https://${HOST}`)))).toBe('hello')
  expect(proxy.asked).toEqual([`${HOST}:443`])
  proxy.refuseWith(407)
  await expect(network(proxy.address).openHttp2(asked(`https://${HOST}`))).rejects.toEqual(wire('proxy'))
  await expect(network(proxy.address).openHttp2(asked(`http://${HOST}`))).rejects.toEqual(wire('proxy'))
})

it('opens nothing to a server that nobody vouches for', async () => {
  const request = asked(`https://127.0.0.1:${await serveTls()}`, { extraCertificates: undefined })
  await expect(network().openHttp2(request)).rejects.toEqual(wire('tls'))
})

it('does not mistake a server that offers only HTTP/1.1 for one with HTTP/2', async () => {
  const silent = await listen(createTlsServer({ ...certificate }))
  const older = await listen(createTlsServer({ ...certificate, ALPNProtocols: ['http/1.1'] }))
  const created = network()
  const unsaid = created.openHttp2(asked(`https://127.0.0.1:${silent}`))
  await expect(unsaid).rejects.toEqual(wire('not-understood'))
  await expect(created.openHttp2(asked(`https://127.0.0.1:${older}`))).rejects.toEqual(wire('tls'))
})

it('gives up at its deadline while the handshake hangs', async () => {
  const port = await listen(createServer())
  const opening = network().openHttp2(asked(`https://127.0.0.1:${port}`, { timeoutMs: 40 }))
  await expect(opening).rejects.toEqual(wire('timeout'))
})
