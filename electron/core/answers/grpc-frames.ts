/** gRPC's framing of messages (gRPC over HTTP/2, "Length-Prefixed-Message"): one byte of flags, four of length, then the message. */
import { decode } from './encodings.ts'

export const FRAME_BYTES = 5

export interface Frame {
  readonly isCompressed: boolean
  readonly message: Buffer
  /** As many bytes as announced are there. */
  readonly isWhole: boolean
}

/** One message is an answer; rubbish may look like a million empty ones. */
const MOST_FRAMES = 100

/** The first frames of a body, the last one as far as it came. */
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

/** The frame of one message, not compressed. */
export function frameOf(message: Uint8Array): Buffer {
  const head = Buffer.alloc(FRAME_BYTES)
  head.writeUInt32BE(message.byteLength, 1)
  return Buffer.concat([head, message])
}

/** `body` without compression. As it is where it cannot be undone in full, so that nothing is taken for what it is not. */
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
