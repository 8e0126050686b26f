/** gRPC's framing of messages (gRPC over HTTP/2, "Length-Prefixed-Message"): one byte of flags, four bytes of length, then the message. */
import { decode } from './encodings.ts'

export const FRAME_BYTES = 5

export interface Frame {
  readonly isCompressed: boolean
  readonly message: Buffer
  /** True if the message has as many bytes as its header announces. */
  readonly isWhole: boolean
}

/** A response is one message; a damaged body may parse as a million empty ones. */
const MOST_FRAMES = 100

/** The first frames of a body. The last one may be incomplete. */
export function framesOf(body: Uint8Array): readonly Frame[] {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const frames: Frame[] = []
  for (let at = 0; at + FRAME_BYTES <= bytes.byteLength && frames.length < MOST_FRAMES;) {
    const length = bytes.readUInt32BE(at + 1)
    const message = bytes.subarray(at + FRAME_BYTES, at + FRAME_BYTES + length)
    frames.push({ isCompressed: bytes[at] === 1, message, isWhole: message.byteLength === length })
    at += FRAME_BYTES + length
  }
  return frames
}

/** The frame of one uncompressed message. */
export function frameOf(message: Uint8Array): Buffer {
  const head = Buffer.alloc(FRAME_BYTES)
  head.writeUInt32BE(message.byteLength, 1)
  return Buffer.concat([head, message])
}

/**
 * `body` with its messages decompressed. Returns `body` unchanged if it cannot be decompressed in full, so that a partial result is not mistaken
 * for the message.
 */
export async function withoutCompression(
  body: Uint8Array,
  encoding: string | undefined,
  maxBytes: number,
): Promise<Uint8Array> {
  const [frame, ...others] = framesOf(body)
  if (frame?.isCompressed !== true || !frame.isWhole || others.length > 0 || encoding === undefined)
    return body
  const { bytes, isWhole } = await decode(frame.message, [encoding.toLowerCase()], maxBytes)
  return isWhole ? frameOf(bytes) : body
}
