/** Splits a stream into lines. Never holds more than one line of the permitted length. */
import { LONGEST_LINE } from '../shared/contract/command-line-limits.ts'

const LINE_FEED = 0x0a

/** A line is longer than the protocol permits. */
export class LineTooLong extends Error {
  override readonly name = 'LineTooLong'
}

/** Yields the lines of a stream without their line feeds. Omits a last line without a line feed. Throws {@link LineTooLong}. */
export async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void, undefined> {
  let held: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    let from = 0
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      if (size + end - from > LONGEST_LINE) throw new LineTooLong()
      yield Buffer.concat([...held, chunk.subarray(from, end)])
      held = []
      size = 0
      from = end + 1
    }
    held.push(chunk.subarray(from))
    size += chunk.length - from
    if (size > LONGEST_LINE) throw new LineTooLong()
  }
}
