/** A keychain of plain files that outlives a killed program. For tests and the demo's throwaway profile only. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EntryName, KeychainPort } from '../../electron/core/ports/keychain.ts'
import { Secret } from '../../electron/core/ports/secret.ts'
import { Failure } from '../../shared/contract/errors.ts'

export interface FileKeychain extends KeychainPort {
  /** The stored values, by entry name, in their stored form. */
  entries(): Map<string, string>
  /** While locked, every method but `probe` throws Failure `keychain`/`locked`. The lock also outlives the program. */
  lock(): void
  unlock(): void
}

const BACKEND = 'Test keychain'

/** Stores one file per entry in `folder`, named by the entry's name in base64url. */
export function fileKeychain(folder: string): FileKeychain {
  mkdirSync(folder, { recursive: true })
  const lockFile = join(folder, '.locked')
  const fileOf = (name: string) => join(folder, `${Buffer.from(name).toString('base64url')}.entry`)
  const isLocked = () => existsSync(lockFile)
  const refuseLocked = () => {
    if (isLocked()) throw new Failure({ kind: 'keychain', why: 'locked', backend: BACKEND })
  }

  return {
    maxBytes: undefined,
    probe: async () => ({ state: isLocked() ? 'locked' : 'ready', backend: BACKEND }),
    async write(name: EntryName, secret) {
      refuseLocked()
      // Asynchronous, like every system keychain: waiting for the disk would be counted as the program's own work.
      const bytes = secret.use((own) => Buffer.from(own))
      await writeFile(fileOf(name), bytes, { mode: 0o600, flush: true })
    },
    async read(name) {
      refuseLocked()
      return existsSync(fileOf(name)) ? new Secret(readFileSync(fileOf(name))) : undefined
    },
    async remove(name) {
      refuseLocked()
      const was = existsSync(fileOf(name))
      rmSync(fileOf(name), { force: true })
      return was
    },
    async names() {
      refuseLocked()
      return [...entries().keys()]
    },
    entries,
    lock: () => writeFileSync(lockFile, ''),
    unlock: () => rmSync(lockFile, { force: true }),
  }

  function entries() {
    return new Map(
      readdirSync(folder)
        .filter((file) => file.endsWith('.entry'))
        .map((file) => [
          Buffer.from(file.slice(0, -'.entry'.length), 'base64url').toString(),
          readFileSync(join(folder, file), 'utf8'),
        ]),
    )
  }
}
