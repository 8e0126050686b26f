/** Cuts a stream of bytes into lines, within bounds: what a line needs is kept once, however small the pieces are that it comes in. */
import { isUtf8 } from 'node:buffer'
import { LONGEST_LINE } from '../../shared/contract/command-line-limits.ts'

const LINE_FEED = 0x0a
const FIRST_SIZE = 4_096

export interface LineReader {
  /**
   * Takes the next piece and calls `line` for each line that ends in it, without its line feed. `false`: a line is too long or no UTF-8, and nothing
   * that follows can be understood.
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
    held = Buffer.alloc(0) // not kept for the next line: a connection that waits holds nothing
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
