import { chmodSync, chownSync, cpSync, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { keyRecord } from '../../fakes/records.ts'
import { makeFilledVault, makeVaultFolder, type VaultFolder } from './vault-folder.ts'

afterEach(() => void vi.unstubAllEnvs())

const NOBODY = 65_534
const asNobody = process.getuid?.() === 0 && process.seteuid !== undefined

/** Root may do everything, so the calls run as another user. */
function unprivileged<T>(vault: VaultFolder, run: () => T): T {
  if (!asNobody) return run()
  chmodSync(vault.root, 0o755)
  for (const path of [dirname(vault.paths.databasePath), vault.paths.databasePath]) {
    if (existsSync(path)) chownSync(path, NOBODY, NOBODY)
  }
  process.seteuid!(NOBODY)
  try {
    return run()
  } finally {
    process.seteuid!(0)
  }
}

describe.skipIf(process.platform === 'win32')('without permission', () => {
  it('a read-only folder refuses as read-only, and nothing is touched', () => {
    const vault = makeFilledVault()
    chmodSync(dirname(vault.paths.databasePath), 0o500)
    const before = vault.files()
    const opened = unprivileged(vault, () => vault.storage().open())
    expect(opened).toEqual({ state: 'shut', why: 'read-only' })
    expect(vault.files()).toEqual(before)
    chmodSync(dirname(vault.paths.databasePath), 0o700)
  })

  it('a read-only folder with a log that a crash has left refuses as read-only, with and without a temporary folder', () => {
    const running = makeVaultFolder()
    running.open().keys.put(keyRecord())
    const vault = makeVaultFolder()
    const folder = dirname(vault.paths.databasePath)
    cpSync(dirname(running.paths.databasePath), folder, { recursive: true })
    for (const suffix of ['', '-wal', '-commits']) chmodSync(vault.paths.databasePath + suffix, 0o644)
    chmodSync(folder, 0o500)
    const before = vault.files()
    const open = () => unprivileged(vault, () => vault.storage().open())
    expect(open()).toEqual({ state: 'shut', why: 'read-only' })
    vi.stubEnv('TMPDIR', `${vault.root}/not-there`)
    expect(open()).toEqual({ state: 'shut', why: 'read-only' })
    expect(vault.files()).toEqual(before)
    chmodSync(folder, 0o700)
  })

  it('a read-only folder without a vault refuses as read-only too', () => {
    const vault = makeVaultFolder()
    chmodSync(dirname(vault.paths.databasePath), 0o500)
    const opened = unprivileged(vault, () => vault.storage().open())
    expect(opened).toEqual({ state: 'shut', why: 'read-only' })
    chmodSync(dirname(vault.paths.databasePath), 0o700)
  })

  it('a read-only file refuses as read-only, and keeps its mode', () => {
    const vault = makeFilledVault()
    chmodSync(vault.paths.databasePath, 0o400)
    const before = vault.files()
    const opened = unprivileged(vault, () => vault.storage().open())
    expect(opened).toEqual({ state: 'shut', why: 'read-only' })
    expect(vault.files()).toEqual(before)
  })

  it('a file that may not be read refuses as unreadable, and keeps its mode', () => {
    const vault = makeFilledVault()
    chmodSync(vault.paths.databasePath, 0o000)
    const opened = unprivileged(vault, () => vault.storage().open())
    expect(opened).toEqual({ state: 'shut', why: 'unreadable' })
    expect(vault.files()['vault/keyhold.sqlite']).toMatch(/^0 /)
  })
})
