/** Encrypts one value with AES-256-GCM, bound to a text that identifies it (additional data). Pure. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { z } from 'zod'

const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

/** Base64, of a fixed length where the cipher needs one. The cipher refuses other input. */
export const Sealed = z.strictObject({ iv: z.base64(), tag: z.base64(), data: z.base64() })
export type Sealed = z.infer<typeof Sealed>

/** `about` is authenticated but not stored. Decryption needs the same text. */
export function seal(value: Uint8Array, key: Uint8Array, about: string): Sealed {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(about, 'utf8'))
  const data = Buffer.concat([cipher.update(value), cipher.final()])
  return { iv: text(iv), tag: text(cipher.getAuthTag()), data: text(data) }
}

/** Returns `undefined` if the key, the value or `about` differs. The caller wipes the buffer. */
export function unseal({ iv, tag, data }: Sealed, key: Uint8Array, about: string): Buffer | undefined {
  try {
    const decipher = createDecipheriv(CIPHER, key, Buffer.from(iv, 'base64'), { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(about, 'utf8'))
    decipher.setAuthTag(Buffer.from(tag, 'base64'))
    const opened = decipher.update(Buffer.from(data, 'base64'))
    decipher.final()
    return opened
  } catch {
    return undefined
  }
}

const text = (bytes: Buffer) => bytes.toString('base64')
