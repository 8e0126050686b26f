/** The HTTP client: the only way to a provider over HTTP. One call is one request, to the pinned address, within one deadline. */
import { randomBytes } from 'node:crypto'
import type { FormValues, Instant } from '../../shared/model/model.ts'
import type { WaitForTurn } from '../core/ports/loop.ts'
import { WireFailure, type NetworkPort, type WireAnswer, type WireRemains } from '../core/ports/network.ts'
import type { Answer, Api } from '../core/ports/provider.ts'
import type { Clock } from '../core/ports/world.ts'
import { decoded as decodedAnswer, LONGEST_KEPT } from '../core/answers/reading.ts'
import type { Secret } from '../core/ports/secret.ts'
import { addressOf, isBelow, nextAddress, type Query } from './addresses.ts'
import { exchangeSigned, type DigestUser } from './digest-exchange.ts'
import { signDigest, type Challenge } from './digest.ts'
import { notUnderstood, providerFailure } from './failure.ts'
import {
  DEADLINES,
  openCredentialSession,
  LONGEST_LIST,
  LONGEST_SINGLE,
  type Deadlines,
  type KeepAnswer,
} from './client-session.ts'
import { parseJson } from './json.ts'
import { failureOfAnswer, failureOfWire, type ErrorForm } from './outcome.ts'
import { readHttpDate, readRetryAfter } from './retry-after.ts'
import { holdsSecret, secretParts } from './scrub.ts'

interface Common {
  readonly scope: string
  /** Segments below the scope's base address, not yet encoded. A last empty segment makes a trailing slash. */
  readonly path: readonly string[]
  readonly query?: Query
  readonly signal?: AbortSignal | undefined
  /** The body as an HTML form. */
  readonly form?: Readonly<Record<string, string>>
}

export type HttpCall =
  | (Common & { readonly method: 'GET' | 'POST'; readonly effect: 'read'; readonly list?: boolean })
  | (Common & {
      readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
      /** `issue`: the answer contains a secret. */
      readonly effect: 'change' | 'issue'
      readonly json?: unknown
    })

export interface HttpAnswer extends Answer {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
}

/** A request before it is signed, byte for byte as it will be sent. */
export interface UnsignedRequest {
  readonly scope: string
  readonly url: URL
  readonly method: HttpCall['method']
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | undefined
  /** This machine's clock. */
  readonly at: Instant
}

/** The form of a provider's bodies. */
export interface BodyFormat {
  /** The `accept` header. */
  readonly accept: string
  /** The data of a body; `undefined` if it is in another form. */
  readonly parse: (body: Uint8Array) => unknown
}

/** A connected account as its provider's file sees it. */
export interface HttpApi extends Api {
  /**
   * Sends one request, never repeated; with HTTP Digest, a request that was refused with a challenge does not count. Resolves with a complete 2xx
   * answer, else throws Failure `provider`.
   */
  send(call: HttpCall): Promise<HttpAnswer>
  /** Reads a next page of a list at the provider's address, which must stay below the scope's base. */
  follow(next: { scope: string; address: string; signal?: AbortSignal | undefined }): Promise<HttpAnswer>
  /** Runs `read` on the credential; its result must not contain the credential. */
  readCredential<T>(read: (credential: string) => T): T
  /** Removes secrets from the provider's words, so that they can be shown. */
  scrub(words: string): string
  /** This machine's clock. */
  now(): Instant
  /** Used by code that reads thousands of rows. */
  readonly turn: WaitForTurn
}

export interface HttpClientOptions {
  readonly network: NetworkPort
  readonly clock: Clock
  readonly turn: WaitForTurn
  readonly deadlines?: Deadlines | undefined
  readonly settings: FormValues
  /** The base address of each scope. */
  readonly bases: Readonly<Record<string, URL>>
  /** Wiped on close. */
  readonly credential: Secret
  /** The headers with the credential and its other fields. */
  readonly authorize: (credential: string) => Readonly<Record<string, string>>
  /** Uses HTTP Digest instead of `authorize`: the credential itself is never sent. */
  readonly digest?: DigestUser | undefined
  /** Returns the headers that sign a request, in addition to those of `authorize`. */
  readonly sign?: ((request: UnsignedRequest, credential: string) => Headers) | undefined
  /** JSON if missing. */
  readonly format?: BodyFormat | undefined
  /** PEM text of the account's own certificates. */
  readonly certificates: string | undefined
  /**
   * The error in a body that has the provider's own error form, else `undefined`. The client scrubs its words. `text`: the body, for a provider that
   * writes some of its errors as plain text.
   */
  readonly readError: (status: number, json: unknown, text: string) => ErrorForm | undefined
}

