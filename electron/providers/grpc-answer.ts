/** What a whole gRPC answer means: its status as it arrived in the trailers, one typed error, one of the three outcomes. */
import { Code, ConnectError } from '@connectrpc/connect'
import { findTrailerError } from '@connectrpc/connect/protocol-grpc'
import { durationMs } from '@bufbuild/protobuf/wkt'
import type { Failure, ProviderTrouble } from '../../shared/contract/errors.ts'
import type { Instant } from '../../shared/model/model.ts'
import { notUnderstood, providerFailure } from './failure.ts'
import { BadRequestSchema, RetryInfoSchema } from './google-rpc/generated/error-details_pb.ts'
import { failureOfAnswer } from './outcome.ts'
import { readHttpDate, readRetryAfter } from './retry-after.ts'

/** An answer of which everything has arrived, up to the end of its stream. */
export interface Arrived {
  /** The HTTP status. */
  readonly status: number
  readonly header: Headers
  readonly trailer: Headers
  /** Messages in their frames. */
  readonly body: Uint8Array
}

/** Codes that promise, when they come in trailers, that nothing has changed. */
const REFUSALS: Readonly<Partial<Record<Code, ProviderTrouble>>> = {
  [Code.InvalidArgument]: 'invalid',
  [Code.Unauthenticated]: 'unauthorized',
  [Code.PermissionDenied]: 'forbidden',
  [Code.NotFound]: 'not-found',
  [Code.AlreadyExists]: 'conflict',
  [Code.FailedPrecondition]: 'conflict',
  // Another service or an old one: nobody there knows the call.
  [Code.Unimplemented]: 'not-understood',
  [Code.ResourceExhausted]: 'rate-limited',
}

const OK = 0
const CODES: readonly Code[] = Object.values(Code).filter((code) => typeof code === 'number')

/**
 * The failure that an answer stands for; `undefined` when it is a success. Whoever stands between may answer without a
 * status of gRPC: what such an answer says of our call is nothing.
 */
export function failureOfArrived(
  arrived: Arrived,
  scrub: (words: string) => string,
  now: Instant,
): Failure | undefined {
  const { status, header } = arrived
  if (status !== 200) {
    const retryAt = readRetryAfter(header.get('retry-after') ?? undefined, now, dateOf(arrived))
    return failureOfAnswer({ status, form: undefined, retryAt })
  }
  const code = statusOf(arrived)
  if (code === OK) return undefined
  const refusal = code === undefined ? undefined : refusalIn(arrived, code)
  return refusal === undefined ? notUnderstood(status) : failureOf(refusal, scrub, now)
}

function failureOf(error: ConnectError, scrub: (words: string) => string, now: Instant): Failure {
  const refusal = REFUSALS[error.code]
  return providerFailure({
    why: refusal ?? (error.code === Code.DeadlineExceeded ? 'timeout' : 'unavailable'),
    outcome: refusal === undefined ? 'unknown' : 'refused',
    retryAt: retryOf(error, now),
    words: scrub(wordsOf(error)),
  })
}

/** The answer's `Date` header. */
export function dateOf({ header }: Arrived): Instant | undefined {
  return readHttpDate(header.get('date') ?? undefined)
}

/** The status that the other side has sent, in trailers or, when there is nothing else, in headers that are the trailers too. */
function statusOf({ header, trailer, body }: Arrived): Code | typeof OK | undefined {
  const text = trailer.get('grpc-status') ?? (body.byteLength === 0 ? header.get('grpc-status') : null)
  if (text === null || !/^\d{1,2}$/.test(text)) return undefined
  const sent = Number(text)
  return sent === OK ? OK : CODES.find((code) => code.valueOf() === sent)
}

/**
 * A status with its words and details. `undefined` for somebody's rubbish: a status beside a message, in an answer of
 * another kind than gRPC's, or with another one in its details.
 */
function refusalIn({ header, trailer, body }: Arrived, code: Code): ConnectError | undefined {
  const isGrpc = /^application\/grpc($|[+;])/i.test(header.get('content-type') ?? '')
  if (!isGrpc || body.byteLength > 0) return undefined
  const fields = trailer.has('grpc-status') ? trailer : header
  try {
    const error = findTrailerError(fields)
    return error?.code === code ? error : undefined
  } catch {
    // Words or details that break their own encoding; the status stands.
    return new ConnectError(fields.get('grpc-message') ?? '', code)
  }
}

function wordsOf(error: ConnectError): string {
  const violations = error
    .findDetails(BadRequestSchema)
    .flatMap(({ fieldViolations }) => fieldViolations)
    .map(({ field, description }) => (field === '' ? description : `${field}: ${description}`))
  return [error.rawMessage, ...violations].filter((text) => text !== '').join(' ')
}

function retryOf(error: ConnectError, now: Instant): Instant | undefined {
  if (error.code !== Code.ResourceExhausted && error.code !== Code.Unavailable) return undefined
  const [delay] = error.findDetails(RetryInfoSchema).flatMap(({ retryDelay }) => retryDelay ?? [])
  const seconds = delay === undefined ? undefined : Math.ceil(durationMs(delay) / 1000)
  return seconds === undefined || seconds < 0 ? undefined : readRetryAfter(String(seconds), now, undefined)
}
