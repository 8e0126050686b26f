import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createPeerReader } from '../../../electron/os/peer.ts'
import { loadUnixAddon } from '../../../electron/os/unix-addon.ts'
import { compileAddon, type Compiled } from '../../../scripts/native.ts'

const dir = mkdtempSync(join(tmpdir(), 'keyhold-peer-'))
const addonPath = join(dir, 'unix.node')
let compiled: Compiled
beforeAll(() => {
  compiled = compileAddon(addonPath)
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

it('compiles without a warning, where there is a compiler', () => {
  expect(compiled).toBeOneOf(['compiled', 'no-compiler', 'not-needed'])
})

it('returns nothing without the addon', () => {
  expect(createPeerReader(loadUnixAddon(join(dir, 'missing.node')))).toBeUndefined()
})

describe.skipIf(process.platform === 'win32')('the addon', () => {
  it('returns the process and the user of the peer', async ({ skip }) => {
    if (compiled === 'no-compiler') skip('there is no C compiler')
    const read = createPeerReader(loadUnixAddon(addonPath))!
    const path = join(dir, 'socket')
    const server = createServer()
    onTestFinished(() => void server.close())
    await new Promise<void>((resolve) => server.listen(path, resolve))
    const connected = new Promise<Socket>((resolve) => server.once('connection', resolve))
    const child = spawn(process.execPath, ['-e', `require('net').connect(${JSON.stringify(path)})`])
    onTestFinished(() => void child.kill('SIGKILL'))
    const socket = await connected
    expect(read(socket)).toEqual({ pid: child.pid, uid: process.getuid!() })
    socket.destroy()
    expect(read(socket)).toBeUndefined()
  })

  it('returns nothing for a handle that is not a Unix socket', async ({ skip }) => {
    if (compiled === 'no-compiler') skip('there is no C compiler')
    const read = createPeerReader(loadUnixAddon(addonPath))!
    expect(read(Object.assign(new Socket(), { _handle: { fd: 2 ** 30 } }))).toBeUndefined()
    expect(read(new Socket())).toBeUndefined()
  })
})
