/** The sealed form of a provider's raw response, which stays on disk until its secret is in the keychain. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { OperationId } from '../../../shared/model/model.ts'
import type { WireTrouble } from '../ports/network.ts'
import type { Answer } from '../ports/provider.ts'
import { Secret } from '../ports/secret.ts'

/*
 * Layout: "KHR2" | 12 bytes nonce | 16 bytes tag | AES-256-GCM ciphertext of the response.
 * The operation's id is associated data, so that one response cannot be passed off as that of another operation.
 * The response: 4 bytes length of the head | head, JSON | body | raw bytes. Numbers are big-endian.
 * "KHR1", which earlier versions wrote: 2 bytes status | 8 bytes date (0: none) | body of a whole response without an encoding.
 */
const MAGIC = 'KHR2'
const OLD_MAGIC = 'KHR1'
const MAGIC_BYTES = 4
const NONCE_BYTES = 12
const TAG_BYTES = 16
const LENGTH_BYTES = 4
const OLD_HEAD_BYTES = 10

/** All fields of a response except its bytes. */
interface Head {
  readonly status: number
  readonly date?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly trailers?: Readonly<Record<string, string>>
  readonly broken?: WireTrouble
  readonly bodyBytes: number
  readonly hasRaw: boolean
}

/** A fresh 32-byte key for one operation. */
export const newRecoveryKey = (): Secret => new Secret(Buffer.from(randomBytes(32).toString('base64')))

// The keychain stores text, so the key is kept as base64.
const rawKey = (key: Secret): Buffer => key.use((text) => Buffer.from(text.toString('latin1'), 'base64'))

/** Seals `answer` for `operation`; the result may be stored on disk. */
export function seal(key: Secret, operation: OperationId, answer: Answer): Uint8Array {
  const { body, raw = new Uint8Array(), ...facts } = answer
  const head = Buffer.from(
    JSON.stringify({ ...facts, bodyBytes: body.byteLength, hasRaw: answer.raw !== undefined }),
  )
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32BE(head.byteLength)
  const secret = rawKey(key)
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(Buffer.from(operation))
  const text = [length, head, body, raw].map((part) => cipher.update(part))
  const end = cipher.final()
  secret.fill(0)
  return Buffer.concat([Buffer.from(MAGIC), nonce, cipher.getAuthTag(), ...text, end])
}

/** Opens a response that {@link seal} made, in this or an earlier version; `undefined` if this key does not open it. Nothing is deleted then. */
export function unseal(key: Secret, operation: OperationId, sealed: Uint8Array): Answer | undefined {
  const bytes = Buffer.from(sealed)
  const read = READERS[bytes.subarray(0, MAGIC_BYTES).toString('latin1')]
  const start = MAGIC_BYTES + NONCE_BYTES + TAG_BYTES
  if (bytes.byteLength < start || read === undefined) return undefined
  const secret = rawKey(key)
  try {
    const decipher = createDecipheriv(
      'aes-256-gcm',
      secret,
      bytes.subarray(MAGIC_BYTES, MAGIC_BYTES + NONCE_BYTES),
    )
      .setAAD(Buffer.from(operation))
      .setAuthTag(bytes.subarray(MAGIC_BYTES + NONCE_BYTES, start))
    return read(Buffer.concat([decipher.update(bytes.subarray(start)), decipher.final()]))
  } catch {
    return undefined // a wrong key or a damaged file; the two cannot be distinguished
  } finally {
    secret.fill(0)
  }
}

const READERS: Readonly<Partial<Record<string, (text: Buffer) => Answer>>> = {
  [MAGIC](text) {
    const headEnd = LENGTH_BYTES + text.readUInt32BE(0)
    const { bodyBytes, hasRaw, ...facts } = JSON.parse(
      text.subarray(LENGTH_BYTES, headEnd).toString('utf8'),
    ) as Head
    const bodyEnd = headEnd + bodyBytes
    return { ...facts, body: text.subarray(headEnd, bodyEnd), ...(hasRaw && { raw: text.subarray(bodyEnd) }) }
  },
  [OLD_MAGIC](text) {
    const date = Number(text.readBigUInt64BE(2))
    return {
      status: text.readUInt16BE(0),
      body: text.subarray(OLD_HEAD_BYTES),
      ...(date > 0 && { date }),
    }
  },
}
