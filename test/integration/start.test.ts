import { existsSync, readdirSync } from 'node:fs'
import { afterEach, expect, it } from 'vitest'
import { createApp } from '../../electron/app.ts'
import { createNetwork } from '../../electron/os/network.ts'
import { throughGate } from '../fakes/gate.ts'
import { profileWorld } from './profile.ts'
import { newFolder, removeFolders } from './program.ts'

afterEach(removeFolders)

function open(shown: Promise<unknown>) {
  const world = profileWorld(newFolder(), createNetwork({ proxyFor: async () => undefined }), {})
  const program = createApp(world, shown)
  const { backupDir } = world.paths
  return {
    program,
    call: throughGate(program.handlers),
    hasBackup: () => existsSync(backupDir) && readdirSync(backupDir).length > 0,
  }
}

it('begins its work in the background when the window shows its rows, and answers the page before', async () => {
  const shown = Promise.withResolvers()
  const { program, call, hasBackup } = open(shown.promise)
  expect(await call('app:snapshot')).toMatchObject({ ok: true, value: { vault: 'open' } })
  expect(hasBackup()).toBe(false)
  shown.resolve(undefined)
  await program.started
  expect(hasBackup()).toBe(true)
  await program.close()
})

it('begins nothing after it was closed', async () => {
  const shown = Promise.withResolvers()
  const { program, hasBackup } = open(shown.promise)
  await program.close()
  shown.resolve(undefined)
  await program.started
  expect(hasBackup()).toBe(false)
})
