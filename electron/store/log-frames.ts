/** Reads the frames of a write-ahead log without SQLite. https://www.sqlite.org/fileformat2.html#the_write_ahead_log */
import { readFileSync } from 'node:fs'
import { isAbsent } from './failures.ts'

const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24
/** The last bit gives the byte order of the checksums. */
const MAGIC = 0x377f0682
const SALT_AT = 16
const SALT_BYTES = 8

/**
 * `readable`: transactions that SQLite would read. `unreadable`: later transactions in the same generation of the log, which a frame with a wrong
 * checksum cuts off. Frames of an earlier generation follow them in every log and are not counted.
 */
export interface LogFrames {
  readonly readable: number
  readonly unreadable: number
}

/** A log that is missing, empty or without a valid header has no transactions. Throws the error of `node:fs`. */
export function readFrames(path: string): LogFrames {
  const log = readLog(path)
  const found = { readable: 0, unreadable: 0 }
  const magic = log.length < HEADER_BYTES ? 0 : log.readUInt32BE(0)
  if ((magic & ~1) >>> 0 !== MAGIC) return found
  const sum = checksum((magic & 1) === 1, log.subarray(0, 24))
  let isWhole = sum.is(log, 24)
  const salt = log.subarray(SALT_AT, SALT_AT + SALT_BYTES)
  const frameBytes = FRAME_HEADER_BYTES + log.readUInt32BE(8)
  for (let at = HEADER_BYTES; at + frameBytes <= log.length; at += frameBytes) {
    const frame = log.subarray(at, at + frameBytes)
    if (!frame.subarray(8, 8 + SALT_BYTES).equals(salt)) isWhole = false
    if (isWhole) isWhole = sum.add(frame.subarray(0, 8)).add(frame.subarray(FRAME_HEADER_BYTES)).is(frame, 16)
    const isCommit = frame.readUInt32BE(4) !== 0 && frame.subarray(8, 8 + SALT_BYTES).equals(salt)
    if (isCommit && isWhole) found.readable += 1
    else if (isCommit) found.unreadable += 1
  }
  return found
}

function readLog(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    if (isAbsent(error)) return Buffer.alloc(0)
    throw error
  }
}

/** SQLite's checksum, cumulative from the header through all frames. */
function checksum(isBigEndian: boolean, head: Buffer) {
  let first = 0
  let second = 0
  const sum = {
    add(bytes: Buffer) {
      for (let at = 0; at < bytes.length; at += 8) {
        const [one, two] = isBigEndian
          ? [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)]
          : [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4)]
        first = (first + one + second) >>> 0
        second = (second + two + first) >>> 0
      }
      return sum
    },
    is: (bytes: Buffer, at: number) =>
      bytes.readUInt32BE(at) === first && bytes.readUInt32BE(at + 4) === second,
  }
  return sum.add(head)
}
