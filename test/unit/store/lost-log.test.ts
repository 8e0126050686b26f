/** A killed program leaves a write-ahead log. The next start must detect damage to that log. */
import { copyFileSync, cpSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Opened, Store } from '../../../electron/core/ports/store.ts'
import { readFrames } from '../../../electron/store/log-frames.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import { keyRecord, versionRecord } from '../../fakes/records.ts'
import { makeVaultFolder, type VaultFolder } from './vault-folder.ts'

const KEYS = 30
const idOf = (n: number) => `key-${n}` as KeyId

function addKey(store: Store, n: number): void {
  store.transaction(() => {
    store.keys.put(keyRecord({ id: idOf(n), version: 1 }))
    store.versions.put(versionRecord({ key: idOf(n) }))
  })
}

/** The files of a killed program, copied while it runs. Ten keys are in the database itself, twenty only in the log. */
function killed(): VaultFolder & { readonly log: string } {
  const running = makeVaultFolder()
  const first = running.open()
  for (let n = 0; n < 10; n++) addKey(first, n)
  first.close()
  const store = running.open()
  for (let n = 10; n < KEYS; n++) addKey(store, n)
  const after = makeVaultFolder()
  cpSync(dirname(running.paths.databasePath), dirname(after.paths.databasePath), { recursive: true })
  return { ...after, log: `${after.paths.databasePath}-wal` }
}

function opened(vault: VaultFolder): Extract<Opened, { state: 'open' }> {
  const storage = vault.storage()
  const result = storage.open()
  if (result.state === 'shut') throw new Error(`Did not open: ${result.why}`)
  return result
}

/** Opens and closes the vault, and returns what was reported. */
function reported(vault: VaultFolder) {
  const { store, lost } = opened(vault)
  const keys = store.keys.all().length
  store.close()
  return { keys, lost }
}

function flip(path: string, part: number): void {
  const bytes = readFileSync(path)
  const at = Math.floor(bytes.length * part)
  bytes[at] = bytes[at]! ^ 1
  writeFileSync(path, bytes)
}

const asideOf = (vault: VaultFolder, suffix: string) =>
  Object.entries(vault.files())
    .filter(([name]) => new RegExp(`damaged-[\\dTZ-]+${suffix}$`).test(name))
    .map(([, content]) => content)

describe('a log that a killed program has left', () => {
  it('is complete: nothing is reported, and nothing kept aside', () => {
    const vault = killed()
    expect(reported(vault)).toEqual({ keys: KEYS, lost: undefined })
    expect(asideOf(vault, '.*')).toEqual([])
  })

  it.each([
    ['has a flipped bit', (log: string) => flip(log, 0.5)],
    ['has a flipped bit in its header', (log: string) => flip(log, 0)],
    ['has a flipped bit near its end', (log: string) => flip(log, 0.97)],
    ['is cut', (log: string) => truncateSync(log, Math.floor(readFileSync(log).length / 2))],
    ['is cut to nothing', (log: string) => truncateSync(log, 0)],
    ['is gone', (log: string) => rmSync(log)],
  ])(
    '%s: the missing changes are reported with their secrets, and the rest of the log is kept',
    (_what, spoil) => {
      const vault = killed()
      spoil(vault.log)
      const before = vault.files()
      const { keys, lost } = reported(vault)
      expect(keys).toBeLessThan(KEYS)
      expect(lost).toMatchObject({
        changes: KEYS - keys,
        secrets: KEYS - keys,
        since: expect.any(Number) as number,
      })
      const left = before['vault/keyhold.sqlite-wal']
      expect(asideOf(vault, '-wal')).toEqual(left === undefined ? [] : [left])
      expect(asideOf(vault, '')).toEqual(left === undefined ? [] : [before['vault/keyhold.sqlite']])
    },
  )

  it('reports once: later changes count from the current state', () => {
    const vault = killed()
    rmSync(vault.log)
    const { store, lost } = opened(vault)
    expect(lost).toBeDefined()
    addKey(store, 99)
    store.close()
    expect(reported(vault)).toEqual({ keys: 11, lost: undefined })
  })

  it('reports again while nothing was written since', () => {
    const vault = killed()
    rmSync(vault.log)
    expect(reported(vault).lost).toEqual(reported(vault).lost)
  })

  it('is recognised by its own checksums without a note beside it', () => {
    const vault = killed()
    rmSync(`${vault.paths.databasePath}-commits`)
    flip(vault.log, 0.5)
    const { keys, lost } = reported(vault)
    expect(lost).toMatchObject({ changes: KEYS - keys, secrets: undefined })
    expect(asideOf(vault, '-wal')).toHaveLength(1)
  })

  it('is looked into without a byte changed', () => {
    const vault = killed()
    flip(vault.log, 0.5)
    const before = vault.files()
    expect(vault.storage().check()).toBe('good')
    expect(vault.files()).toEqual(before)
  })
})

