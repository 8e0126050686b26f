import { rmSync, truncateSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { makeFilledVault, makeVaultFolder } from './vault-folder.ts'

it('is good beside a program that has it open, and changes no byte', () => {
  const vault = makeVaultFolder()
  vault.open()
  const before = vault.files()
  expect(vault.storage().check()).toBe('good')
  expect(vault.files()).toEqual(before)
})

it('does not exist before the first start, and is not created', () => {
  const vault = makeVaultFolder()
  expect(vault.storage().check()).toBe('none')
  expect(vault.files()).toEqual({ vault: 'folder' })
})

it.each([
  ['damaged', (path: string) => truncateSync(path, 5_000)],
  ['damaged', (path: string) => writeFileSync(path, 'Dear friend')], // another file has replaced the vault
  [
    'foreign',
    (path: string) => {
      rmSync(`${path}-commits`)
      writeFileSync(path, 'Dear friend')
    },
  ],
] as const)('is %s, and left byte for byte as it is', (state, spoil) => {
  const vault = makeFilledVault()
  spoil(vault.paths.databasePath)
  const before = vault.files()
  expect(vault.storage().check()).toBe(state)
  expect(vault.files()).toEqual(before)
})

it('is missing where its backups are there without it', () => {
  const vault = makeFilledVault()
  const store = vault.storage()
  const opened = store.open()
  if (opened.state === 'shut') throw new Error('It did not open')
  store.backup(opened.store)
  opened.store.close()
  rmSync(vault.paths.databasePath)
  expect(vault.storage().check()).toBe('missing')
})
