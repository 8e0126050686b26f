/** The vault's files with random damage by a disk, a sync folder or a person: the vault opens or says why it does not, and destroys nothing. */
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { Failure } from '../../../shared/contract/errors.ts'
import type { Paths } from '../../../electron/core/ports/world.ts'
import { openToRead } from '../../../electron/store/read-only.ts'
import { createStorage } from '../../../electron/store/storage.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import { keyRecord, START_MS, versionRecord } from '../../fakes/records.ts'
import { accident, contentsOf, damageFile } from '../../suites/files/damaged-file.ts'
import { makeVaultFolder } from './vault-folder.ts'

/** How many vaults the test damages; `npm run fuzz` damages 100,000. */
const VAULTS = Number(process.env.KEYHOLD_FUZZ_VAULTS ?? 60)

const scratch = mkdtempSync(join(tmpdir(), 'keyhold-test-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** The files of a vault that was killed while running: database, write-ahead log, commit note and a backup. */
function template(): string {
  const vault = makeVaultFolder()
  const storage = vault.storage()
  const store = vault.open(storage)
  storage.backup(store, { force: true })
  for (let n = 0; n < 30; n++)
    store.transaction(() => {
      store.keys.put(keyRecord({ id: `key-${n}` as KeyId, version: 1 }))
      store.versions.put(versionRecord({ key: `key-${n}` as KeyId }))
    })
  const copy = join(scratch, 'template')
  cpSync(dirname(vault.paths.databasePath), copy, { recursive: true })
  return copy
}

const pathsIn = (root: string): Paths => ({
  databasePath: join(root, 'keyhold.sqlite'),
  backupDir: join(root, 'backups'),
  sealedResponseDir: join(root, 'rescue'),
})

/** Runs `read`, which may fail only with a failure of the vault. */
function orFailure(read: () => unknown): void {
  try {
    read()
  } catch (error) {
    expect(error).toBeInstanceOf(Failure)
    expect((error as Failure).error.kind).toBe('vault')
  }
}

/** Reads like a command that runs without the program. */
function readOnly(at: Parameters<typeof openToRead>[0]): void {
  const result = openToRead(at)
  if (result.state !== 'open') return
  orFailure(() => result.store.keys.all())
  result.store.close()
}

it(
  'opens or says why, and keeps every file that it cannot read',
  { timeout: Math.max(300_000, VAULTS * 300) },
  () => {
    const from = template()
    let opened = 0
    fc.assert(
      fc.property(accident, (damages) => {
        const root = join(scratch, 'vault')
        cpSync(from, root, { recursive: true })
        for (const one of damages) damageFile(root, one)
        const before = contentsOf(root)
        const at = { paths: pathsIn(root), clock: { now: () => START_MS } }
        readOnly(at)
        expect(contentsOf(root), 'what a reader leaves').toEqual(before)
        const storage = createStorage(at)
        orFailure(() => storage.check())
        orFailure(() => storage.backups())
        const result = storage.open()
        if (result.state === 'open') {
          opened += 1
          const { store } = result
          for (const read of [
            () => store.keys.all(),
            () => store.versions.all(),
            () => store.settings.read(),
          ])
            orFailure(read)
          store.close()
        } else for (const [path, bytes] of before) expect(readFileSync(path).equals(bytes), path).toBe(true)
        // In every case, no backup has become smaller or disappeared.
        for (const [path, bytes] of before)
          if (path.includes('/backups/')) expect(statSync(path).size, path).toBe(bytes.length)
        rmSync(root, { recursive: true })
      }),
      { numRuns: VAULTS, endOnFailure: true },
    )
    expect(opened).toBeGreaterThan(0)
  },
)