type Headers = Readonly<Record<string, string>>

interface Request {
  readonly scope: string
  readonly url: URL
  readonly base: URL
  readonly method: HttpCall['method']
  readonly json: unknown
  readonly form: HttpCall['form']
  readonly timeoutMs: number
  /** The answer may be long. */
  readonly isList: boolean
  /** The answer may contain a new secret. */
  readonly isIssue: boolean
  readonly signal: AbortSignal | undefined
}

/** Opens the options. Nothing is sent before the first call. */
export function openHttpClient(options: HttpClientOptions): HttpApi {
  const { credential, bases, settings, network, clock, turn, format = JSON_FORMAT } = options
  const deadlines = options.deadlines ?? DEADLINES
  const session = openCredentialSession(credential)

  const baseOf = (scope: string): URL => {
    const base = Object.hasOwn(bases, scope) ? bases[scope] : undefined
    if (base === undefined) throw providerFailure({ why: 'invalid', outcome: 'not-sent' })
    return base
  }

  /** Throws before anything is sent. */
  const check = ({ url, base, signal }: Request): void => {
    session.check(signal)
    // SECURITY: proxies and servers log addresses.
    const leaks = session.readCredential((text) => holdsSecret(decoded(url.href), secretParts(text)))
    if (leaks || !isBelow(base, url)) throw providerFailure({ why: 'invalid', outcome: 'not-sent' })
  }

  let keep: KeepAnswer = () => undefined

  /** Sends once. The answer to an issuing call is sealed unchanged before it is read. */
  const put = async (request: Request, authorization: Headers): Promise<WireAnswer> => {
    const { scope, url, method, timeoutMs, isList, isIssue, signal } = request
    const content = contentOf(request)
    const body = content?.body
    const longest = isList ? LONGEST_LIST : LONGEST_SINGLE
    const headers = {
      accept: format.accept,
      // An answer that is encoded nevertheless is decoded.
      'accept-encoding': 'identity',
      'user-agent': 'Keyhold',
      ...(content && { 'content-type': content.type }),
      ...authorization,
    }
    const signed = session.readCredential((credential) =>
      options.sign?.({ scope, url, method, headers, body, at: clock.now() }, credential),
    )
    const answer = await network
      .exchange({
        url,
        method,
        headers: { ...headers, ...signed },
        body,
        timeoutMs,
        maxBytes: isIssue ? LONGEST_KEPT : longest,
        ...(isIssue && { keepsAll: true }),
        extraCertificates: options.certificates,
        signal: session.until(signal),
      })
      .catch((error: unknown) => {
        if (isIssue && error instanceof WireFailure && error.came !== undefined)
          keep({ ...asAnswer(error.came), broken: error.why })
        throw failureOfWire(error)
      })
    if (isIssue) keep(asAnswer(answer))
    return readable(answer, longest)
  }

  const exchange = async (request: Request): Promise<HttpAnswer> => {
    check(request)
    const answer =
      options.digest === undefined
        ? read(await put(request, session.readCredential(options.authorize)))
        : await exchangeUnder(options.digest, request)
    if (request.isList) await turn(0)
    return answer
  }

  const exchangeUnder = async (user: DigestUser, request: Request): Promise<HttpAnswer> => {
    const { url, base, method, timeoutMs } = request
    const isRead = method === 'GET'
    const startedAt = clock.now()
    // One deadline for all requests of the exchange.
    const inTime = (one: Request): Request => {
      const leftMs = timeoutMs - Math.max(0, clock.now() - startedAt)
      if (leftMs <= 0) throw providerFailure({ why: 'timeout', outcome: 'not-sent' })
      return { ...one, timeoutMs: leftMs }
    }
    const challengePath = isRead ? url : addressOf(base, user.challengePath)
    const sign = (challenge: Challenge): Headers => {
      const uri = `${url.pathname}${url.search}`
      const cnonce = randomBytes(16).toString('hex')
      return session.readCredential((password) => ({
        authorization: signDigest({ challenge, user: user.name, password, method, uri, cnonce }),
      }))
    }
    return exchangeSigned({
      isRead,
      requestChallenge: async () =>
        put(
          inTime({
            ...request,
            url: challengePath,
            method: 'GET',
            json: undefined,
            form: undefined,
            isIssue: false,
          }),
          {},
        ),
      send: async (challenge) => put(inTime(request), sign(challenge)),
      read,
      scrub: (words) => session.scrub(words),
    })
  }

  const read = ({ status, headers, body }: WireAnswer): HttpAnswer => {
    const date = readHttpDate(headers.date)
    if (status >= 200 && status <= 299) return { status, headers, body, date }
    const form = options.readError(status, format.parse(body), new TextDecoder().decode(body))
    throw failureOfAnswer({
      status,
      form: form && { ...form, words: session.scrub(form.words) },
      retryAt: readRetryAfter(headers['retry-after'], clock.now(), date),
    })
  }

  return {
    settings,
    keepAnswers(next) {
      keep = next
    },
    async send(call) {
      const base = baseOf(call.scope)
      const isRead = call.effect === 'read'
      const answer = await exchange({
        scope: call.scope,
        url: addressOf(base, call.path, call.query),
        base,
        method: call.method,
        json: isRead ? undefined : call.json,
        form: call.form,
        timeoutMs: isRead ? deadlines.readMs : deadlines.changeMs,
        isList: isRead && call.list === true,
        isIssue: call.effect === 'issue',
        signal: call.signal,
      })
      // An answer with a secret is sealed before anything reads it.
      if (call.effect === 'change' && !isFromProvider(answer, format)) throw notUnderstood(answer.status)
      return answer
    },
    async follow({ scope, address, signal }) {
      const base = baseOf(scope)
      const url = nextAddress(base, address)
      const { readMs: timeoutMs } = deadlines
      return exchange({
        scope,
        url,
        base,
        method: 'GET',
        json: undefined,
        form: undefined,
        timeoutMs,
        isList: true,
        isIssue: false,
        signal,
      })
    },
    readCredential: (read) => session.readCredential(read),
    scrub: (words) => session.scrub(words),
    now: () => clock.now(),
    turn,
    close: () => session.close(),
  }
}

