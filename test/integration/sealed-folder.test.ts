import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { newFolder } from './program.ts'
import { onlyOperation, othersKeys } from './rows.ts'
import { createStage } from './stage.ts'

const stage = createStage()

it('a folder of sealed answers that cannot be read is told, and stops neither the vault nor what is open', async () => {
  const folder = newFolder()
  const emulator = await stage.atlas({ keys: 2 })
  const before = await stage.start(folder)
  await before.connect(emulator)
  const [key] = await othersKeys(before)
  emulator.fault({ kind: 'masked', on: ({ method }) => method === 'PATCH' })
  const { operation } = await before.ask('key:regenerate', { key: key.id })
  await before.close()

  const rescueDir = join(folder, 'rescue')
  const sealed = readFileSync(join(rescueDir, operation))
  renameSync(rescueDir, `${rescueDir}-elsewhere`)
  writeFileSync(rescueDir, 'no folder')
  const program = await stage.start(folder)
  const { notices, keys } = await program.snapshot()
  expect(notices.map(({ kind }) => kind)).toEqual(['rescue-folder'])
  expect(keys.map(({ id }) => id)).toContain(key.id)
  expect(await onlyOperation(program)).toMatchObject({ id: operation, sealUnread: true })
  await program.call('operation:resume', { operation })
  await program.ask('keychain:check')
  expect(await onlyOperation(program)).toMatchObject({ id: operation })
  expect(program.world.keychain.entries().has(`rescue ${operation}`)).toBe(true)

  rmSync(rescueDir)
  renameSync(`${rescueDir}-elsewhere`, rescueDir)
  await program.ask('keychain:check')
  expect((await program.snapshot()).notices).toEqual([])
  expect(await onlyOperation(program)).toMatchObject({ id: operation, sealed: true })
  expect(readFileSync(join(rescueDir, operation)).equals(sealed)).toBe(true)
})
