/** How an emulated gRPC service answers: as the service does, or as the current fault requires. */
import type { Http2ServerResponse } from 'node:http2'
import type { Socket } from 'node:net'
import { frameOf, messageOf, type GrpcFaultKind, type RawAnswer } from './grpc-faults.ts'

const HTML =
  '<!doctype html><html><head><title>Sign in</title></head><body><p>Hello from a proxy.</p></body></html>'

/** The parts of the current request that answers depend on. */
export interface Exchange {
  readonly response: Http2ServerResponse
  readonly socket: Socket | undefined
  readonly act: () => Promise<RawAnswer>
  /** Changes an answer's message through its JSON form. */
  readonly rewrite: (message: Uint8Array, change: (json: unknown) => unknown) => Uint8Array
  /** Masks the secret in an answer's message. */
  readonly mask: (message: Uint8Array) => Uint8Array
}

type FaultHandlers = {
  readonly [K in GrpcFaultKind['kind']]: (fault: Extract<GrpcFaultKind, { kind: K }>) => unknown
}

/** `now`: the time in the `date` header. */
export function createPlayer(now: () => number) {
  const held = new Set<() => void>()

  const head = (header: RawAnswer['header']) => ({
    date: new Date(now()).toUTCString(),
    // The client must not send the cookie back.
    'set-cookie': 'session=tasty; Path=/',
    ...header,
  })

  /** Sends an answer. Without a message only trailers are sent, in one piece, as gRPC servers do. */
  const send = (response: Http2ServerResponse, { status, header, body, trailer }: RawAnswer): void => {
    if (response.destroyed) return
    const isBare = body.byteLength === 0
    response.writeHead(status, head(isBare ? { ...header, ...trailer } : header))
    if (!isBare && trailer !== undefined) response.addTrailers(trailer)
    response.end(body)
  }

  const play = (fault: GrpcFaultKind, { response, socket, act, rewrite, mask }: Exchange): unknown => {
    const changed = async (change: (answer: RawAnswer) => RawAnswer) => send(response, change(await act()))
    const withMessage = async (change: (message: Uint8Array) => Uint8Array) =>
      changed((answer) => ({ ...answer, body: frameOf(change(messageOf(answer.body))) }))
    /** Sends half of the answer, then calls `end`. */
    const half = async (end: () => unknown) => {
      const { status, header, body } = await act()
      response.writeHead(status, head(header))
      response.write(body.subarray(0, Math.ceil(body.byteLength / 2)), () => setImmediate(end))
    }
    const handlers: FaultHandlers = {
      delay: async ({ ms }) => {
        const answer = await act()
        setTimeout(() => send(response, answer), ms).unref()
      },
      hold: async () => {
        const answer = await act()
        const go = (): void => send(response, answer)
        held.add(go)
        response.once('close', () => held.delete(go))
      },
      hang: () => undefined,
      'cut-before': () => socket?.destroy(),
      'cut-after': async () => {
        await act()
        socket?.destroy()
      },
      'cut-midway': async () => half(() => socket?.destroy()),
      'cut-late': async () => {
        const { status, header, body } = await act()
        response.writeHead(status, head(header))
        response.write(body, () => setImmediate(() => socket?.destroy()))
      },
      // The answer of a proxy in front of the service; the service's trailers are dropped.
      'as-status': async ({ status }) => changed(({ header, body }) => ({ status, header, body })),
      encoded: async ({ by: { name, encode } }) =>
        changed((answer) => {
          const body = frameOf(encode(messageOf(answer.body)))
          body[0] = 1
          return { ...answer, header: { ...answer.header, 'grpc-encoding': name }, body }
        }),
      interim: async ({ statuses }) => {
        const answer = await act()
        for (const status of statuses) response.stream.additionalHeaders({ ':status': status })
        send(response, answer)
      },
      reset: async () => half(() => socket?.resetAndDestroy()),
      'reset-stream': async () => half(() => response.stream.close(2)),
      malformed: async () => withMessage((message) => message.subarray(0, Math.ceil(message.byteLength / 2))),
      empty: async () => changed((answer) => ({ ...answer, body: Buffer.alloc(0) })),
      'wrong-types': async () => withMessage(() => Buffer.from([0x08, 0x07, 0x18, 0x01, 0x0d, 0x00])),
      oversized: async ({ bytes }) =>
        changed((answer) => ({ ...answer, body: Buffer.concat([answer.body, Buffer.alloc(bytes)]) })),
      'wrong-content-type': async () =>
        changed((answer) => ({ ...answer, header: { ...answer.header, 'content-type': 'text/html' } })),
      html: () =>
        send(response, { status: 200, header: { 'content-type': 'text/html' }, body: Buffer.from(HTML) }),
      rewrite: async ({ change }) => withMessage((message) => rewrite(message, change)),
      masked: async () => withMessage(mask),
      answer: ({ answer }) => send(response, answer),
      // The answer of a proxy in front of the service. The service itself answers 200 and reports errors in trailers.
      status: ({ status, retryAfter, location, body = 'html' }) => {
        const isBare = body === 'empty' || status === 204 || status === 304
        const header = {
          'content-type': 'text/html',
          ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
          ...(location === undefined ? {} : { location }),
        }
        send(response, { status, header, body: Buffer.from(isBare ? '' : HTML) })
      },
    }
    const run = handlers[fault.kind] as (fault: GrpcFaultKind) => unknown
    return run(fault)
  }

  return {
    send,
    play,
    /** Sends every held answer. */
    release: (): void => {
      for (const go of held) go()
      held.clear()
    },
  }
}
