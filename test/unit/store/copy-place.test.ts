/** The log of a killed program is inspected as a copy. Whether the vault opens must not depend on the place of that copy. */
import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { keyRecord } from '../../fakes/records.ts'
import { makeVaultFolder } from './vault-folder.ts'

afterEach(() => void vi.unstubAllEnvs())

function killed() {
  const running = makeVaultFolder()
  running.open().keys.put(keyRecord())
  const after = makeVaultFolder()
  cpSync(dirname(running.paths.databasePath), dirname(after.paths.databasePath), { recursive: true })
  return after
}

it('the vault opens where there is no temporary folder, and nothing of the copy stays', () => {
  const vault = killed()
  vi.stubEnv('TMPDIR', join(vault.root, 'not-there'))
  expect(vault.storage().check()).toBe('good')
  const store = vault.open()
  expect(store.keys.all()).toEqual([keyRecord()])
  store.close()
  expect(readdirSync(dirname(vault.paths.databasePath))).toEqual(['keyhold.sqlite', 'keyhold.sqlite-commits'])
})

it('a copy that a killed program has left is removed with the next start', () => {
  const vault = killed()
  mkdirSync(join(dirname(vault.paths.databasePath), '.keyhold-look-a1b2c3'))
  vault.open()
  expect(readdirSync(dirname(vault.paths.databasePath)).filter((name) => name.startsWith('.'))).toEqual([])
})
