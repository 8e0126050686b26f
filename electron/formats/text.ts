/** Bytes to text: UTF-8, or UTF-16 where its byte order mark says so. */
import { encodingOf, type TextEncoding } from '../../shared/model/text-encoding.ts'
import { importFailure } from './entry.ts'
import { LARGEST_FILE } from './format-limits.ts'

/** Without its byte order mark. Throws Failure `import`: `empty`, `too-large`, or `not-text` for any other encoding and for NUL. */
export function textOf(bytes: Uint8Array): string {
  refuseLarge(bytes)
  const text = decoded(bytes, encodingOf(bytes))
  if (text.includes('\0')) throw importFailure('not-text')
  if (text.trim() === '') throw importFailure('empty')
  return text
}

/** Throws Failure `import`: `empty`, `too-large`. */
export function refuseLarge(bytes: Uint8Array): void {
  if (bytes.byteLength === 0) throw importFailure('empty')
  if (bytes.byteLength > LARGEST_FILE) throw importFailure('too-large')
}

/** Without its byte order mark. Throws Failure `import` `not-text`. */
export function decoded(bytes: Uint8Array, { encoding }: TextEncoding): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw importFailure('not-text')
  }
}

/** The inverse of {@link decoded}, for a text that it returned, possibly with ASCII added. */
export function encoded(text: string, { encoding, hasMark }: TextEncoding): Uint8Array {
  const whole = hasMark ? `\u{FEFF}${text}` : text
  if (encoding === 'utf-8') return new TextEncoder().encode(whole)
  const bytes = Buffer.from(whole, 'utf16le')
  return encoding === 'utf-16le' ? bytes : bytes.swap16()
}

/** Lines without their ends (LF, CRLF or CR). */
export const linesOf = (text: string): readonly string[] => text.split(/\r\n|\n|\r/)
