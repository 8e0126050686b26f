/** Takes interim answers (1xx, RFC 9110 section 15.2) out of what arrives on a socket: undici ends the connection at a 100. */
import type { Readable } from 'node:stream'

/** 101 stays: it switches to another protocol, which nobody asked for. */
const INTERIM = /^HTTP\/1\.\d 1(?!01)\d\d[ \r\n]/
const SAMPLE = 'HTTP/1.1 102 '
const HEAD_END = '\r\n\r\n'
/** So many, and so many bytes of them, are read past before one answer. More is not patience but a flood. */
const MOST_ANSWERS = 100
const MOST_BYTES = 64 * 1024

export interface InterimFilter {
  /** A request is about to be sent: interim answers may come before its answer. */
  begin(): void
}

/** Begins at once. What is no interim answer passes as it came. */
export function skipInterim(socket: Readable): InterimFilter {
  /** What has come and is not passed on yet; `undefined`: the real answer has begun. */
  let waiting: Buffer | undefined = Buffer.alloc(0)
  let skipped = { answers: 0, bytes: 0 }
  const push = socket.push.bind(socket)

  /** Drops whole interim answers. Returns whether more must come before it can be said what this is. */
  function dropInterim(arrived: Buffer): boolean {
    let rest = arrived
    for (let end = endOfInterim(rest); end > 0; end = endOfInterim(rest)) {
      skipped = { answers: skipped.answers + 1, bytes: skipped.bytes + end }
      if (skipped.answers > MOST_ANSWERS) return false
      rest = rest.subarray(end)
    }
    waiting = rest
    return mayBecomeInterim(rest) && rest.byteLength + skipped.bytes <= MOST_BYTES
  }

  function passOn(): boolean {
    const whole = waiting
    waiting = undefined
    return whole === undefined || whole.byteLength === 0 || push(whole)
  }

  socket.push = (chunk: unknown, encoding) => {
    if (waiting === undefined) return push(chunk, encoding)
    if (!(chunk instanceof Uint8Array)) {
      passOn()
      return push(chunk, encoding)
    }
    waiting = Buffer.concat([waiting, chunk])
    return dropInterim(waiting) || passOn()
  }

  return {
    begin() {
      waiting ??= Buffer.alloc(0)
      skipped = { answers: 0, bytes: 0 }
    },
  }
}

const startOf = (bytes: Buffer): string => bytes.subarray(0, SAMPLE.length).toString('latin1')

/** Where the interim answer at the beginning of `bytes` ends; 0 where none is there, or not the whole of it. */
function endOfInterim(bytes: Buffer): number {
  const end = INTERIM.test(startOf(bytes)) ? bytes.indexOf(HEAD_END) : -1
  return end < 0 ? 0 : end + HEAD_END.length
}

/** It is the beginning of an interim answer, as far as it has come. */
function mayBecomeInterim(bytes: Buffer): boolean {
  const start = startOf(bytes)
  return INTERIM.test(start + SAMPLE.slice(start.length))
}
