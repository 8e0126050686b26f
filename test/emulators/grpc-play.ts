/** How an emulated gRPC service answers: as it says, or as the fault at hand wants it. */
import type { Http2ServerResponse } from 'node:http2'
import type { Socket } from 'node:net'
import { frameOf, messageOf, type GrpcFaultKind, type RawAnswer } from './grpc-faults.ts'

const HTML =
  '<!doctype html><html><head><title>Sign in</title></head><body><p>Hello from a proxy.</p></body></html>'

/** The request at hand, as far as answers depend on it. */
export interface Exchange {
  readonly response: Http2ServerResponse
  readonly socket: Socket | undefined
  readonly act: () => Promise<RawAnswer>
  /** Changes an answer's message through its JSON form. */
  readonly rewrite: (message: Uint8Array, change: (json: unknown) => unknown) => Uint8Array
  /** Stands in for the secret of an answer. */
  readonly mask: (message: Uint8Array) => Uint8Array
}

type Acts = { readonly [K in GrpcFaultKind['kind']]: (fault: Extract<GrpcFaultKind, { kind: K }>) => unknown }

/** `now`: what the `date` header says. */
export function createPlayer(now: () => number) {
  const held = new Set<() => void>()

  const head = (header: RawAnswer['header']) => ({
    date: new Date(now()).toUTCString(),
    // Nobody may send it back.
    'set-cookie': 'session=tasty; Path=/',
    ...header,
  })

  /** An answer without a message comes as trailers alone, in one piece, as gRPC servers do it. */
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
    /** Half of the answer, then `end`. */
    const half = async (end: () => unknown) => {
      const { status, header, body } = await act()
      response.writeHead(status, head(header))
      response.write(body.subarray(0, Math.ceil(body.byteLength / 2)), () => setImmediate(end))
    }
    const acts: Acts = {
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
      // Whoever stands before the service; its trailers do not get through.
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
      // Whoever stands before the service; the service itself answers 200 and tells in trailers.
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
    const run = acts[fault.kind] as (fault: GrpcFaultKind) => unknown
    return run(fault)
  }

  return {
    send,
    play,
    /** Lets every held answer go. */
    release: (): void => {
      for (const go of held) go()
      held.clear()
    },
  }
}
