/** Bytes to text: UTF-8, or UTF-16 where its byte order mark says so. */
import { importFailure } from './entry.ts'
import { LARGEST_FILE } from './format-limits.ts'

const MARKS = [
  { encoding: 'utf-8', mark: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', mark: [0xff, 0xfe] },
  { encoding: 'utf-16be', mark: [0xfe, 0xff] },
] as const

/** Without its byte order mark. Throws Failure `import`: `empty`, `too-large`, or `not-text` for any other encoding and for NUL. */
export function textOf(bytes: Uint8Array): string {
  refuseLarge(bytes)
  const { encoding } = MARKS.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte)) ?? MARKS[0]
  const text = decoded(bytes, encoding)
  if (text.includes('\0')) throw importFailure('not-text')
  if (text.trim() === '') throw importFailure('empty')
  return text
}

/** Throws Failure `import`: `empty`, `too-large`. */
export function refuseLarge(bytes: Uint8Array): void {
  if (bytes.byteLength === 0) throw importFailure('empty')
  if (bytes.byteLength > LARGEST_FILE) throw importFailure('too-large')
}

function decoded(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw importFailure('not-text')
  }
}

/** Lines without their ends (LF, CRLF or CR). */
export const linesOf = (text: string): readonly string[] => text.split(/\r\n|\n|\r/)
