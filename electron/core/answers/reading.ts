/** Decodes a raw response into one that a provider's file can read, and extracts every text that it may hold. */
import { decode, encodingsOf } from './encodings.ts'
import { framesOf, withoutCompression } from './grpc-frames.ts'
import type { Answer } from '../ports/provider.ts'

/** The longest response that is kept in raw form, and the most that one is decoded to, in bytes. */
export const LONGEST_KEPT = 8 * 1024 * 1024

/** The longest response that is accepted as valid, in bytes. The response for one key has kilobytes. */
export const LONGEST_BELIEVED = 1024 * 1024

/** Whether a response is complete and reports success by its own status. */
export const isSuccess = ({ status, body, trailers, broken }: Answer): boolean =>
  broken === undefined &&
  body.byteLength <= LONGEST_BELIEVED &&
  status >= 200 &&
  status <= 299 &&
  (trailers === undefined || trailers['grpc-status'] === '0')

/** The response with every encoding removed; `undefined` if it cannot be decoded in full within `maxBytes`. */
export async function decoded(
  { status, body, date, headers = {}, trailers }: Answer,
  maxBytes = LONGEST_KEPT,
): Promise<Answer | undefined> {
  const whole = await decode(body, encodingsOf(headers['content-encoding']), maxBytes)
  if (!whole.isWhole) return undefined
  const isGrpc = trailers !== undefined
  const bytes = isGrpc
    ? await withoutCompression(whole.bytes, headers['grpc-encoding'], maxBytes)
    : whole.bytes
  return { status, body: bytes, ...(date !== undefined && { date }) }
}

/** Everything that arrived, decoded in every way that its headers allow, as far as possible. For a search in a response that cannot be parsed. */
export async function textsOf(answer: Answer): Promise<readonly string[]> {
  const { body, headers = {}, raw } = answer
  const parts: Part[] = [
    { bytes: Buffer.from(body), encodings: encodingsOf(headers['content-encoding']) },
    ...(raw === undefined ? [] : partsOf(Buffer.from(raw))),
  ]
  const texts = new Set<string>()
  for (const { bytes, encodings } of parts) {
    const { bytes: plain } = await decode(bytes, encodings, LONGEST_KEPT)
    for (const one of [plain, bytes, ...(await messagesIn(plain, answer))]) texts.add(textOf(one))
  }
  texts.delete('')
  return [...texts]
}

const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes)

async function messagesIn(body: Buffer, { headers = {}, trailers }: Answer): Promise<readonly Buffer[]> {
  if (trailers === undefined) return []
  const encodings = encodingsOf(headers['grpc-encoding'])
  const messages: Buffer[] = []
  for (const { isCompressed, message } of framesOf(body))
    messages.push(isCompressed ? (await decode(message, encodings, LONGEST_KEPT)).bytes : message)
  return messages
}

interface Part {
  readonly bytes: Buffer
  readonly encodings: readonly string[]
}

const HEAD_END = '\r\n\r\n'

/** The parts that follow each header block in the raw bytes of an HTTP/1 response: once as received, and once with the chunks joined. */
function partsOf(raw: Buffer): readonly Part[] {
  const isHead = raw.subarray(0, 5).toString('latin1') === 'HTTP/'
  const end = isHead ? raw.indexOf(HEAD_END) : -1
  if (end < 0) return [{ bytes: raw, encodings: [] }]
  const head = raw.subarray(0, end).toString('latin1')
  const rest = raw.subarray(end + HEAD_END.length)
  if (/^HTTP\/\S+ 1\d\d/.test(head)) return partsOf(rest)
  const encodings = encodingsOf(fieldOf(head, 'content-encoding'))
  const isChunked = /chunked/i.test(fieldOf(head, 'transfer-encoding') ?? '')
  return [{ bytes: rest, encodings }, ...(isChunked ? [{ bytes: withoutChunks(rest), encodings }] : [])]
}

/** A field of an unparsed header block; repeated fields are joined. */
function fieldOf(head: string, name: string): string | undefined {
  const values = [...head.matchAll(new RegExp(`^${name}:(.*)$`, 'gim'))].map(([, value = '']) => value.trim())
  return values.length === 0 ? undefined : values.join(',')
}

/** The chunks joined, as far as their sizes can be read. The bytes after that are appended unchanged. */
function withoutChunks(body: Buffer): Buffer {
  const pieces: Buffer[] = []
  for (let at = 0; at < body.byteLength;) {
    const lineEnd = body.indexOf('\r\n', at)
    const size = /^[0-9a-f]{1,8}(?=\s*(?:;|$))/i.exec(body.subarray(at, lineEnd).toString('latin1'))?.[0]
    if (lineEnd < 0 || size === undefined) {
      pieces.push(body.subarray(at))
      break
    }
    const start = lineEnd + 2
    const length = Number.parseInt(size, 16)
    pieces.push(body.subarray(start, start + length))
    at = start + length + 2
  }
  return Buffer.concat(pieces)
}
