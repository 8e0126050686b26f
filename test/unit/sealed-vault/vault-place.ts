/** A sealed vault in a throwaway folder, with cheap key derivation, on a disk that can be cut off, filled, or used without hard links. */
import { scryptSync } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import * as real from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { deriveKey } from '../../../electron/core/lock/derive-key.ts'
import type { EntryName, KeychainPort } from '../../../electron/core/ports/keychain.ts'
import { Secret } from '../../../electron/core/ports/secret.ts'
import type { Files } from '../../../electron/sealed-vault/durable-files.ts'
import { createSealedVault } from '../../../electron/sealed-vault/sealed-vault.ts'

export const PASSPHRASE = 'correct horse battery'
const CHEAP = { n: 16, r: 8, p: 1 }

/** Replaces the worker, because starting a thread for each of a thousand passphrases would take minutes. */
const derive: typeof deriveKey = (passphrase, salt, { n, r, p }) =>
  Promise.resolve(scryptSync(passphrase.normalize('NFKC'), salt, 32, { N: n, r, p }))

export const nameOf = (version: number) => `key grafana-prod-3f9a2c1x v${version}` as EntryName
export const text = (secret: Secret | undefined) => secret?.use((bytes) => bytes.toString('utf8'))
export const write = (port: KeychainPort, name: EntryName, value: string) =>
  port.write(name, Secret.fromText(value))

export const keychainTrouble = (why: string) => ({
  error: { kind: 'keychain', why, backend: 'Sealed vault' },
})
export const vaultTrouble = (why: string) => ({ error: { kind: 'sealed-vault', why } })

export function makePlace() {
  const root = mkdtempSync(join(tmpdir(), 'keyhold-sealed-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const folder = join(root, 'sealed-vault')
  const open = (files?: Files) =>
    createSealedVault({ folder, cost: CHEAP, derive, ...(files !== undefined && { files }) })
  return {
    root,
    folder,
    entries: join(folder, 'entries'),
    first: join(folder, 'vault.json'),
    copy: join(folder, 'vault-copy.json'),
    open,
    /** A vault that exists and is unlocked. */
    async made() {
      const vault = open()
      await vault.create(PASSPHRASE)
      return vault
    },
    /** The vault as a later program opens it. */
    async again(passphrase = PASSPHRASE) {
      const vault = open()
      await vault.unlock(passphrase)
      return vault
    },
    fileNames: () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort(),
  }
}

const coded = (code: string) => Object.assign(new Error(code), { code })

/** A file system without hard links, such as exFAT. */
export const withoutLinks: Files = { ...real, link: () => Promise.reject(coded('EPERM')) }

export interface CutDisk {
  readonly files: Files
  /** From now on, call number `at` that changes something, counted from 0, is cut off, and so is every later one. */
  cutAt(at: number): void
  /** The number of such calls since then. */
  calls(): number
}

/**
 * A disk that is cut off at one of the calls that change something. `killed`: the program has ended, and that call has done half of its work. Any
 * other code: the disk refuses with that code, but reading and deleting still work.
 */
export function cutDisk(by: 'killed' | 'ENOSPC' | 'EROFS'): CutDisk {
  let at = Infinity
  let calls = 0
  const isCut = () => at < Infinity && calls > at

  const step = async <T>(run: () => Promise<T>, half?: () => Promise<unknown>): Promise<T> => {
    const call = calls++
    if (call === at && by === 'killed') await half?.()
    if (call >= at) throw coded(by)
    return run()
  }
  /** Runs calls that still work on a full disk, but not in a killed program. */
  const unlessKilled = <T>(run: () => Promise<T>): Promise<T> =>
    by === 'killed' ? step(run) : by === 'EROFS' && isCut() ? Promise.reject(coded(by)) : run()

  const open = (async (path: string, flags: string, mode?: number) => {
    const handle = await (flags === 'r' ? real.open(path, flags) : step(() => real.open(path, flags, mode)))
    return {
      writeFile: (data: string) =>
        step(
          () => handle.writeFile(data),
          () => handle.writeFile(data.slice(0, data.length / 2)),
        ),
      sync: () => step(() => handle.sync()),
      close: () => handle.close(),
    }
  }) as unknown as Files['open']

  const files: Files = {
    ...real,
    open,
    link: (from, to) => step(() => real.link(from, to)),
    rename: (from, to) => step(() => real.rename(from, to)),
    unlink: (path) => unlessKilled(() => real.unlink(path)),
    mkdir: ((path: string, options: object) => step(() => real.mkdir(path, options))) as Files['mkdir'],
    chmod: (path, mode) => step(() => real.chmod(path, mode)),
  }
  return {
    files,
    cutAt(next) {
      at = next
      calls = 0
    },
    calls: () => calls,
  }
}
