/** Keeps the lock's passphrase as a hash: enough to recognise the passphrase, costly to guess. */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { Failure } from '../../../shared/contract/errors.ts'
import { findPassphraseProblem } from '../../../shared/model/passphrase.ts'
import type { PassphraseHash } from '../ports/store.ts'
import { deriveKey, STRONG_COST } from './derive-key.ts'

const SALT_BYTES = 16

/** Throws Failure `invalid` `too-short` or `too-simple`. */
export function checkNewPassphrase(passphrase: string): void {
  const why = findPassphraseProblem(passphrase)
  if (why !== undefined) throw new Failure({ kind: 'invalid', field: 'passphrase', why })
}

/** Takes about a second at {@link STRONG_COST}, off the main thread. Does not check the passphrase: see {@link checkNewPassphrase}. */
export async function hashPassphrase(passphrase: string, cost = STRONG_COST): Promise<PassphraseHash> {
  const salt = randomBytes(SALT_BYTES)
  const hash = await deriveKey(passphrase, salt, cost)
  return { ...cost, salt: salt.toString('base64'), hash: hash.toString('base64') }
}

/** Takes constant time for any typed text; the derivation hides its length. */
export async function isPassphrase(passphrase: string, kept: PassphraseHash): Promise<boolean> {
  const expected = Buffer.from(kept.hash, 'base64')
  const derived = await deriveKey(passphrase, Buffer.from(kept.salt, 'base64'), kept)
  return expected.byteLength === derived.byteLength && timingSafeEqual(expected, derived)
}
