/** A vault's files in a temporary folder, and the content of that folder at any moment. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Storage, Store } from '../../../electron/core/ports/store.ts'
import type { Paths } from '../../../electron/core/ports/world.ts'
import { createStorage } from '../../../electron/store/storage.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import { keyRecord, START_MS } from '../../fakes/records.ts'

export interface VaultFolder {
  readonly root: string
  readonly paths: Paths
  readonly clock: { now(): number; pass(ms: number): void }
  /** A storage as a new start of the program creates it. */
  storage(steps?: readonly string[]): Storage
  /** Opens the vault and expects success. Closed when the test ends. */
  open(storage?: Storage): Store
  /** Every file under the folder: its path, mode and bytes. */
  files(): Record<string, string>
}

export function makeVaultFolder(): VaultFolder {
  const root = mkdtempSync(join(tmpdir(), 'keyhold-test-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const paths: Paths = {
    databasePath: join(root, 'vault', 'keyhold.sqlite'),
    backupDir: join(root, 'vault', 'backups'),
    sealedResponseDir: join(root, 'vault', 'rescue'),
  }
  let now = START_MS
  const clock = { now: () => now, pass: (ms: number) => void (now += ms) }
  const storage = (steps?: readonly string[]) => createStorage({ paths, clock, ...(steps && { steps }) })
  mkdirSync(join(root, 'vault'))
  return {
    root,
    paths,
    clock,
    storage,
    open: (from = storage()) => {
      const opened = from.open()
      if (opened.state === 'shut') throw new Error(`Did not open: ${opened.why}`)
      onTestFinished(() => opened.store.close())
      return opened.store
    },
    files: () => filesUnder(root),
  }
}

/** A closed vault with enough keys for some hundred database pages. */
export function makeFilledVault(): VaultFolder {
  const vault = makeVaultFolder()
  const store = vault.open()
  store.transaction(() => {
    for (let n = 0; n < 500; n++)
      store.keys.put(keyRecord({ id: `key-${n}` as KeyId, notes: 'n'.repeat(500) }))
  })
  store.close()
  return vault
}

export const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)

function filesUnder(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return Object.fromEntries(
    entries
      .map((entry) => [entry, join(entry.parentPath, entry.name)] as const)
      .map(([entry, path]) => [
        path.slice(folder.length + 1),
        entry.isFile() ? `${modeOf(path)} ${readFileSync(path).toString('base64')}` : 'folder',
      ]),
  )
}
