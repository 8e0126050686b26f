/** D-Bus messages and their bytes on the wire (D-Bus specification, "Message Format"). */
import { decodeValues, encodeValues, NotDBus, paddingTo } from './bus-values.ts'

export const TYPES = { call: 1, reply: 2, error: 3, signal: 4 } as const

/** "Header Fields": their codes and signatures. */
const FIELDS = {
  path: [1, 'o'],
  interface: [2, 's'],
  member: [3, 's'],
  errorName: [4, 's'],
  replySerial: [5, 'u'],
  destination: [6, 's'],
  sender: [7, 's'],
  signature: [8, 'g'],
} as const

type FieldName = keyof typeof FIELDS
const NAMES = new Map<unknown, readonly [FieldName, string]>(
  (Object.keys(FIELDS) as FieldName[]).map((name) => [FIELDS[name][0], [name, FIELDS[name][1]]]),
)

export interface BusHeader {
  readonly type: number
  readonly flags: number
  readonly serial: number
  readonly path?: string
  readonly interface?: string
  readonly member?: string
  readonly errorName?: string
  readonly replySerial?: number
  readonly destination?: string
  readonly sender?: string
  readonly signature?: string
}

export interface BusMessage extends BusHeader {
  /** The values, decoded when called. Throws NotDBus. */
  readonly body: () => readonly unknown[]
}

/** Byte order, type, flags, version, length of the body, serial, length of the fields. */
const FIXED = 16
const LITTLE = 'l'.charCodeAt(0)
const BIG = 'B'.charCodeAt(0)
const VERSION = 1
/** Replies to Keyhold stay far below this limit: it is enough for the names of some 60,000 keychain entries in one reply. */
const LONGEST = 4 * 1024 * 1024
/** "The maximum length of a message" is 128 MiB. */
const LONGEST_ALLOWED = 128 * 1024 * 1024

/** Encodes as little-endian. Throws NotDBus if the body does not fit its signature. */
export function encodeMessage(header: BusHeader, values: readonly unknown[] = []): Buffer {
  const body = encodeValues(header.signature ?? '', values)
  const fields = (Object.keys(FIELDS) as FieldName[]).flatMap((name) => {
    const value = header[name]
    return value === undefined || value === '' ? [] : [[FIELDS[name][0], [FIELDS[name][1], value]]]
  })
  const { type, flags, serial } = header
  const head = encodeValues('yyyyuua(yv)', [LITTLE, type, flags, VERSION, body.length, serial, fields])
  return Buffer.concat([head, Buffer.alloc(paddingTo(head.length, 8)), body])
}

/** How long the message is, from its first 16 bytes. Throws NotDBus. */
function lengthOf(bytes: Buffer): number {
  if ((bytes[0] !== LITTLE && bytes[0] !== BIG) || bytes[3] !== VERSION)
    throw new NotDBus('That is no message')
  const isLittle = bytes[0] === LITTLE
  const [body, fields] = isLittle
    ? [bytes.readUInt32LE(4), bytes.readUInt32LE(12)]
    : [bytes.readUInt32BE(4), bytes.readUInt32BE(12)]
  const length = FIXED + fields + paddingTo(fields, 8) + body
  if (length > LONGEST_ALLOWED) throw new NotDBus('The message is too long')
  return length
}

/** Decodes a whole message. Unknown header fields are ignored. Throws NotDBus. */
function decodeMessage(bytes: Buffer): BusMessage {
  const isLittle = bytes[0] === LITTLE
  const { values, end } = decodeValues('yyyyuua(yv)', bytes, isLittle)
  const [, type, flags, , , serial, fields] = values as [
    number,
    number,
    number,
    number,
    number,
    number,
    unknown,
  ]
  const header: Record<string, unknown> = { type, flags, serial }
  for (const [code, [signature, value]] of fields as [unknown, [unknown, unknown]][]) {
    const [name, expected] = NAMES.get(code) ?? []
    if (name === undefined) continue
    if (signature !== expected) throw new NotDBus(`The field ${name} has another type`)
    header[name] = value
  }
  const known = header as unknown as BusHeader
  const start = end + paddingTo(end, 8)
  return {
    ...known,
    body: () => decodeValues(known.signature ?? '', bytes, isLittle, start).values,
  }
}

/**
 * Receives bytes and emits messages. A message longer than `LONGEST` is skipped without being stored. Throws NotDBus if the start of the next message
 * cannot be determined.
 */
export function createMessageReader(onMessage: (message: BusMessage) => void): (bytes: Buffer) => void {
  let parts: Buffer[] = []
  let have = 0
  let wanted = FIXED
  let skipped = 0

  function keep(bytes: Buffer): void {
    parts = [bytes]
    have = bytes.length
  }

  function joined(): Buffer {
    const [first = Buffer.alloc(0), ...more] = parts
    const all = more.length === 0 ? first : Buffer.concat(parts)
    keep(all)
    return all
  }

  function skip(bytes: Buffer): Buffer {
    const rest = bytes.subarray(skipped)
    skipped -= bytes.length - rest.length
    return rest
  }

  function take(): void {
    const all = joined()
    const length = lengthOf(all)
    if (length > LONGEST) {
      skipped = length
      keep(skip(all))
    } else if (have < length) wanted = length
    else {
      wanted = FIXED
      keep(all.subarray(length))
      onMessage(decodeMessage(all.subarray(0, length)))
    }
  }

  return (bytes) => {
    const rest = skip(bytes)
    parts.push(rest)
    have += rest.length
    while (have >= wanted && skipped === 0) take()
  }
}
