/** Removes interim responses (1xx, RFC 9110 section 15.2) from the bytes that arrive on a socket, because undici closes the connection at a 100. */
import type { Readable } from 'node:stream'

/** 101 stays: it switches to another protocol, which Keyhold never requests. */
const INTERIM = /^HTTP\/1\.\d 1(?!01)\d\d[ \r\n]/
const SAMPLE = 'HTTP/1.1 102 '
const HEAD_END = '\r\n\r\n'
/** Limits the interim responses, and their bytes, before one response. A server that sends more is flooding. */
const MOST_ANSWERS = 100
const MOST_BYTES = 64 * 1024

export interface InterimFilter {
  /** Call before a request is sent: interim responses may come before its response. */
  begin(): void
}

/** Starts filtering at once. Any other bytes pass unchanged. */
export function skipInterim(socket: Readable): InterimFilter {
  /** Bytes that have arrived and were not passed on yet; `undefined`: the final response has begun. */
  let waiting: Buffer | undefined = Buffer.alloc(0)
  let skipped = { answers: 0, bytes: 0 }
  const push = socket.push.bind(socket)

  /** Drops whole interim responses. Returns whether more bytes are needed to recognise the rest. */
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

/** The end of the interim response at the beginning of `bytes`; 0 if there is none, or only a part of it. */
function endOfInterim(bytes: Buffer): number {
  const end = INTERIM.test(startOf(bytes)) ? bytes.indexOf(HEAD_END) : -1
  return end < 0 ? 0 : end + HEAD_END.length
}

/** Whether `bytes` could be the beginning of an interim response. */
function mayBecomeInterim(bytes: Buffer): boolean {
  const start = startOf(bytes)
  return INTERIM.test(start + SAMPLE.slice(start.length))
}
