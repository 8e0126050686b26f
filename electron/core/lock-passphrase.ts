/** What is kept of the lock's passphrase: enough to recognise it, costly to guess. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { Failure } from '../../shared/errors.ts'
import { MIN_PASSPHRASE } from '../../shared/passphrase.ts'

/** scrypt's own numbers; kept with every hash, so that they can be raised later. */
export interface ScryptCost {
  /** N: a power of two. Memory is 128 × N × r bytes. */
  readonly n: number
  readonly r: number
  readonly p: number
}

export interface PassphraseHash extends ScryptCost {
  /** Base64. */
  readonly salt: string
  /** Base64. */
  readonly hash: string
}

/** 128 MB and a good third of a second on a laptop of 2024: OWASP's strongest advice for scrypt (N=2^17, r=8, p=1). */
export const LOCK_COST: ScryptCost = { n: 131_072, r: 8, p: 1 }

const HASH_BYTES = 32
const SALT_BYTES = 16

function derive(passphrase: string, salt: Buffer, { n, r, p }: ScryptCost): Promise<Buffer> {
  // Two ways to type one accented letter are one passphrase.
  const bytes = Buffer.from(passphrase.normalize('NFKC'), 'utf8')
  return new Promise<Buffer>((resolve, reject) => {
    scrypt(bytes, salt, HASH_BYTES, { N: n, r, p, maxmem: 256 * n * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  }).finally(() => bytes.fill(0))
}

/** Failure `invalid` `too-short` for fewer than eight characters. */
export async function hashPassphrase(passphrase: string, cost = LOCK_COST): Promise<PassphraseHash> {
  if (Array.from(passphrase).length < MIN_PASSPHRASE)
    throw new Failure({ kind: 'invalid', field: 'passphrase', why: 'too-short' })
  const salt = randomBytes(SALT_BYTES)
  const hash = await derive(passphrase, salt, cost)
  return { ...cost, salt: salt.toString('base64'), hash: hash.toString('base64') }
}

/** In constant time for what was typed; its length is hidden by the derivation. */
export async function isPassphrase(passphrase: string, kept: PassphraseHash): Promise<boolean> {
  const expected = Buffer.from(kept.hash, 'base64')
  const derived = await derive(passphrase, Buffer.from(kept.salt, 'base64'), kept)
  return expected.byteLength === derived.byteLength && timingSafeEqual(expected, derived)
}
