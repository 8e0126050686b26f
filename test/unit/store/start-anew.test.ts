import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { makeVaultFolder } from './vault-folder.ts'

it('starts empty if the file is missing, and keeps sealed responses', () => {
  const vault = makeVaultFolder()
  mkdirSync(vault.paths.sealedResponseDir)
  const sealed = join(vault.paths.sealedResponseDir, 'operation-1')
  writeFileSync(sealed, 'sealed')
  vault.storage().startAnew()
  expect(vault.open().keys.all()).toEqual([])
  expect(readFileSync(sealed, 'utf8')).toBe('sealed')
})

it('keeps a damaged file and its log aside, byte for byte', () => {
  const vault = makeVaultFolder()
  const store = vault.open()
  store.close()
  const garbage = Buffer.alloc(4_096, 7)
  writeFileSync(vault.paths.databasePath, garbage)
  writeFileSync(`${vault.paths.databasePath}-wal`, 'log')
  vault.storage().startAnew()
  expect(vault.open().keys.all()).toEqual([])
  const folder = dirname(vault.paths.databasePath)
  const aside = (suffix: string) =>
    readFileSync(
      join(
        folder,
        readdirSync(folder).find((name) => name.includes('.damaged-') && name.endsWith(suffix))!,
      ),
    )
  expect(aside('Z')).toEqual(garbage)
  expect(aside('-wal').toString()).toBe('log')
})

it('does not replace a vault that opens', () => {
  const vault = makeVaultFolder()
  vault.open().close()
  const before = vault.files()
  expect(() => vault.storage().startAnew()).toThrow()
  expect(vault.files()).toEqual(before)
  rmSync(vault.root, { recursive: true })
})
