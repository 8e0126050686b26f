/** One HTTP/2 connection with one call at a time, which records what was sent and what has arrived. */
import type { DescMessage, DescMethodUnary, MessageInitShape } from '@bufbuild/protobuf'
import { Code, ConnectError } from '@connectrpc/connect'
import { createNodeHttpClient } from '@connectrpc/connect-node'
import { createAsyncIterable, type UniversalClientFn } from '@connectrpc/connect/protocol'
import { createTransport } from '@connectrpc/connect/protocol-grpc'
import { recordArrivals, type Arrivals } from '../core/answers/arrivals.ts'
import { WireFailure, type NetworkPort, type WireRemains, type WireTrouble } from '../core/ports/network.ts'
import type { Arrived } from './grpc-answer.ts'

/** Header fields in Node's form. */
type Fields = Readonly<Record<string, string | readonly string[] | number | undefined>>

type Http2 = Awaited<ReturnType<NetworkPort['openHttp2']>>

export interface SessionCall<I extends DescMessage, O extends DescMessage> {
  readonly method: DescMethodUnary<I, O>
  readonly message: MessageInitShape<I>
  readonly headers: Readonly<Record<string, string>>
  readonly timeoutMs: number
  readonly maxBytes: number
  readonly signal: AbortSignal
}

export interface Session {
  /** Whether the connection can make another call. */
  isOpen(): boolean
  /**
   * Calls once. Resolves with any whole answer. Rejects with WireFailure and the received part of the answer; the failure is `sent` unless nothing of
   * the call can have been sent.
   */
  call<I extends DescMessage, O extends DescMessage>(call: SessionCall<I, O>): Promise<Arrived>
  close(): void
}

const LONGEST_REQUEST = 1024 * 1024

const ignore = () => undefined

/** Makes calls below `base` over `http2`, which the session owns from now on. */
export function openSession(base: URL, http2: Http2): Session {
  return {
    isOpen: () => !http2.closed && !http2.destroyed,

    async call({ method, message, headers, timeoutMs, maxBytes, signal }) {
      const record: Call = { isSent: false, isTooLarge: false, header: {}, trailer: {} }

      const http = createNodeHttpClient({
        httpVersion: '2',
        // Connect's own manager would open a new connection after this one has closed.
        sessionProvider: () => ({
          authority: base.origin,
          request: (verb, path, fields, options) =>
            new Promise((resolve) => {
              const stream = http2.request({ ...fields, ':method': verb, ':path': path }, options)
              record.isSent = true
              record.body = recordArrivals(stream, maxBytes)
              stream.on('response', (came: Fields) => (record.header = came))
              stream.on('trailers', (came: Fields) => (record.trailer = came))
              stream.on('error', ignore) // Connect adds its listeners a moment later
              resolve(stream)
            }),
          notifyResponseByteRead: ignore,
        }),
      })
      // Connect invents codes for answers that it does not accept, so the answer is recorded unchanged first.
      const recording: UniversalClientFn = async (request) => {
        const answer = await http(request)
        const body = await readUpTo(answer.body, maxBytes)
        if (body === undefined) {
          record.isTooLarge = true
          throw new ConnectError('too large', Code.ResourceExhausted)
        }
        record.arrived = { status: answer.status, header: answer.header, trailer: answer.trailer, body }
        return { ...answer, body: createAsyncIterable([body]) }
      }
      const transport = createTransport({
        baseUrl: base.href,
        httpClient: recording,
        useBinaryFormat: true,
        interceptors: [],
        acceptCompression: [],
        sendCompression: null,
        compressMinBytes: Infinity,
        readMaxBytes: maxBytes,
        writeMaxBytes: LONGEST_REQUEST,
      })
      const result = await transport.unary(method, signal, timeoutMs, { ...headers }, message).then(
        () => undefined,
        (error: unknown) => error,
      )
      const { arrived, isSent, isTooLarge } = record
      if (arrived !== undefined) return arrived
      const why = isTooLarge ? 'too-large' : troubleOf(result, signal)
      throw new WireFailure(why, isSent, undefined, remainsOf(record))
    },

    close: () => http2.destroy(),
  }
}

/** What was sent and what has arrived, as the stream reports it. */
interface Call {
  isSent: boolean
  isTooLarge: boolean
  /** The whole answer. */
  arrived?: Arrived
  header: Fields
  trailer: Fields
  body?: Arrivals
}

function remainsOf({ header, trailer, body }: Call): WireRemains | undefined {
  const status = Number(header[':status'] ?? 0)
  const bytes = body?.bytes() ?? Buffer.alloc(0)
  if (status === 0 && bytes.byteLength === 0) return undefined
  return { status, headers: fieldsOf(header), trailers: fieldsOf(trailer), body: bytes }
}

const fieldsOf = (came: Fields): WireRemains['headers'] =>
  Object.fromEntries(
    Object.entries(came).flatMap(([name, value]) =>
      name.startsWith(':') || value === undefined ? [] : [[name, [value].flat().join(', ')]],
    ),
  )

/** Why no whole answer arrived. SECURITY: errors of the connection contain received data, so only the kind of trouble is passed on. */
function troubleOf(error: unknown, signal: AbortSignal): WireTrouble {
  if (signal.aborted) return 'cancelled'
  return error instanceof ConnectError && error.code === Code.DeadlineExceeded ? 'timeout' : 'cut-off'
}

/** All bytes; `undefined` as soon as there are more than `maxBytes`. */
async function readUpTo(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.byteLength
    if (length > maxBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, length)
}
