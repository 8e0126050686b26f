/** The vault's files in any state that a disk, a sync folder or a person may leave them in: the vault opens or says why, and destroys nothing. */
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { Failure } from '../../../shared/contract/errors.ts'
import type { Paths } from '../../../electron/core/ports/world.ts'
import { createStorage } from '../../../electron/store/storage.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import { keyRecord, START_MS, versionRecord } from '../../fakes/records.ts'
import { makeVaultFolder } from './vault-folder.ts'

/** How many vaults are damaged; `npm run fuzz` damages 100,000. */
const VAULTS = Number(process.env.KEYHOLD_FUZZ_VAULTS ?? 60)

const scratch = mkdtempSync(join(tmpdir(), 'keyhold-test-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
/** What happens to one file. `part` is a place in it, or a share of it. */
const damage = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), part: place, bit: fc.nat(7) }),
  fc.record({ kind: fc.constant('cut' as const), part: place }),
  fc.record({ kind: fc.constant('zeros' as const), part: place, length: fc.integer({ min: 1, max: 5_000 }) }),
  fc.record({ kind: fc.constant('foreign' as const), bytes: fc.uint8Array({ maxLength: 300 }) }),
  fc.record({ kind: fc.constant('swapped' as const), other: fc.nat() }),
  fc.record({ kind: fc.constant('gone' as const) }),
)
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never
const accident = fc.array(fc.tuple(fc.nat(), damage), { minLength: 1, maxLength: 3 })

/** A vault that was killed while it ran: database, write-ahead log, commit note and a backup. */
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

const filesOf = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()

function apply(root: string, [which, what]: readonly [number, Damage]): void {
  const files = filesOf(root)
  const path = files[which % files.length]
  if (path === undefined) return
  if (what.kind === 'gone') {
    rmSync(path)
    return
  }
  if (what.kind === 'swapped') {
    writeFileSync(path, readFileSync(files[what.other % files.length]!))
    return
  }
  if (what.kind === 'foreign') {
    writeFileSync(path, what.bytes)
    return
  }
  const bytes = readFileSync(path)
  const at = Math.floor(bytes.length * what.part)
  if (what.kind === 'cut') writeFileSync(path, bytes.subarray(0, at))
  else if (bytes.length > 0) {
    if (what.kind === 'flip') bytes[at] = bytes[at]! ^ (1 << what.bit)
    else bytes.fill(0, at, Math.min(bytes.length, at + what.length))
    writeFileSync(path, bytes)
  }
}

const contents = (root: string) => new Map(filesOf(root).map((path) => [path, readFileSync(path)]))

/** Runs `read`, which may fail only by saying that the vault is at fault. */
function orFailure(read: () => unknown): void {
  try {
    read()
  } catch (error) {
    expect(error).toBeInstanceOf(Failure)
    expect((error as Failure).error.kind).toBe('vault')
  }
}

it(
  'opens or says why, and keeps every file that it cannot read',
  { timeout: Math.max(60_000, VAULTS * 300) },
  () => {
    const from = template()
    let opened = 0
    fc.assert(
      fc.property(accident, (damages) => {
        const root = join(scratch, 'vault')
        cpSync(from, root, { recursive: true })
        for (const one of damages) apply(root, one)
        const before = contents(root)
        const storage = createStorage({ paths: pathsIn(root), clock: { now: () => START_MS } })
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
        // Whatever happened, no backup has become smaller or gone.
        for (const [path, bytes] of before)
          if (path.includes('/backups/')) expect(statSync(path).size, path).toBe(bytes.length)
        rmSync(root, { recursive: true })
      }),
      { numRuns: VAULTS, endOnFailure: true },
    )
    expect(opened).toBeGreaterThan(0)
  },
)
