/** Keeps the lock's passphrase as a hash: enough to recognise the passphrase, costly to guess. */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { Failure } from '../../../shared/contract/errors.ts'
import { findPassphraseProblem } from '../../../shared/model/passphrase.ts'
import type { PassphraseHash, ScryptCost } from '../ports/store.ts'

/** 128 MB and more than a third of a second on a laptop of 2024: OWASP's strongest recommendation for scrypt (N=2^17, r=8, p=1). */
export const LOCK_COST: ScryptCost = { n: 131_072, r: 8, p: 1 }

const HASH_BYTES = 32
const SALT_BYTES = 16

/** Runs in the worker. The source is a string because the built program is one file, without the source files beside it. */
const DERIVE = `
const { parentPort, workerData: { bytes, salt, length, options } } = require('node:worker_threads')
const key = require('node:crypto').scryptSync(bytes, salt, length, options)
bytes.fill(0)
parentPort.postMessage(key)
`

/**
 * Derives in a worker thread: Electron's crypto library derives on the calling thread, even by `scrypt` with a callback, which blocked the main
 * process for a second.
 */
function derive(passphrase: string, salt: Buffer, { n, r, p }: ScryptCost): Promise<Buffer> {
  // The two encodings of an accented letter must give the same passphrase.
  const bytes = new TextEncoder().encode(passphrase.normalize('NFKC'))
  const options = { N: n, r, p, maxmem: 256 * n * r }
  const worker = new Worker(DERIVE, {
    eval: true,
    execArgv: [],
    workerData: { bytes, salt, length: HASH_BYTES, options },
    transferList: [bytes.buffer], // moved, not copied: the worker overwrites the only copy
  })
  return new Promise((resolve, reject) => {
    worker.once('message', (key: Uint8Array) => resolve(Buffer.from(key)))
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('The worker ended without a key')))
  })
}

/** Throws Failure `invalid` `too-short` or `too-simple`. */
export function checkNewPassphrase(passphrase: string): void {
  const why = findPassphraseProblem(passphrase)
  if (why !== undefined) throw new Failure({ kind: 'invalid', field: 'passphrase', why })
}

/** Takes about a second at {@link LOCK_COST}, off the main thread. Does not check the passphrase: see {@link checkNewPassphrase}. */
export async function hashPassphrase(passphrase: string, cost = LOCK_COST): Promise<PassphraseHash> {
  const salt = randomBytes(SALT_BYTES)
  const hash = await derive(passphrase, salt, cost)
  return { ...cost, salt: salt.toString('base64'), hash: hash.toString('base64') }
}

/** Takes constant time for any typed text; the derivation hides its length. */
export async function isPassphrase(passphrase: string, kept: PassphraseHash): Promise<boolean> {
  const expected = Buffer.from(kept.hash, 'base64')
  const derived = await derive(passphrase, Buffer.from(kept.salt, 'base64'), kept)
  return expected.byteLength === derived.byteLength && timingSafeEqual(expected, derived)
}
