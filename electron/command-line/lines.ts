/** Splits a stream of bytes into lines with bounded memory: keeps each byte of an unfinished line once, however small the pieces are. */
import { isUtf8 } from 'node:buffer'
import { LONGEST_LINE } from '../../shared/contract/command-line-limits.ts'

const LINE_FEED = 0x0a
const FIRST_SIZE = 4_096

export interface LineReader {
  /**
   * Reads the next piece and calls `line` for each line that ends in it, without its line feed. Returns `false` if a line is too long or
   * not UTF-8: later input cannot be read then.
   */
  take(piece: Uint8Array, line: (text: string) => void): boolean
}

export function createLineReader(longest: number = LONGEST_LINE): LineReader {
  let held = Buffer.alloc(0)
  let used = 0

  function keep(bytes: Buffer): boolean {
    const needed = used + bytes.length
    if (needed > longest) return false
    if (needed > held.length) {
      const larger = Buffer.allocUnsafe(Math.min(longest, Math.max(FIRST_SIZE, needed, held.length * 2)))
      held.copy(larger, 0, 0, used)
      held = larger
    }
    bytes.copy(held, used)
    used = needed
    return true
  }

  function takeLine(): Buffer {
    const line = held.subarray(0, used)
    held = Buffer.alloc(0) // frees the memory, so that a waiting connection holds none
    used = 0
    return line
  }

  return {
    take(piece, line) {
      let rest = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
      for (let end = rest.indexOf(LINE_FEED); end !== -1; end = rest.indexOf(LINE_FEED)) {
        if (!keep(rest.subarray(0, end))) return false
        rest = rest.subarray(end + 1)
        const whole = takeLine()
        if (!isUtf8(whole)) return false
        line(whole.toString('utf8'))
      }
      return rest.length === 0 || keep(rest)
    },
  }
}
