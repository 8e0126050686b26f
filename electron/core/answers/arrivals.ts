/** Keeps what arrives on a stream, whoever else reads it, and whatever becomes of the stream. */
import type { Readable } from 'node:stream'

export interface Arrivals {
  /** The first bytes that came, up to the limit. */
  bytes(): Buffer
  /** Keeps nothing more and drops what was kept. */
  stop(): void
}

/**
 * Begins to keep the first `maxBytes` that come on `stream`. A stream that is reset or destroyed drops what its reader has not
 * taken yet, and a parser that gives up takes no more: so this listens where the bytes enter, at `push`.
 */
export function recordArrivals(stream: Readable, maxBytes: number): Arrivals {
  let chunks: Uint8Array[] = []
  let left = maxBytes
  const push = stream.push.bind(stream)
  stream.push = (chunk: unknown, encoding) => {
    if (chunk instanceof Uint8Array && left > 0) {
      chunks.push(chunk.subarray(0, left))
      left -= Math.min(left, chunk.byteLength)
    }
    return push(chunk, encoding)
  }
  return {
    bytes: () => Buffer.concat(chunks),
    stop() {
      chunks = []
      left = 0
    },
  }
}
