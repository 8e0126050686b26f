/** Reads one file from a zip archive, without trusting the sizes in the archive. */
import { Unzip, UnzipInflate } from 'fflate'
import { Failure } from '../../shared/contract/errors.ts'
import { importFailure } from './entry.ts'
import { LARGEST_FILE } from './format-limits.ts'

/** Bytes of the archive that are decompressed between two checks of the size. They can expand to 17 MB. */
const STEP = 16 * 1024

export const looksLikeZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04

/** Throws Failure `import`: `expands`, `damaged` for a cut or broken archive, `not-understood` if it has no such file. */
export function fileInZip(bytes: Uint8Array, name: string): Uint8Array {
  const parts: Uint8Array[] = []
  let size = 0
  let state: 'seeking' | 'reading' | 'read' = 'seeking'
  const archive = new Unzip((file) => {
    if (file.name !== name || state !== 'seeking') return
    state = 'reading'
    file.ondata = (error, part, isLast) => {
      if (error !== null) throw error // fflate also passes on errors that are thrown below
      size += part.length
      if (size > LARGEST_FILE) throw importFailure('expands')
      parts.push(part)
      if (isLast) state = 'read'
    }
    file.start()
  })
  archive.register(UnzipInflate)
  const isRead = (): boolean => state === 'read'
  try {
    for (let at = 0; at < bytes.length && !isRead(); at += STEP)
      archive.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length)
  } catch (error) {
    throw error instanceof Failure ? error : importFailure('damaged')
  }
  if (!isRead()) throw importFailure(parts.length > 0 || looksCut(bytes) ? 'damaged' : 'not-understood')
  return Buffer.concat(parts)
}

/** Whether the archive lacks the record at its end. */
const looksCut = (bytes: Uint8Array): boolean =>
  !Buffer.from(bytes.subarray(Math.max(0, bytes.length - 66_000))).includes(Buffer.of(0x50, 0x4b, 0x05, 0x06))
