/** Masks exact values in a stream of bytes, also values that are split between pieces. Pure. */

/** In bytes. Shorter values would mask ordinary text. */
export const SHORTEST_MASKED = 4
export const MASK = '*****'

export interface Masker {
  /** Returns the bytes that can be passed on now. Holds back up to the length of the longest value. */
  push(piece: Uint8Array): Uint8Array
  /** Returns the held bytes, at the end of the stream. */
  end(): Uint8Array
}

/** Overlapping values are masked as one. Values shorter than {@link SHORTEST_MASKED} bytes are not masked. */
export function createMasker(values: readonly string[]): Masker {
  const sought = [...new Set(values)]
    .map((value) => Buffer.from(value))
    .filter(({ length }) => length >= SHORTEST_MASKED)
  const mask = Buffer.from(MASK)
  let held = Buffer.alloc(0)
  /** How many of the held bytes belong to a value whose mask has been passed on. */
  let covered = 0

  function passOn(upTo: number, spans: readonly Span[]): Uint8Array {
    const pieces: Buffer[] = []
    let end = covered
    let isInMask = covered > 0
    for (const { from, to } of spans) {
      if (from >= upTo) break
      if (from > end || !isInMask) pieces.push(held.subarray(end, from), mask)
      isInMask = true
      end = Math.max(end, to)
    }
    if (end < upTo) pieces.push(held.subarray(end, upTo))
    held = held.subarray(upTo)
    covered = Math.max(0, end - upTo)
    return Buffer.concat(pieces)
  }

  return {
    push(piece) {
      held = Buffer.concat([held, piece])
      return passOn(heldFrom(held, sought), spansIn(held, sought))
    },
    end: () => passOn(held.length, spansIn(held, sought)),
  }
}

interface Span {
  readonly from: number
  readonly to: number
}

/** Every place of every value, by its start. */
function spansIn(bytes: Buffer, sought: readonly Buffer[]): readonly Span[] {
  const spans: Span[] = []
  for (const value of sought)
    for (let at = bytes.indexOf(value); at >= 0; at = bytes.indexOf(value, at + 1))
      spans.push({ from: at, to: at + value.length })
  return spans.sort((a, b) => a.from - b.from)
}

/** The first byte at which an unfinished value may begin. */
function heldFrom(bytes: Buffer, sought: readonly Buffer[]): number {
  let from = bytes.length
  for (const value of sought) {
    const first = Math.max(0, bytes.length - value.length + 1)
    for (
      let at = bytes.indexOf(value[0] ?? 0, first);
      at >= 0 && at < from;
      at = bytes.indexOf(value[0] ?? 0, at + 1)
    )
      if (bytes.subarray(at).equals(value.subarray(0, bytes.length - at))) from = at
  }
  return from
}