describe('nothing is reported', () => {
  const NOTE = (vault: VaultFolder) => `${vault.paths.databasePath}-commits`

  it.each([
    [
      'is older than the database',
      (vault: VaultFolder) => copyFileSync(NOTE(killedEarlier(vault)), NOTE(vault)),
    ],
    ['is missing', (vault: VaultFolder) => rmSync(NOTE(vault))],
    ['was zeroed by a power cut', (vault: VaultFolder) => writeFileSync(NOTE(vault), Buffer.alloc(256))],
    ['was cut', (vault: VaultFolder) => truncateSync(NOTE(vault), 20)],
    ['is of another vault', (vault: VaultFolder) => copyFileSync(NOTE(busier()), NOTE(vault))],
  ])('where the note %s', (_what, change) => {
    const vault = killed()
    change(vault)
    expect(reported(vault)).toEqual({ keys: KEYS, lost: undefined })
  })

  it('of a list that did not wait for the disk', () => {
    const running = makeVaultFolder()
    const store = running.open()
    addKey(store, 0)
    const note = readFileSync(NOTE(running))
    store.transaction(() => store.keys.put(keyRecord({ id: idOf(1) })), 'repeatable')
    expect(readFileSync(NOTE(running))).toEqual(note)
    addKey(store, 2)
    expect(readFileSync(NOTE(running))).not.toEqual(note)
  })

  it('of a backup in the place of the database', () => {
    const vault = makeVaultFolder()
    const storage = vault.storage()
    const store = vault.open(storage)
    addKey(store, 0)
    storage.backup(store)
    for (let n = 1; n < 9; n++) addKey(store, n)
    store.close()
    storage.restore(storage.backups()[0]!.name)
    expect(existsSync(NOTE(vault))).toBe(false)
    expect(reported(vault)).toEqual({ keys: 1, lost: undefined })
  })

  it('of a profile that was copied whole', () => {
    const vault = killed()
    const copy = makeVaultFolder()
    cpSync(dirname(vault.paths.databasePath), dirname(copy.paths.databasePath), { recursive: true })
    expect(reported(copy)).toEqual({ keys: KEYS, lost: undefined })
  })

  /** The same vault with an older note of its commits. */
  function killedEarlier(vault: VaultFolder): VaultFolder {
    const earlier = makeVaultFolder()
    const note = JSON.parse(readFileSync(NOTE(vault), 'utf8')) as { count: number }
    writeFileSync(NOTE(earlier), JSON.stringify({ ...note, count: note.count - 3 }))
    return earlier
  }

  function busier(): VaultFolder {
    const other = makeVaultFolder()
    const store = other.open()
    for (let n = 0; n < 90; n++) addKey(store, n)
    store.close()
    return other
  }
})

it('a vault without its database is missing where its note is there', () => {
  const vault = killed()
  rmSync(vault.paths.databasePath)
  rmSync(vault.log)
  expect(vault.storage().open()).toEqual({ state: 'shut', why: 'missing' })
})

it('frames are read as SQLite reads them', () => {
  const { log } = killed()
  expect(readFrames(log)).toEqual({ readable: KEYS - 10, unreadable: 0 })
  flip(log, 0.5)
  const { readable, unreadable } = readFrames(log)
  expect(readable + unreadable).toBeGreaterThanOrEqual(KEYS - 11)
  expect(unreadable).toBeGreaterThan(0)
  expect(readFrames(`${log}-not-there`)).toEqual({ readable: 0, unreadable: 0 })
})
