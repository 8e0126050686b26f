/** Cuts the input of an MCP server into messages, one a line. A line that is too long or no UTF-8 is reported and skipped. Pure. */
import { isUtf8 } from 'node:buffer'

/** In bytes. */
const LONGEST_MESSAGE = 1_000_000
const LINE_FEED = 0x0a

export type McpLine = { readonly text: string } | { readonly wrong: 'too-long' | 'not-utf8' }

export interface McpLines {
  take(piece: Uint8Array): readonly McpLine[]
  /** What came after the last line feed. */
  end(): readonly McpLine[]
}

export function createMcpLines(longest: number = LONGEST_MESSAGE): McpLines {
  let held: Buffer[] = []
  let length = 0

  function keep(bytes: Buffer): void {
    length += bytes.length
    if (length > longest) held = []
    else held.push(bytes)
  }

  function whole(): McpLine {
    const isTooLong = length > longest
    const bytes = Buffer.concat(held)
    held = []
    length = 0
    if (isTooLong) return { wrong: 'too-long' }
    return isUtf8(bytes) ? { text: bytes.toString('utf8') } : { wrong: 'not-utf8' }
  }

  return {
    take(piece) {
      const lines: McpLine[] = []
      let rest = Buffer.from(piece)
      for (let end = rest.indexOf(LINE_FEED); end >= 0; end = rest.indexOf(LINE_FEED)) {
        keep(rest.subarray(0, end))
        lines.push(whole())
        rest = rest.subarray(end + 1)
      }
      if (rest.length > 0) keep(rest)
      return lines
    },
    end: () => (length === 0 ? [] : [whole()]),
  }
}
