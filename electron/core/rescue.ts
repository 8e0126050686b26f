/** The sealed form in which a provider's raw answer waits on disk until its secret is in the keychain. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { OperationId } from '../../shared/model.ts'
import type { Answer } from './ports/provider.ts'
import { Secret } from './secret.ts'

/*
 * Layout: "KHR1" | 12 bytes nonce | 16 bytes tag | AES-256-GCM ciphertext of the answer.
 * The operation's id is associated data, so that one answer cannot be passed off as another's.
 * The answer: 2 bytes status | 8 bytes date (0: none), both big-endian | body.
 */
const MAGIC = Buffer.from('KHR1')
const NONCE_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = 10

/** A fresh 32-byte key for one operation. */
export const newRescueKey = (): Secret => new Secret(Buffer.from(randomBytes(32).toString('base64')))

// The keychain keeps text, so the key travels as base64.
const rawKey = (key: Secret): Buffer => key.use((text) => Buffer.from(text.toString('latin1'), 'base64'))

/** Seals `answer` for `operation`; the result may lie on disk. */
export function seal(key: Secret, operation: OperationId, answer: Answer): Uint8Array {
  const head = Buffer.alloc(HEAD_BYTES)
  head.writeUInt16BE(answer.status, 0)
  head.writeBigUInt64BE(BigInt(answer.date ?? 0), 2)
  const raw = rawKey(key)
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', raw, nonce).setAAD(Buffer.from(operation))
  const text = Buffer.concat([cipher.update(head), cipher.update(answer.body), cipher.final()])
  raw.fill(0)
  return Buffer.concat([MAGIC, nonce, cipher.getAuthTag(), text])
}

/** Opens what {@link seal} made; `undefined` if this key does not open it. Nothing is deleted for that. */
export function unseal(key: Secret, operation: OperationId, sealed: Uint8Array): Answer | undefined {
  const bytes = Buffer.from(sealed)
  const start = MAGIC.byteLength + NONCE_BYTES + TAG_BYTES
  if (bytes.byteLength < start + HEAD_BYTES || !bytes.subarray(0, 4).equals(MAGIC)) return undefined
  const raw = rawKey(key)
  try {
    const decipher = createDecipheriv('aes-256-gcm', raw, bytes.subarray(4, 4 + NONCE_BYTES))
      .setAAD(Buffer.from(operation))
      .setAuthTag(bytes.subarray(4 + NONCE_BYTES, start))
    const text = Buffer.concat([decipher.update(bytes.subarray(start)), decipher.final()])
    const date = Number(text.readBigUInt64BE(2))
    return {
      status: text.readUInt16BE(0),
      body: text.subarray(HEAD_BYTES),
      ...(date > 0 && { date }),
    }
  } catch {
    return undefined // a wrong key or a damaged file; which of them cannot be told
  } finally {
    raw.fill(0)
  }
}
