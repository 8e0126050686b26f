/** The gRPC client: the only way to a provider over gRPC. One call is sent once, to the pinned host, within one deadline. */
import type { DescMessage, DescMethodUnary, MessageInitShape } from '@bufbuild/protobuf'
import type { FormValues, Instant } from '../../shared/model/model.ts'
import type { WaitForTurn } from '../core/ports/loop.ts'
import { WireFailure, type NetworkPort } from '../core/ports/network.ts'
import type { Answer, Api } from '../core/ports/provider.ts'
import type { Clock } from '../core/ports/world.ts'
import type { Secret } from '../core/ports/secret.ts'
import { decoded, LONGEST_KEPT } from '../core/answers/reading.ts'
import { notUnderstood, providerFailure } from './failure.ts'
import { dateOf, failureOfArrived, type Arrived } from './grpc-answer.ts'
import type { Session } from './grpc-session.ts'
import {
  DEADLINES,
  openCredentialSession,
  LONGEST_LIST,
  LONGEST_SINGLE,
  type AccountSecrets,
  type Deadlines,
  type KeepAnswer,
} from './client-session.ts'
import { failureOfWire } from './outcome.ts'
import { readHttpDate } from './retry-after.ts'

export interface GrpcCall<I extends DescMessage, O extends DescMessage> {
  readonly method: DescMethodUnary<I, O>
  readonly message: MessageInitShape<I>
  /** `issue`: the answer contains a secret. */
  readonly effect: 'read' | 'change' | 'issue'
  readonly list?: boolean
  readonly signal?: AbortSignal | undefined
}

/** A connected account as its provider's file sees it. */
export interface GrpcApi extends Api, AccountSecrets {
  /**
   * Makes one call, never repeated. Resolves with the raw body of an answer whose trailers report success, for `readMessage`; else throws Failure
   * `provider`.
   */
  call<I extends DescMessage, O extends DescMessage>(call: GrpcCall<I, O>): Promise<Answer>
  /** This machine's clock. */
  now(): Instant
}

export interface GrpcClientOptions {
  readonly network: NetworkPort
  readonly clock: Clock
  readonly turn: WaitForTurn
  readonly deadlines?: Deadlines | undefined
  readonly settings: FormValues
  /** The base address of all calls: https, or http on this machine. */
  readonly base: URL
  /** Wiped on close. */
  readonly credential: Secret
  /** The metadata that carries the credential, names in lower case. */
  readonly authorize: (credential: string) => Readonly<Record<string, string>>
  /** PEM text of the account's own certificates. */
  readonly certificates: string | undefined
}

/** Opens the options. Nothing is sent before the first call. */
export function openGrpcClient(options: GrpcClientOptions): GrpcApi {
  const { base, settings, network, clock, turn } = options
  const deadlines = options.deadlines ?? DEADLINES
  const credentialSession = openCredentialSession(options.credential)
  /** The connection of the last read. A change never uses a connection that may be closing at this moment. */
  let warm: Session | undefined
  let isClosed = false
  let keep: KeepAnswer = () => undefined

  async function connect(timeoutMs: number, signal: AbortSignal): Promise<Session> {
    const http2 = await network.openHttp2({
      url: base,
      timeoutMs,
      extraCertificates: options.certificates,
      signal,
    })
    // Loaded with the first call, because a start does not need it.
    const { openSession } = await import('./grpc-session.ts')
    return openSession(base, http2)
  }

  async function send<I extends DescMessage, O extends DescMessage>(call: GrpcCall<I, O>) {
    const isRead = call.effect === 'read'
    const timeoutMs = isRead ? deadlines.readMs : deadlines.changeMs
    const signal = credentialSession.until(call.signal)
    const startedAt = performance.now()
    const reused = isRead && warm?.isOpen() === true ? warm : undefined
    const session = reused ?? (await connect(timeoutMs, signal))
    let isWhole = false
    try {
      credentialSession.check(call.signal)
      const arrived = await session.call({
        method: call.method,
        message: call.message,
        headers: { 'user-agent': 'Keyhold', ...credentialSession.readCredential(options.authorize) },
        // Zero would mean "no deadline".
        timeoutMs: Math.max(1, Math.round(timeoutMs - (performance.now() - startedAt))),
        maxBytes: call.effect === 'issue' ? LONGEST_KEPT : longestOf(call),
        signal,
      })
      isWhole = true
      return arrived
    } finally {
      keepOrClose(session, isRead && isWhole)
    }
  }

  function keepOrClose(session: Session, isWorthKeeping: boolean): void {
    const isPlaceFree = warm === undefined || warm === session || !warm.isOpen()
    if (isWorthKeeping && isPlaceFree && !isClosed && session.isOpen()) warm = session
    else session.close()
  }

  /** The answer to an issuing call is sealed unchanged before it is read. */
  async function sendAndKeep<I extends DescMessage, O extends DescMessage>(call: GrpcCall<I, O>) {
    const isIssue = call.effect === 'issue'
    const arrived = await send(call).catch((error: unknown) => {
      if (isIssue && error instanceof WireFailure && error.came !== undefined) {
        const { came, why } = error
        keep({ ...came, date: readHttpDate(came.headers.date), broken: why })
      }
      throw failureOfWire(error)
    })
    if (isIssue) keep(asAnswer(arrived))
    if (arrived.body.byteLength > longestOf(call))
      throw providerFailure({ why: 'too-large', outcome: 'unknown', status: arrived.status })
    return arrived
  }

  return {
    settings,
    keepAnswers(next) {
      keep = next
    },
    async call(call) {
      credentialSession.check(call.signal)
      const arrived = await sendAndKeep(call)
      const failure = failureOfArrived(arrived, (words) => credentialSession.scrub(words), clock.now())
      if (failure !== undefined) throw failure
      const answer = await decoded(asAnswer(arrived), longestOf(call))
      if (answer === undefined) throw notUnderstood(arrived.status)
      if (call.list === true) await turn(0)
      return answer
    },
    readCredential: (read) => credentialSession.readCredential(read),
    scrub: (words) => credentialSession.scrub(words),
    secretParts: () => credentialSession.secretParts(),
    now: () => clock.now(),
    close() {
      isClosed = true
      credentialSession.close()
      warm?.close()
    },
  }
}

const longestOf = ({ list }: { readonly list?: boolean }): number =>
  list === true ? LONGEST_LIST : LONGEST_SINGLE

const asAnswer = (arrived: Arrived): Answer => ({
  status: arrived.status,
  headers: Object.fromEntries(arrived.header),
  trailers: Object.fromEntries(arrived.trailer),
  body: arrived.body,
  date: dateOf(arrived),
})
