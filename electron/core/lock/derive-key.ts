/** Derives keys from passphrases, off the main thread. */
import { Worker } from 'node:worker_threads'
import type { ScryptCost } from '../ports/store.ts'

/** 128 MB and more than a third of a second on a laptop of 2024: OWASP's strongest recommendation for scrypt (N=2^17, r=8, p=1). */
export const STRONG_COST: ScryptCost = { n: 131_072, r: 8, p: 1 }

const KEY_BYTES = 32

/** Runs in the worker. The source is a string because the built program is one file, without the source files beside it. */
const DERIVE = `
const { parentPort, workerData: { bytes, salt, length, options } } = require('node:worker_threads')
const key = require('node:crypto').scryptSync(bytes, salt, length, options)
bytes.fill(0)
parentPort.postMessage(key)
`

/**
 * Derives 32 bytes in a worker thread: Electron's crypto library derives on the calling thread, even by `scrypt` with a callback, which blocked the
 * main process for a second.
 */
export function deriveKey(passphrase: string, salt: Uint8Array, { n, r, p }: ScryptCost): Promise<Buffer> {
  // The two encodings of an accented letter must give the same passphrase.
  const bytes = new TextEncoder().encode(passphrase.normalize('NFKC'))
  const options = { N: n, r, p, maxmem: 256 * n * r }
  const worker = new Worker(DERIVE, {
    eval: true,
    execArgv: [],
    workerData: { bytes, salt, length: KEY_BYTES, options },
    transferList: [bytes.buffer], // moved, not copied: the worker overwrites the only copy
  })
  return new Promise((resolve, reject) => {
    worker.once('message', (key: Uint8Array) => resolve(Buffer.from(key)))
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('The worker ended without a key')))
  })
}
