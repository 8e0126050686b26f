import { chmodSync, chownSync, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFilledVault, makeVaultFolder, type VaultFolder } from './vault-folder.ts'

const NOBODY = 65_534
const asNobody = process.getuid?.() === 0 && process.seteuid !== undefined

/** Root may do everything, so the calls run as someone who may not. */
function unprivileged<T>(vault: VaultFolder, act: () => T): T {
  if (!asNobody) return act()
  chmodSync(vault.root, 0o755)
  for (const path of [dirname(vault.paths.databasePath), vault.paths.databasePath]) {
    if (existsSync(path)) chownSync(path, NOBODY, NOBODY)
  }
  process.seteuid!(NOBODY)
  try {
    return act()
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
