/** The HTTP client: the only way to a provider over HTTP. One call is one request, to the pinned address, within one deadline. */
import { randomBytes } from 'node:crypto'
import type { FormValues, Instant } from '../../shared/model/model.ts'
import type { WaitForTurn } from '../core/ports/loop.ts'
import { WireFailure, type NetworkPort, type WireAnswer } from '../core/ports/network.ts'
import type { Answer, Api } from '../core/ports/provider.ts'
import type { Clock } from '../core/ports/world.ts'
import { LONGEST_KEPT } from '../core/answers/reading.ts'
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
  type AccountSecrets,
  type Deadlines,
  type KeepAnswer,
} from './client-session.ts'
import {
  asAnswer,
  contentOf,
  decoded,
  isFromProvider,
  JSON_FORMAT,
  readable,
  type BodyFormat,
  type RequestContent,
} from './http-content.ts'
import { failureOfAnswer, failureOfWire, type ErrorForm } from './outcome.ts'
import { readHttpDate, readRetryAt } from './retry-after.ts'
import {
  bearer,
  createAccessTokens,
  exchangeOf,
  readToken,
  withExchangeErrors,
  type TokenSource,
} from './token-exchange.ts'

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

/** A connected account as its provider's file sees it. */
export interface HttpApi extends Api, AccountSecrets {
  /**
   * Sends one request, never repeated; with HTTP Digest, a request that was refused with a challenge does not count, and neither does one whose
   * access token was refused as too old. Resolves with a complete 2xx answer, else throws Failure `provider`.
   */
  send(call: HttpCall): Promise<HttpAnswer>
  /** Exchanges the credential for a new access token, even if there is one: this shows that the credential works now. Throws Failure `provider`. */
  exchangeToken(signal?: AbortSignal): Promise<void>
  /** Reads a next page of a list at the provider's address, which must stay below the scope's base. */
  follow(next: { scope: string; address: string; signal?: AbortSignal | undefined }): Promise<HttpAnswer>
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
  /** Uses access tokens instead of `authorize`: the credential itself is sent to this address alone. */
  readonly token?: TokenSource | undefined
  /** The media type of JSON in requests and answers of a scope, for a provider that puts the version of its API there. */
  readonly media?: ((scope: string) => string) | undefined
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

interface Request extends RequestContent {
  readonly scope: string
  readonly url: URL
  readonly base: URL
  readonly method: HttpCall['method']
  readonly timeoutMs: number
  /** It changes nothing. */
  readonly isRead: boolean
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
  const tokens = createAccessTokens(() => clock.now())

  const baseOf = (scope: string): URL => {
    const base = Object.hasOwn(bases, scope) ? bases[scope] : undefined
    if (base === undefined) throw providerFailure({ why: 'invalid', outcome: 'not-sent' })
    return base
  }

  /** Throws before anything is sent. */
  const check = ({ url, base, signal }: Request): void => {
    session.check(signal)
    // SECURITY: proxies and servers log addresses.
    if (session.isIn(decoded(url.href)) || !isBelow(base, url))
      throw providerFailure({ why: 'invalid', outcome: 'not-sent' })
  }

  let keep: KeepAnswer = () => undefined

  /** Sends once. The answer to an issuing call is sealed unchanged before it is read. */
  const put = async (
    request: Request,
    authorization: Headers,
    media = options.media?.(request.scope),
  ): Promise<WireAnswer> => {
    const { scope, url, method, timeoutMs, isList, isIssue, signal } = request
    const content = contentOf(request, media)
    const body = content?.body
    const longest = isList ? LONGEST_LIST : LONGEST_SINGLE
    const headers = {
      accept: media ?? format.accept,
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
    const answer = await authorized(request)
    if (request.isList) await turn(0)
    return answer
  }

  const authorized = async (request: Request): Promise<HttpAnswer> => {
    const { digest, token } = options
    if (digest !== undefined) return exchangeUnder(digest, request)
    if (token !== undefined) return exchangeWith(token, request)
    return read(await put(request, session.readCredential(options.authorize)))
  }

  /** One deadline for all requests of a call. */
  const timer = (timeoutMs: number) => {
    const startedAt = clock.now()
    return (request: Request): Request => {
      const leftMs = timeoutMs - Math.max(0, clock.now() - startedAt)
      if (leftMs <= 0) throw providerFailure({ why: 'timeout', outcome: 'not-sent' })
      return { ...request, timeoutMs: leftMs }
    }
  }

  /** Asks for an access token, which later calls use. */
  const exchangeCredential = async (
    source: TokenSource,
    inTime: (request: Request) => Request,
    signal: AbortSignal | undefined,
  ): Promise<Secret> => {
    const { headers, ...exchange } = session.readCredential((secret) => exchangeOf(source, secret))
    const request = inTime({ ...exchange, signal })
    check(request)
    const askedAt = clock.now()
    const answer = await put(request, headers, format.accept)
    const token = readToken(read(answer, withExchangeErrors(options.readError)), askedAt)
    session.hold(token.secret)
    session.check(signal)
    tokens.keep(token)
    return token.secret
  }

  const exchangeWith = async (source: TokenSource, request: Request): Promise<HttpAnswer> => {
    const inTime = timer(request.timeoutMs)
    return tokens.call({
      isRead: request.isRead,
      exchange: async () => exchangeCredential(source, inTime, request.signal),
      send: async (token) => put(inTime(request), bearer(token)),
      read: (answer) => read(answer),
    })
  }

  const exchangeUnder = async (user: DigestUser, request: Request): Promise<HttpAnswer> => {
    const { url, base, method } = request
    const isRead = method === 'GET'
    const inTime = timer(request.timeoutMs)
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
      read: (answer) => read(answer),
      scrub: (words) => session.scrub(words),
    })
  }

  const read = (
    { status, headers, body }: WireAnswer,
    readError: HttpClientOptions['readError'] = options.readError,
  ): HttpAnswer => {
    const date = readHttpDate(headers.date)
    if (status >= 200 && status <= 299) return { status, headers, body, date }
    const form = readError(status, format.parse(body), new TextDecoder().decode(body))
    throw failureOfAnswer({
      status,
      form: form && { ...form, words: session.scrub(form.words) },
      retryAt: readRetryAt({ status, headers }, clock.now(), date),
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
        isRead,
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
      return exchange({
        scope,
        url,
        base,
        method: 'GET',
        json: undefined,
        form: undefined,
        timeoutMs: deadlines.readMs,
        isRead: true,
        isList: true,
        isIssue: false,
        signal,
      })
    },
    async exchangeToken(signal) {
      const { token } = options
      if (token === undefined) throw providerFailure({ why: 'invalid', outcome: 'not-sent' })
      await exchangeCredential(token, timer(deadlines.readMs), signal)
    },
    readCredential: (read) => session.readCredential(read),
    scrub: (words) => session.scrub(words),
    secretParts: () => session.secretParts(),
    now: () => clock.now(),
    turn,
    close: () => session.close(),
  }
}
