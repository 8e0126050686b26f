/** Writes a backup: JSON, compressed, encrypted, and read back. */
import { createHash, type Hash } from 'node:crypto'
import type { BackupCounts, BackupPiece } from '../../../shared/backup/contents.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import { encryption, type For } from '../age.ts'
import { webStream } from '../web-stream.ts'
import { gunzipped, gzipped } from './gzip.ts'
import { jsonWriter, MAX_JSON_BYTES } from './json.ts'

type Piece =
  BackupPiece | { readonly section: 'end' } | { readonly section: 'file'; readonly bytes: Uint8Array }
type Part = { readonly kind: 'bytes'; readonly bytes: Uint8Array } | { readonly kind: 'end' }

interface Tools {
  readonly pieces: AsyncIterable<Piece>
  readonly part: (part: Part) => Promise<void>
}

const BYTES_A_PART = 256_000

/**
 * Takes the pieces up to `end`, returns the bytes of the file, then reads the written file back and compares it. Throws Failure `backup`
 * `no-recipient`, `too-large` or `not-verified`. `maxBytes` is for tests.
 */
export async function writeBackup(
  input: { readonly for: For; readonly workFactor?: number },
  { pieces, part }: Tools,
  maxBytes = MAX_JSON_BYTES,
): Promise<{ readonly counts: BackupCounts }> {
  const { encrypt, decryptAgain } = encryption(input.for, input.workFactor)
  const source: AsyncIterator<Piece, unknown> = pieces[Symbol.asyncIterator]()
  const json = jsonWriter()
  const hash = createHash('sha256')
  let jsonBytes = 0

  async function* text(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = await source.next()
      if (next.done === true) throw notVerified() // without `end`, the backup would be incomplete
      const piece = contentOf(next.value)
      const isEnd = piece === undefined
      const bytes = Buffer.from(isEnd ? json.end() : json.piece(piece))
      jsonBytes += bytes.byteLength
      if (jsonBytes > maxBytes) throw new Failure({ kind: 'backup', why: 'too-large' }) // a restore could not read it
      hash.update(bytes)
      yield bytes
      if (isEnd) return
    }
  }

  const encrypted = await encrypt(webStream(gzipped(text())))
  for await (const bytes of inParts(encrypted)) await part({ kind: 'bytes', bytes })
  await part({ kind: 'end' })
  const again = await digestOf(gunzipped(await decrypt(decryptAgain, writtenBytes(source)), jsonBytes))
  if (!again.equals(hash.digest())) throw notVerified()
  return { counts: json.counts() }
}

const contentOf = (piece: Piece): BackupPiece | undefined =>
  piece.section === 'end' || piece.section === 'file' ? undefined : piece

const notVerified = () => new Failure({ kind: 'backup', why: 'not-verified' })

async function* inParts(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = []
  let bytes = 0
  for await (const piece of stream) {
    waiting.push(piece)
    bytes += piece.byteLength
    if (bytes < BYTES_A_PART) continue
    yield Buffer.concat(waiting)
    waiting = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(waiting)
}

async function* writtenBytes(source: AsyncIterator<Piece, unknown>): AsyncGenerator<Uint8Array> {
  for (;;) {
    const next = await source.next()
    if (next.done === true) return
    if (next.value.section === 'file') yield next.value.bytes
  }
}

async function decrypt(
  decryptAgain: (file: ReadableStream<Uint8Array<ArrayBuffer>>) => Promise<ReadableStream<Uint8Array>>,
  file: AsyncIterable<Uint8Array>,
): Promise<AsyncIterable<Uint8Array>> {
  try {
    return await decryptAgain(webStream(file))
  } catch (error) {
    throw asFailure(error)
  }
}

async function digestOf(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const hash: Hash = createHash('sha256')
  try {
    for await (const piece of bytes) hash.update(piece)
  } catch (error) {
    throw asFailure(error)
  }
  return hash.digest()
}

/** Any error while the file is read back means that it does not hold what it should. */
const asFailure = (error: unknown): Failure =>
  error instanceof Failure && error.error.kind !== 'backup' ? error : notVerified()
