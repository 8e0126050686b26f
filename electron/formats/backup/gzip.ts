/** Compression of streams, within bounds. */
import { PassThrough, Readable, type Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { Failure } from '../../../shared/contract/errors.ts'

/** Compressed bytes of `plain`. */
export const gzipped = (plain: AsyncIterable<Uint8Array>): AsyncIterable<Buffer<ArrayBuffer>> =>
  piped(plain, createGzip())

/**
 * The uncompressed bytes of `packed`. Throws Failure `backup`: `too-large` as soon as there are more than `maxBytes`, `not-a-backup` if it is not
 * gzip, `damaged` if it ends too early. Failures of `packed` pass through.
 */
export async function* gunzipped(
  packed: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  let total = 0
  try {
    for await (const piece of piped(packed, createGunzip())) {
      total += piece.byteLength
      if (total > maxBytes) throw new Failure({ kind: 'backup', why: 'too-large' })
      yield piece
    }
  } catch (error) {
    if (error instanceof Failure) throw error
    throw new Failure({ kind: 'backup', why: total === 0 ? 'not-a-backup' : 'damaged' })
  }
}

/** An error of the source is passed to the reader unchanged. A reader that stops early also ends the source. */
async function* piped(
  source: AsyncIterable<Uint8Array>,
  through: Transform,
): AsyncGenerator<Buffer<ArrayBuffer>> {
  const out = new PassThrough()
  const flowing = pipeline(Readable.from(source, { objectMode: false }), through, out)
  flowing.catch(() => undefined) // awaited below, unless the reader has stopped
  try {
    for await (const piece of out) yield piece as Buffer<ArrayBuffer>
    await flowing
  } finally {
    out.destroy()
  }
}
