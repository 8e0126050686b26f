/** Records the bytes that arrive on a stream, independent of its other readers and of how the stream ends. */
import type { Readable } from 'node:stream'

export interface Arrivals {
  /** The first bytes that arrived, up to the limit. */
  bytes(): Buffer
  /** Stops recording and drops the recorded bytes. */
  stop(): void
}

/**
 * Starts recording the first `maxBytes` that arrive on `stream`. A stream that is reset or destroyed drops its unread bytes, and a parser that
 * gives up reads no more; so this listens where the bytes enter, at `push`.
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
