import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createIdentify } from '../../../electron/os/command-line-peer.ts'
import { processReader } from '../../../electron/os/processes.ts'
import type { RunningProcess } from '../../../electron/os/running-process.ts'

const socket = {} as unknown as Socket
const uid = process.getuid?.() ?? 0
const real = processReader(process.platform)

const identify = (pid: number, more: Partial<Parameters<typeof createIdentify>[0]> = {}) =>
  createIdentify({ readPeer: () => ({ pid, uid }), read: real, uid, commandFolders: [], ...more })(socket)

it('lets its own user in, and nobody else', () => {
  expect(identify(process.pid).isOwnUser).toBe(true)
  for (const other of [0, uid + 1].filter((each) => each !== uid))
    expect(identify(process.pid, { readPeer: () => ({ pid: process.pid, uid: other }) }).isOwnUser).toBe(
      false,
    )
  expect(identify(process.pid, { readPeer: () => undefined }).isOwnUser).toBe(false)
})

it('lets in whom the folder lets in where the system does not tell, and knows nobody', () => {
  const peer = identify(process.pid, { readPeer: undefined })
  expect(peer.isOwnUser).toBe(true)
  expect(peer.requester()).toBeUndefined()
})

it('knows nobody in another container', () => {
  expect(identify(0).requester()).toBeUndefined()
})

describe.skipIf(process.platform !== 'linux')('on Linux', () => {
  it('names the process that connected', () => {
    expect(identify(process.pid).requester()?.chain[0]?.pid).toBe(process.pid)
  })

  it('knows nobody once the process that connected has ended and its number is used again', () => {
    let found: RunningProcess | undefined = real(process.pid)
    const peer = identify(process.pid, { read: (pid) => (pid === process.pid ? found : real(pid)) })
    expect(peer.requester()).toBeDefined()
    found = found && { ...found, startedAt: found.startedAt + 1 }
    expect(peer.requester()).toBeUndefined()
    found = undefined
    expect(peer.requester()).toBeUndefined()
  })

  it('leaves out the command, also through a link and with options before it, and no other script', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'keyhold-command-'))
    const folder = join(dir, 'cli')
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
    const script = 'setInterval(() => undefined, 1_000)'
    mkdirSync(folder)
    writeFileSync(join(folder, 'keyhold.mjs'), script)
    writeFileSync(join(dir, 'other.mjs'), script)
    symlinkSync(join(folder, 'keyhold.mjs'), join(dir, 'link.mjs'))
    const firstOf = async (args: readonly string[]) => {
      const child = spawn(process.execPath, args, { cwd: dir, stdio: 'ignore' })
      onTestFinished(() => void child.kill('SIGKILL'))
      await expect.poll(() => real(child.pid!)?.executable).toBe(real(process.pid)?.executable)
      const chain = identify(child.pid!, { commandFolders: [folder] }).requester()?.chain
      return chain?.[0]?.pid === child.pid ? 'itself' : 'its parent'
    }
    expect(await firstOf([join(folder, 'keyhold.mjs')])).toBe('its parent')
    expect(await firstOf(['--no-warnings', 'cli/keyhold.mjs'])).toBe('its parent')
    expect(await firstOf(['link.mjs'])).toBe('its parent')
    expect(await firstOf(['other.mjs', 'cli/keyhold.mjs'])).toBe('itself')
  })
})
