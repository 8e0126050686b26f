/** Parts of invalid gRPC answers: statuses, codes and bodies that the suite combines. */
import { create, toBinary } from '@bufbuild/protobuf'
import { Code, ConnectError } from '@connectrpc/connect'
import {
  BadRequestSchema,
  RetryInfoSchema,
} from '../../../electron/providers/google-rpc/generated/error-details_pb.ts'
import { frameOf } from '../../emulators/grpc-faults.ts'

export const HTTP_STATUSES = [
  201, 204, 206, 299, 300, 301, 304, 307, 400, 401, 403, 404, 405, 407, 408, 409, 415, 418, 421, 422, 425,
  429, 499, 500, 501, 502, 503, 504, 599,
]
/** The error that the app reports for each code that comes in trailers. */
export const REFUSALS: Readonly<Record<number, string>> = {
  [Code.InvalidArgument]: 'invalid',
  [Code.NotFound]: 'not-found',
  [Code.AlreadyExists]: 'conflict',
  [Code.PermissionDenied]: 'forbidden',
  [Code.ResourceExhausted]: 'rate-limited',
  [Code.FailedPrecondition]: 'conflict',
  [Code.Unimplemented]: 'not-understood',
  [Code.Unauthenticated]: 'unauthorized',
}
export const CODES = Object.values(Code).filter((code) => typeof code === 'number')
/** Values that cannot be parsed as a code. */
export const NO_STATUS = [undefined, '', 'x', '-1', '1.5', '17', '99', '005', '0, 0', '5, 5']

const text = (words: string): Uint8Array => new TextEncoder().encode(words)
export const NOTHING = text('')
export const BODIES: Readonly<Record<string, Uint8Array>> = {
  empty: NOTHING,
  html: text('<!doctype html><title>Bad gateway</title>'),
  JSON: text('{"code":5,"message":"not found"}'),
  'half a frame': Uint8Array.of(0, 0, 0),
  'a frame that is cut': frameOf(text('abcdefgh')).subarray(0, 9),
  'a message of something else': frameOf(Uint8Array.of(0x0f, 0xff, 0xff)),
  'a compressed frame': Uint8Array.of(1, 0, 0, 0, 1, 0),
  'two messages': Buffer.concat([frameOf(NOTHING), frameOf(NOTHING)]),
}
export const GRPC = { 'content-type': 'application/grpc' }

/** A status with every detail that Keyhold reads, and one detail that Keyhold does not read. */
export function detailed(code: Code, words = 'No.'): ConnectError {
  const error = new ConnectError(words, code, undefined, [
    { desc: RetryInfoSchema, value: { retryDelay: { seconds: 89n, nanos: 500_000_000 } } },
    {
      desc: BadRequestSchema,
      value: { fieldViolations: [{ field: 'name', description: 'must not be empty' }] },
    },
  ])
  error.details.push({ type: 'elsewhere.Unknown', value: toBinary(RetryInfoSchema, create(RetryInfoSchema)) })
  return error
}
