/** Content encodings (RFC 9110 section 8.4), undone within a limit, and as far as they go where they are cut or damaged. */
import type { Transform } from 'node:stream'
import * as zlib from 'node:zlib'
import { recordArrivals } from './arrivals.ts'

export interface Decoded {
  readonly bytes: Buffer
  /** Everything was there and was decoded; else `bytes` is what could be. */
  readonly isWhole: boolean
}

/** Answers name one or two. Undoing many costs time, and nobody means it. */
const MOST_ENCODINGS = 5

/** A decoder that takes the end of its input for a pause, so that it gives out all that it can tell by then. */
type Open = (bytes: Buffer) => Transform

const ZLIB: zlib.ZlibOptions = { finishFlush: zlib.constants.Z_SYNC_FLUSH }
const BROTLI: zlib.BrotliOptions = { finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH }

interface Decoder {
  readonly strict: Open
  readonly lenient: Open
}

const both = (open: (bytes: Buffer, options: zlib.ZlibOptions) => Transform): Decoder => ({
  strict: (bytes) => open(bytes, {}),
  lenient: (bytes) => open(bytes, ZLIB),
})

const gzip = both((_, options) => zlib.createGunzip(options))

const DECODERS: Readonly<Record<string, Decoder>> = {
  gzip,
  'x-gzip': gzip,
  // Some servers leave out the zlib header that the name stands for.
  deflate: both((bytes, options) =>
    hasZlibHeader(bytes) ? zlib.createInflate(options) : zlib.createInflateRaw(options),
  ),
  br: {
    strict: () => zlib.createBrotliDecompress(),
    lenient: () => zlib.createBrotliDecompress(BROTLI),
  },
  // Electron before Node 22.15 lacks it.
  ...('createZstdDecompress' in zlib && {
    zstd: {
      strict: () => zlib.createZstdDecompress(),
      lenient: () => zlib.createZstdDecompress({ finishFlush: zlib.constants.ZSTD_e_flush }),
    },
  }),
}

const hasZlibHeader = (bytes: Buffer): boolean =>
  bytes.byteLength >= 2 && ((bytes[0] ?? 0) & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0

/** The encodings that a header names, in the order in which they were put on; `identity` is none. */
export const encodingsOf = (header: string | undefined): readonly string[] =>
  (header ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')

/**
 * Undoes `encodings`, the last one first. No step makes more than `maxBytes`: a longer result is cut there and not whole. Of what is cut
 * or damaged `bytes` is as much as can be told.
 */
export async function decode(
  bytes: Uint8Array,
  encodings: readonly string[],
  maxBytes: number,
): Promise<Decoded> {
  let decoded: Decoded = {
    bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    isWhole: true,
  }
  if (bytes.byteLength === 0) return decoded // an answer without a body may name an encoding all the same
  if (encodings.length > MOST_ENCODINGS) return { ...decoded, isWhole: false }
  for (const name of encodings.toReversed()) {
    const decoder = Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined
    if (decoder === undefined) return { ...decoded, isWhole: false }
    const step = await undo(decoder, decoded.bytes, maxBytes)
    decoded = { bytes: step.bytes, isWhole: decoded.isWhole && step.isWhole }
  }
  return decoded
}

async function undo(decoder: Decoder, bytes: Buffer, maxBytes: number): Promise<Decoded> {
  const whole = await run(decoder.strict(bytes), bytes, maxBytes)
  if (whole.end !== 'failed') return { bytes: whole.bytes, isWhole: whole.end === 'whole' }
  // A decoder that meets an error drops what it had made of the same piece. What stands before the error can be told without it.
  let [good, bad] = [0, bytes.byteLength + 1]
  let best = whole.bytes
  for (let length = bytes.byteLength; bad - good > 1; length = Math.floor((good + bad) / 2)) {
    const part = bytes.subarray(0, length)
    const { bytes: made, end } = await run(decoder.lenient(bytes), part, maxBytes)
    if (made.byteLength > best.byteLength) best = made
    if (end === 'failed') bad = length
    else good = length
  }
  return { bytes: best, isWhole: false }
}

interface Run {
  readonly bytes: Buffer
  readonly end: 'whole' | 'too-long' | 'failed'
}

function run(decoder: Transform, bytes: Buffer, maxBytes: number): Promise<Run> {
  const arrivals = recordArrivals(decoder, maxBytes)
  let length = 0
  return new Promise((resolve) => {
    const end = (how: Run['end']): void => {
      resolve({ bytes: arrivals.bytes(), end: how })
      decoder.destroy()
    }
    decoder.on('error', () => end('failed'))
    decoder.on('end', () => end('whole'))
    decoder.on('data', (chunk: Buffer) => {
      length += chunk.byteLength
      if (length > maxBytes) end('too-long')
    })
    decoder.end(bytes)
  })
}
