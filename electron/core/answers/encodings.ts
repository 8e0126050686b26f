/** Decodes content encodings (RFC 9110 section 8.4) within a size limit; cut or damaged bodies are decoded as far as possible. */
import type { Transform } from 'node:stream'
import * as zlib from 'node:zlib'
import { recordArrivals } from './arrivals.ts'

export interface Decoded {
  readonly bytes: Buffer
  /** True if the body was complete and was decoded in full; otherwise `bytes` holds the part that could be decoded. */
  readonly isWhole: boolean
}

/** Real responses name one or two encodings. Decoding a long chain costs time, and no server sends one on purpose. */
const MOST_ENCODINGS = 5

/** A decoder that treats the end of its input as a flush, so that it outputs everything decodable so far. */
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
  // Some servers omit the zlib header that the name `deflate` implies.
  deflate: both((bytes, options) =>
    hasZlibHeader(bytes) ? zlib.createInflate(options) : zlib.createInflateRaw(options),
  ),
  br: {
    strict: () => zlib.createBrotliDecompress(),
    lenient: () => zlib.createBrotliDecompress(BROTLI),
  },
  // Electron before Node 22.15 lacks zstd.
  ...('createZstdDecompress' in zlib && {
    zstd: {
      strict: () => zlib.createZstdDecompress(),
      lenient: () => zlib.createZstdDecompress({ finishFlush: zlib.constants.ZSTD_e_flush }),
    },
  }),
}

const hasZlibHeader = (bytes: Buffer): boolean =>
  bytes.byteLength >= 2 && ((bytes[0] ?? 0) & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0

/** The encodings that a header names, in the order in which they were applied; `identity` is left out. */
export const encodingsOf = (header: string | undefined): readonly string[] =>
  (header ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')

/**
 * Decodes `encodings`, the last one first. No step outputs more than `maxBytes`: a longer result is cut there and reported as not whole. For a
 * cut or damaged body, `bytes` is the part that could be decoded.
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
  if (bytes.byteLength === 0) return decoded // a response without a body may still name an encoding
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
  // A decoder that meets an error drops the output of the same chunk. Searches for the longest prefix that decodes, so that the output before the
  // error is kept.
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
