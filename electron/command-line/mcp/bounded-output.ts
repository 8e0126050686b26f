/** Keeps the beginning and the end of what a command writes. Pure. */

export interface BoundedOutput {
  push(bytes: Uint8Array): void
  /** @param leftOut the line in place of what is missing, by its bytes */
  text(leftOut: (bytes: number) => string): string
}

/** @param head how many bytes of the beginning are kept. @param tail how many of the end */
export function createBoundedOutput(head: number, tail: number): BoundedOutput {
  let first = Buffer.alloc(0)
  let last = Buffer.alloc(0)
  let missing = 0
  return {
    push(bytes) {
      const room = head - first.length
      if (room > 0) first = Buffer.concat([first, bytes.subarray(0, room)])
      last = Buffer.concat([last, bytes.subarray(Math.max(0, room))])
      if (last.length <= tail) return
      missing += last.length - tail
      last = Buffer.from(last.subarray(last.length - tail))
    },
    text: (leftOut) =>
      missing === 0
        ? Buffer.concat([first, last]).toString('utf8')
        : `${first.toString('utf8')}\n${leftOut(missing)}\n${last.toString('utf8')}`,
  }
}
