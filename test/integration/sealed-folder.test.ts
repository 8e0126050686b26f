import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { newFolder } from './program.ts'
import { onlyOperation, othersKeys } from './rows.ts'
import { createStage } from './stage.ts'

const stage = createStage()

it('an unreadable folder of sealed responses is reported, and stops neither the vault nor open operations', async () => {
  const folder = newFolder()
  const emulator = await stage.atlas({ keys: 2 })
  const before = await stage.start(folder)
  await before.connect(emulator)
  const [key] = await othersKeys(before)
  emulator.fault({ kind: 'masked', on: ({ method }) => method === 'PATCH' })
  const { operation } = await before.ask('key:regenerate', { key: key.id })
  await before.close()

  const sealedResponseDir = join(folder, 'rescue')
  const sealed = readFileSync(join(sealedResponseDir, operation))
  renameSync(sealedResponseDir, `${sealedResponseDir}-elsewhere`)
  writeFileSync(sealedResponseDir, 'no folder')
  const program = await stage.start(folder)
  const { notices, keys } = await program.snapshot()
  expect(notices.map(({ kind }) => kind)).toEqual(['sealed-response-folder'])
  expect(keys.map(({ id }) => id)).toContain(key.id)
  expect(await onlyOperation(program)).toMatchObject({ id: operation, sealUnread: true })
  await program.call('operation:resume', { operation })
  await program.ask('keychain:check')
  expect(await onlyOperation(program)).toMatchObject({ id: operation })
  expect(program.world.keychain.entries().has(`rescue ${operation}`)).toBe(true)

  rmSync(sealedResponseDir)
  renameSync(`${sealedResponseDir}-elsewhere`, sealedResponseDir)
  await program.ask('keychain:check')
  expect((await program.snapshot()).notices).toEqual([])
  expect(await onlyOperation(program)).toMatchObject({ id: operation, sealed: true })
  expect(readFileSync(join(sealedResponseDir, operation)).equals(sealed)).toBe(true)
})
