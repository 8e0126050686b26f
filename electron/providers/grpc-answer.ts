/** Interprets a whole gRPC answer: its status from the trailers, one typed error, one of the three outcomes. */
import { Code, ConnectError } from '@connectrpc/connect'
import { findTrailerError } from '@connectrpc/connect/protocol-grpc'
import { durationMs } from '@bufbuild/protobuf/wkt'
import type { Failure, ProviderTrouble } from '../../shared/contract/errors.ts'
import type { Instant } from '../../shared/model/model.ts'
import { notUnderstood, providerFailure } from './failure.ts'
import { BadRequestSchema, RetryInfoSchema } from './google-rpc/generated/error-details_pb.ts'
import { failureOfAnswer } from './outcome.ts'
import { readHttpDate, readRetryAfter } from './retry-after.ts'

/** An answer that has arrived completely, up to the end of its stream. */
export interface Arrived {
  /** The HTTP status. */
  readonly status: number
  readonly header: Headers
  readonly trailer: Headers
  /** Messages in their frames. */
  readonly body: Uint8Array
}

/** Codes that, in trailers, promise that nothing has changed. */
const REFUSALS: Readonly<Partial<Record<Code, ProviderTrouble>>> = {
  [Code.InvalidArgument]: 'invalid',
  [Code.Unauthenticated]: 'unauthorized',
  [Code.PermissionDenied]: 'forbidden',
  [Code.NotFound]: 'not-found',
  [Code.AlreadyExists]: 'conflict',
  [Code.FailedPrecondition]: 'conflict',
  // Another or an older service: it does not know the call.
  [Code.Unimplemented]: 'not-understood',
  [Code.ResourceExhausted]: 'rate-limited',
}

const OK = 0
const CODES: readonly Code[] = Object.values(Code).filter((code) => typeof code === 'number')

/**
 * The failure that an answer means; `undefined` for a success. A proxy may answer without a gRPC status; such an answer says nothing about the call.
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

/** The status that the server sent: in trailers or, if there is nothing else, in headers that are also the trailers. */
function statusOf({ header, trailer, body }: Arrived): Code | typeof OK | undefined {
  const text = trailer.get('grpc-status') ?? (body.byteLength === 0 ? header.get('grpc-status') : null)
  if (text === null || !/^\d{1,2}$/.test(text)) return undefined
  const sent = Number(text)
  return sent === OK ? OK : CODES.find((code) => code.valueOf() === sent)
}

/**
 * A status with its words and details. `undefined` for an inconsistent answer: a status beside a message, an answer that is not gRPC, or details with
 * another status.
 */
function refusalIn({ header, trailer, body }: Arrived, code: Code): ConnectError | undefined {
  const isGrpc = /^application\/grpc($|[+;])/i.test(header.get('content-type') ?? '')
  if (!isGrpc || body.byteLength > 0) return undefined
  const fields = trailer.has('grpc-status') ? trailer : header
  try {
    const error = findTrailerError(fields)
    return error?.code === code ? error : undefined
  } catch {
    // The words or details are wrongly encoded; the status is still valid.
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
