/** A real gRPC server on loopback, HTTP/2 without TLS, with a request log and programmable faults. */
import { createServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2'
import type { AddressInfo, Socket } from 'node:net'
import {
  fromBinary,
  fromJson,
  toBinary,
  toJson,
  type DescMessage,
  type DescMethod,
  type JsonValue,
} from '@bufbuild/protobuf'
import { createConnectRouter, type ConnectRouter } from '@connectrpc/connect'
import { universalRequestFromNodeRequest } from '@connectrpc/connect-node'
import { createAsyncIterable } from '@connectrpc/connect/protocol'
import { createFaults } from './faults.ts'
import { messageOf, type GrpcFault, type RawAnswer } from './grpc-faults.ts'
import { createPlayer } from './grpc-play.ts'
import type { EmulatorServer, Seen } from './server.ts'

/** A service without its transport. */
export interface EmulatedService {
  /** Registers the service's calls. A thrown ConnectError is reported in trailers. */
  readonly routes: (router: ConnectRouter) => unknown
  /** Masks the secret of a message in JSON form. */
  readonly mask: (json: unknown) => unknown
  readonly holdsSecret: (text: string) => boolean
  /** The emulated provider's clock, epoch milliseconds. */
  readonly now: () => number
}

export interface GrpcServer extends EmulatorServer {
  fault(fault: GrpcFault): void
}

type Handler = ConnectRouter['handlers'][number]

/** Starts listening on a free port of 127.0.0.1, or on `port`. */
export async function startGrpcServer(service: EmulatedService, port = 0): Promise<GrpcServer> {
  const router = createConnectRouter({ connect: false, grpcWeb: false })
  service.routes(router)
  const requests: Seen[] = []
  const faults = createFaults()
  const watchers = new Set<(request: Seen) => void>()
  const sockets = new Map<number | undefined, { readonly socket: Socket; readonly number: number }>()
  let connectionCount = 0
  let skewMs = 0
  const { send, play, release } = createPlayer(() => service.now() + skewMs)

  const answer = async (request: Http2ServerRequest, response: Http2ServerResponse): Promise<void> => {
    const body = await read(request)
    const handler = router.handlers.find(({ requestPath }) => requestPath === request.url)
    const connection = sockets.get(request.socket.remotePort)
    const seen = seenOf(request, body, handler?.method, connection?.number ?? 0, service)
    requests.push(seen)
    const fault = faults.take(seen) as GrpcFault | undefined
    const act = async (): Promise<RawAnswer> =>
      handler === undefined ? UNKNOWN_CALL : run(handler, request, response, body)
    const output = handler?.method.output
    const rewrite = (message: Uint8Array, change: (json: unknown) => unknown): Uint8Array =>
      output === undefined ? message : rewritten(output, message, change)
    if (fault === undefined) send(response, await act())
    else {
      const mask = (message: Uint8Array): Uint8Array => rewrite(message, service.mask)
      await play(fault, { response, socket: connection?.socket, act, rewrite, mask })
    }
    for (const watch of [...watchers]) watch(seen)
  }

  const server = createServer((request, response) => {
    request.on('error', () => undefined)
    response.on('error', () => undefined)
    // A request whose caller disconnects in the middle does not count.
    answer(request, response).catch(() => response.stream.close(2))
  })
  server.on('sessionError', () => undefined)
  server.on('connection', (socket: Socket) => {
    const { remotePort } = socket
    sockets.set(remotePort, { socket, number: (connectionCount += 1) })
    socket.on('close', () => sockets.delete(remotePort))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })

  return {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    requests,
    fault: (fault) => faults.add(fault as Parameters<typeof faults.add>[0]),
    clearFaults: () => faults.clear(),
    holdsSecret: (text) => service.holdsSecret(text),
    arrival: async (fits = () => true) =>
      new Promise((resolve) => {
        const watch = (request: Seen): void => {
          if (!fits(request)) return
          watchers.delete(watch)
          resolve(request)
        }
        watchers.add(watch)
      }),
    release,
    setSkew(ms) {
      skewMs = ms
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const { socket } of sockets.values()) socket.destroy()
      await closed
    },
  }
}

/** The service's own answer to a call that it does not have. */
const UNKNOWN_CALL: RawAnswer = {
  status: 200,
  header: { 'content-type': 'application/grpc' },
  body: Buffer.alloc(0),
  trailer: { 'grpc-status': '12', 'grpc-message': 'unknown method' },
}

async function run(
  handler: Handler,
  request: Http2ServerRequest,
  response: Http2ServerResponse,
  body: Buffer,
): Promise<RawAnswer> {
  const asked = universalRequestFromNodeRequest(request, response, undefined, undefined)
  const handled = await handler({ ...asked, body: createAsyncIterable([body]) })
  const chunks: Uint8Array[] = []
  for await (const chunk of handled.body ?? []) chunks.push(chunk)
  return {
    status: handled.status,
    header: Object.fromEntries(handled.header ?? []),
    body: Buffer.concat(chunks),
    trailer: Object.fromEntries(handled.trailer ?? []),
  }
}

function seenOf(
  { url, method, headers: all }: Http2ServerRequest,
  body: Buffer,
  called: DescMethod | undefined,
  connection: number,
  { holdsSecret }: EmulatedService,
): Seen {
  const { authorization = '', cookie, ...headers } = all
  const shown = Object.entries(headers).filter(([name]) => !name.startsWith(':'))
  return {
    method,
    path: url,
    headers: Object.fromEntries(shown.map(([name, value]) => [name, String(value)])),
    hasCookie: cookie !== undefined,
    hasCredential: authorization !== '',
    isSignIn: false,
    json: called === undefined ? undefined : jsonOf(called.input, messageOf(body)),
    bodyBytes: body.byteLength,
    secretInAddress: holdsSecret(url),
    connection,
  }
}

function jsonOf(schema: DescMessage, message: Uint8Array): unknown {
  try {
    return toJson(schema, fromBinary(schema, message))
  } catch {
    return undefined
  }
}

function rewritten(schema: DescMessage, message: Uint8Array, change: (json: unknown) => unknown): Uint8Array {
  const json = change(toJson(schema, fromBinary(schema, message))) as JsonValue
  return toBinary(schema, fromJson(schema, json))
}

async function read(request: Http2ServerRequest): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}
