/** The columns of the fault matrix: the faults of the one request that changes something, over HTTP and over gRPC. */
import { Code } from '@connectrpc/connect'
import type { FaultKind } from '../../emulators/faults.ts'
import type { GrpcFaultKind } from '../../emulators/grpc-faults.ts'

export interface MatrixFault {
  readonly name: string
  /** `undefined`: nothing listens at the request's address. */
  readonly kind: GrpcFaultKind | undefined
  /** The certain outcome of a call that changes something. */
  readonly outcome: 'not-sent' | 'refused' | 'unknown'
  /** The answer never comes; the deadline ends the wait. */
  readonly waits?: boolean
  /** By its status alone, the response looks like a success. */
  readonly looksDone?: boolean
  /** No byte of a response arrives. */
  readonly isSilent?: boolean
}

const unknown = (name: string, kind: FaultKind, rest: Partial<MatrixFault> = {}): MatrixFault => ({
  name,
  kind,
  outcome: 'unknown',
  ...rest,
})

const COMMON: readonly MatrixFault[] = [
  { name: 'not sent', kind: undefined, outcome: 'not-sent' },
  unknown('cut before', { kind: 'cut-before' }, { isSilent: true }),
  unknown('cut after', { kind: 'cut-after' }, { isSilent: true }),
  unknown('cut midway', { kind: 'cut-midway' }),
  unknown('reset', { kind: 'reset' }, { isSilent: true }),
  unknown('too large', { kind: 'oversized', bytes: 1_100_000 }, { looksDone: true }),
  unknown('half an answer', { kind: 'malformed' }, { looksDone: true }),
  unknown('no answer', { kind: 'empty' }, { looksDone: true }),
  unknown('other types', { kind: 'wrong-types' }, { looksDone: true }),
]

export const HTTP_FAULTS: readonly MatrixFault[] = [
  ...COMMON,
  unknown('proxy page, 200', { kind: 'html' }, { looksDone: true }),
  unknown('proxy page, 502', { kind: 'status', status: 502, body: 'html' }),
  unknown('deadline', { kind: 'hold' }, { waits: true, isSilent: true }),
  ...[400, 401, 403, 404, 409, 415, 422, 429].map(
    (status) => ({ name: String(status), kind: { kind: 'status', status }, outcome: 'refused' }) as const,
  ),
  ...[408, 500, 503].map((status) => unknown(String(status), { kind: 'status', status })),
]

const reported = (code: Code, outcome: 'refused' | 'unknown'): MatrixFault => ({
  name: Code[code],
  kind: {
    kind: 'answer',
    answer: {
      status: 200,
      header: { 'content-type': 'application/grpc' },
      body: new Uint8Array(),
      trailer: { 'grpc-status': String(code), 'grpc-message': 'No.' },
    },
  },
  outcome,
})

/** A gRPC client invents a code for a broken connection (reset: Aborted, too large: ResourceExhausted, …). None of these codes is a refusal. */
export const GRPC_FAULTS: readonly MatrixFault[] = [
  ...COMMON,
  { name: 'stream reset', kind: { kind: 'reset-stream' }, outcome: 'unknown' },
  unknown('proxy page, 200', { kind: 'html' }),
  unknown('429 of a proxy', { kind: 'status', status: 429 }),
  unknown('502 of a proxy', { kind: 'status', status: 502 }),
  ...[
    Code.InvalidArgument,
    Code.Unauthenticated,
    Code.PermissionDenied,
    Code.NotFound,
    Code.AlreadyExists,
    Code.FailedPrecondition,
    Code.ResourceExhausted,
    Code.Unimplemented,
  ].map((code) => reported(code, 'refused')),
  ...[Code.DeadlineExceeded, Code.Unavailable, Code.Internal, Code.Aborted, Code.Canceled].map((code) =>
    reported(code, 'unknown'),
  ),
]

export const MOST_FAULTS = Math.max(HTTP_FAULTS.length, GRPC_FAULTS.length)
