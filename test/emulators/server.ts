/** The base of every emulator: an HTTP server on loopback with a request log and programmable faults. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAnswers } from './answers.ts'
import { createFaults, type Fault } from './faults.ts'

/** A request as the log keeps it: without credential and secret. */
export interface Seen {
  readonly method: string
  /** Path and query. */
  readonly path: string
  /** Without `authorization`, `private-token` and `cookie`. */
  readonly headers: Readonly<Record<string, string>>
  readonly hasCookie: boolean
  /** Whether the request had an `authorization` or `private-token` header. A request without one is always refused. */
  readonly hasCredential: boolean
  /** The request only exchanges the credential for the token that the calls use. It changes nothing. */
  readonly isSignIn: boolean
  /** The JSON body; `undefined` when there was none or it could not be parsed. */
  readonly json: unknown
  /** The fields of a body that is an HTML form. */
  readonly form?: Readonly<Record<string, string>>
  readonly bodyBytes: number
  /** Whether the address contained the credential or an issued secret. Must always be false. */
  readonly secretInAddress: boolean
  /** The number of its connection, counted from 1: two requests with one number shared it. */
  readonly connection: number
}

/** A request in the form that the emulated API gets. */
export type Asked = Seen & {
  readonly authorization: string
  /** GitLab's own header for a token; empty if there is none. */
  readonly privateToken: string
  /** The header `x-api-key`; empty if there is none. */
  readonly apiKey: string
  /** The unparsed body. */
  readonly body: string
}

/** The answer of an emulated API. */
export interface Reply {
  readonly status: number
  readonly json?: unknown
  /** A body that is not JSON. */
  readonly text?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** An API without its transport: decides what a request does. */
export interface EmulatedApi {
  /** Acts and answers. `authorization`, `privateToken` and `apiKey` are the unchanged headers. */
  handle(request: Asked): Reply
  /** An error in the provider's own form: JSON, or a text that is not JSON. */
  errorForm(status: number, words: string): unknown
  /** The reply with its secret masked. */
  mask(reply: Reply): Reply
  /** Whether a text contains the credential or an issued secret. */
  holdsSecret(text: string): boolean
  /** The path of the exchange of the credential, if the API has one. */
  readonly signInPath?: string
  /** The emulated provider's clock, epoch milliseconds. */
  now(): number
}

export interface EmulatorServer {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly origin: string
  /** In the order of arrival. */
  readonly requests: readonly Seen[]
  fault(fault: Fault): void
  clearFaults(): void
  /** Resolves with the next request that matches, as soon as it has arrived and the API has acted. */
  arrival(fits?: (request: Seen) => boolean): Promise<Seen>
  /** Whether a text contains the credential or an issued secret. */
  holdsSecret(text: string): boolean
  /** Sends every held answer. */
  release(): void
  /** Sets the `Date` header: milliseconds to add to the provider's clock. */
  setSkew(ms: number): void
  close(): Promise<void>
}

const LONGEST_BODY = 1024 * 1024

/** Starts listening on a free port of 127.0.0.1, or on `port`. */
export async function startServer(api: EmulatedApi, port = 0): Promise<EmulatorServer> {
  const requests: Seen[] = []
  const faults = createFaults()
  const watchers = new Set<(request: Seen) => void>()
  const connections = new WeakMap<object, number>()
  let connectionCount = 0
  let skewMs = 0

  const { send, play, release } = createAnswers(api, () => api.now() + skewMs)

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await read(request)
    const {
      authorization = '',
      'private-token': token = '',
      'x-api-key': apiKey = '',
      cookie,
      ...headers
    } = request.headers
    const path = request.url ?? '/'
    const seen: Seen = {
      method: request.method ?? '',
      path,
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      hasCookie: cookie !== undefined,
      hasCredential: `${authorization}${String(token)}${String(apiKey)}` !== '',
      isSignIn: path === api.signInPath,
      json: parse(body),
      ...(isForm(headers) && { form: fieldsOf(body) }),
      bodyBytes: body.byteLength,
      secretInAddress: api.holdsSecret(decoded(path)),
      connection: connections.get(request.socket) ?? 0,
    }
    requests.push(seen)
    const fault = faults.take(seen)
    const about = {
      authorization,
      privateToken: String(token),
      apiKey: String(apiKey),
      body: body.toString('utf8'),
    }
    const act = (): Reply => api.handle({ ...seen, ...about })
    if (fault === undefined) send(response, act())
    else play(fault, response, act)
    for (const watch of [...watchers]) watch(seen)
  }

  const server = createServer((request, response) => {
    // A request whose caller disconnects in the middle does not count.
    answer(request, response).catch(() => response.destroy())
  })
  server.on('connection', (socket) => connections.set(socket, (connectionCount += 1)))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })

  return {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    requests,
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    holdsSecret: (text) => api.holdsSecret(text),
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
      server.closeAllConnections()
      await closed
    },
  }
}

const isForm = ({ 'content-type': type = '' }: IncomingMessage['headers']): boolean =>
  type.startsWith('application/x-www-form-urlencoded')

const fieldsOf = (body: Buffer) => Object.fromEntries(new URLSearchParams(body.toString('utf8')))

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    if (size > LONGEST_BODY) throw new Error('Request is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

function decoded(path: string): string {
  try {
    return `${path} ${decodeURIComponent(path)}`
  } catch {
    return path
  }
}
