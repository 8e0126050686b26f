/** Reads messages from answers: parses leniently, and never guesses. */
import { fromBinary, type DescMessage, type MessageShape } from '@bufbuild/protobuf'
import { FRAME_BYTES } from '../core/answers/grpc-frames.ts'
import type { Answer } from '../core/ports/provider.ts'
import { notUnderstood } from './failure.ts'

/**
 * The one message of an answer, without unknown fields. Throws Failure `provider` `not-understood` unless the body is exactly one whole uncompressed
 * frame (the client has decompressed what it could) with a message of `schema`.
 */
export function readMessage<S extends DescMessage>(schema: S, { body, status }: Answer): MessageShape<S> {
  const frame = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const isWhole = frame.byteLength >= FRAME_BYTES && frame.readUInt32BE(1) === frame.byteLength - FRAME_BYTES
  if (!isWhole || frame[0] !== 0) throw notUnderstood(status)
  try {
    return fromBinary(schema, frame.subarray(FRAME_BYTES), { readUnknownFields: false })
  } catch {
    throw notUnderstood(status)
  }
}
