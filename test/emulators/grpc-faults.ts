/** The faults between a provider and its caller over gRPC, in addition to the faults of HTTP. */
import type { Fault, FaultKind } from './faults.ts'
import type { Seen } from './server.ts'

/** A whole answer, with its bytes as they are sent. */
export interface RawAnswer {
  readonly status: number
  readonly header: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** Missing: the stream ends without trailers. */
  readonly trailer?: Readonly<Record<string, string>> | undefined
}

export type GrpcFaultKind =
  | FaultKind
  | { readonly kind: 'reset-stream' } // acts, then ends the one stream with an error in the middle of the answer
  | { readonly kind: 'answer'; readonly answer: RawAnswer } // does not act

export type GrpcFault =
  | Fault
  | (Exclude<GrpcFaultKind, FaultKind> & Pick<Fault, 'times'> & { readonly on?: (request: Seen) => boolean })

/** Puts a message into its frame. */
export function frameOf(message: Uint8Array): Buffer {
  const prefix = Buffer.alloc(5)
  prefix.writeUInt32BE(message.byteLength, 1)
  return Buffer.concat([prefix, message])
}

/** Extracts the message from its frame. */
export const messageOf = (frame: Uint8Array): Uint8Array => frame.subarray(5)