const asAnswer = ({ status, headers, body, trailers, raw }: WireRemains): Answer => ({
  status,
  headers,
  body,
  date: readHttpDate(headers.date),
  ...(trailers && { trailers }),
  ...(raw && { raw }),
})

/** Throws Failure `provider`, outcome unknown, if the answer is longer than `longest` or cannot be decoded completely. */
async function readable(answer: WireAnswer, longest: number): Promise<WireAnswer> {
  const { status, headers, body } = answer
  if (body.byteLength > longest) throw providerFailure({ why: 'too-large', outcome: 'unknown', status })
  const plain = await decodedAnswer(answer, longest)
  if (plain === undefined) throw notUnderstood(status)
  return { status, headers, body: plain.body }
}

const JSON_FORMAT: BodyFormat = { accept: 'application/json', parse: parseJson }

/** The body of a request and its media type. */
function contentOf({ json, form }: Pick<Request, 'json' | 'form'>) {
  if (form !== undefined)
    return {
      type: 'application/x-www-form-urlencoded; charset=utf-8',
      body: new TextEncoder().encode(new URLSearchParams(form).toString()),
    }
  if (json === undefined) return undefined
  return { type: 'application/json', body: new TextEncoder().encode(JSON.stringify(json)) }
}

/**
 * A deletion's only result is its status, which any proxy can send with a page of its own. Every provider here answers in its format, or with an
 * empty body.
 */
const isFromProvider = ({ body }: HttpAnswer, { parse }: BodyFormat): boolean =>
  body.byteLength === 0 || parse(body) !== undefined

function decoded(address: string): string {
  try {
    return `${address} ${decodeURIComponent(address.replaceAll('+', ' '))}`
  } catch {
    return address
  }
}
