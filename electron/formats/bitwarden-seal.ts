/**
 * The password-protected form of Bitwarden's export, as its clients write it (bitwarden/clients, `libs/tools/export/vault-export` and
 * `libs/key-management`): a key from the password by PBKDF2 or Argon2id, stretched by HKDF, then AES-256-CBC with HMAC-SHA-256.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  pbkdf2,
  randomBytes,
  randomUUID,
  timingSafeEqual,
} from 'node:crypto'
import { promisify } from 'node:util'
import { argon2id } from '@noble/hashes/argon2.js'
import { importFailure } from './entry.ts'
import { MOST_ARGON2_PASSES, MOST_ARGON2_WORK, MOST_KDF_MEMORY, MOST_ROUNDS } from './format-limits.ts'
import { stringOf, type JsonObject } from './json.ts'

const PBKDF2 = 0
const ARGON2ID = 1

interface Keys {
  readonly encryption: Buffer
  readonly authentication: Buffer
}

/** The text of the export. Throws Failure `import`: `wrong-passphrase`, `unsupported`, `costly`, `damaged`. */
export async function decryptBitwarden(whole: JsonObject, passphrase: string): Promise<string> {
  const keys = await keysOf(whole, passphrase)
  if (unseal(stringOf(whole.encKeyValidation_DO_NOT_EDIT), keys) === undefined)
    throw importFailure('wrong-passphrase')
  const text = unseal(stringOf(whole.data), keys)
  if (text === undefined) throw importFailure('damaged')
  return text.toString('utf8')
}

/** The whole file for `text`, an unencrypted export. */
export async function encryptBitwarden(
  text: string,
  passphrase: string,
  iterations = 600_000,
): Promise<JsonObject> {
  const head = { salt: randomBytes(16).toString('base64'), kdfType: PBKDF2, kdfIterations: iterations }
  const keys = await keysOf(head, passphrase)
  return {
    encrypted: true,
    passwordProtected: true,
    ...head,
    encKeyValidation_DO_NOT_EDIT: seal(Buffer.from(randomUUID()), keys),
    data: seal(Buffer.from(text), keys),
  }
}

async function keysOf(head: JsonObject, passphrase: string): Promise<Keys> {
  const master = await masterKey(head, Buffer.from(passphrase))
  return { encryption: expand(master, 'enc'), authentication: expand(master, 'mac') }
}

async function masterKey(
  { salt, kdfType, kdfIterations, ...more }: JsonObject,
  passphrase: Buffer,
): Promise<Buffer> {
  if (kdfType === PBKDF2)
    return await promisify(pbkdf2)(
      passphrase,
      stringOf(salt),
      count(kdfIterations, MOST_ROUNDS),
      32,
      'sha256',
    )
  if (kdfType !== ARGON2ID) throw importFailure('unsupported')
  const options = {
    t: count(kdfIterations, MOST_ARGON2_PASSES),
    m: count(Number(more.kdfMemory) * 1024, MOST_KDF_MEMORY),
    p: count(more.kdfParallelism, 64),
    dkLen: 32,
  }
  if (options.m * options.t > MOST_ARGON2_WORK) throw importFailure('costly')
  return Buffer.from(argon2id(passphrase, createHash('sha256').update(stringOf(salt)).digest(), options))
}

/** Throws Failure `import`: `damaged`, or `costly` above `most`. */
function count(value: unknown, most: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) throw importFailure('damaged')
  if (value > most) throw importFailure('costly')
  return value
}

/** The "expand" step of HKDF (RFC 5869) for one block of SHA-256. */
const expand = (key: Buffer, info: string): Buffer =>
  createHmac('sha256', key).update(info).update(Buffer.of(1)).digest()

/** `2.` and three base64 texts: initialization vector, ciphertext, authentication code. */
function seal(text: Buffer, { encryption, authentication }: Keys): string {
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', encryption, iv)
  const sealed = Buffer.concat([cipher.update(text), cipher.final()])
  const code = createHmac('sha256', authentication).update(iv).update(sealed).digest()
  return `2.${[iv, sealed, code].map((part) => part.toString('base64')).join('|')}`
}

/** `undefined` if the key is wrong or the bytes were changed. */
function unseal(text: string, { encryption, authentication }: Keys): Buffer | undefined {
  if (!text.startsWith('2.')) throw importFailure('damaged')
  const [iv, sealed, code] = text
    .slice(2)
    .split('|')
    .map((part) => Buffer.from(part, 'base64'))
  if (iv?.length !== 16 || sealed === undefined || code?.length !== 32) throw importFailure('damaged')
  const own = createHmac('sha256', authentication).update(iv).update(sealed).digest()
  if (!timingSafeEqual(own, code)) return undefined
  const decipher = createDecipheriv('aes-256-cbc', encryption, iv)
  try {
    return Buffer.concat([decipher.update(sealed), decipher.final()])
  } catch {
    return undefined
  }
}
