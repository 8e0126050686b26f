import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { spawn } from 'node:child_process'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import {
  checkSocket,
  listenAt,
  socketPlace,
  type SocketPlace,
} from '../../../electron/os/command-line-socket.ts'

const isRoot = process.getuid?.() === 0

let runtimeDir: string
let folder: string
let path: string
beforeEach(() => {
  runtimeDir = mkdtempSync(join(tmpdir(), 'keyhold-runtime-'))
  folder = join(runtimeDir, 'keyhold')
  path = join(folder, 'command-line.sock')
  return () => rmSync(runtimeDir, { recursive: true, force: true })
})

const inRuntimeDir = (): SocketPlace => placeWith({ XDG_RUNTIME_DIR: runtimeDir })!
const placeWith = (env: Record<string, string>, isPackaged = true) =>
  socketPlace({ platform: 'linux', env, profileDir: '/profile', isPackaged })

async function listening() {
  const found = await listenAt(inRuntimeDir())
  if (found.kind !== 'listening') throw new Error(found.why)
  onTestFinished(() => found.close())
  return found
}

const connects = (to: string) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(to)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

/** A program that listens at `path` and is killed, so that its socket remains. */
async function leaveStale(): Promise<void> {
  const script = `require('net').createServer().listen(${JSON.stringify(path)}, () => console.log('on'))`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
}

describe('the place', () => {
  it('is the runtime folder on Linux, and none without one', () => {
    expect(placeWith({ XDG_RUNTIME_DIR: '/run/user/1000' })).toMatchObject({
      folder: '/run/user/1000/keyhold',
    })
    expect(placeWith({})).toBeUndefined()
    expect(placeWith({ XDG_RUNTIME_DIR: '' })).toBeUndefined()
    expect(placeWith({ XDG_RUNTIME_DIR: 'run' })).toBeUndefined()
  })

  it('is the profile on macOS and a pipe of the profile on Windows', () => {
    const place = (platform: NodeJS.Platform, profileDir: string) =>
      socketPlace({ platform, env: {}, profileDir, isPackaged: true })
    expect(place('darwin', '/profile')).toEqual({ kind: 'folder', folder: '/profile' })
    expect(place('win32', 'C:\\profile')).toEqual({
      kind: 'pipe',
      path: expect.stringMatching(/^\\\\\.\\pipe\\keyhold-[0-9a-f]{16}$/) as string,
    })
    expect(place('win32', 'C:\\profile')).not.toEqual(place('win32', 'C:\\other'))
  })

  it('may be another folder in a checkout, and not in a package', () => {
    const env = { XDG_RUNTIME_DIR: '/run/user/1000', KEYHOLD_COMMAND_LINE_DIR: '/elsewhere' }
    expect(placeWith(env, false)).toEqual({ kind: 'folder', folder: '/elsewhere' })
    expect(placeWith(env)).toMatchObject({ folder: '/run/user/1000/keyhold' })
    expect(placeWith({ ...env, KEYHOLD_COMMAND_LINE_DIR: 'relative' }, false)).toMatchObject({
      folder: '/run/user/1000/keyhold',
    })
  })
})

describe.skipIf(process.platform === 'win32')('listening', () => {
  it('makes a folder and a socket that only this user can use, and removes the socket at its end', async () => {
    const { close } = await listening()
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(lstatSync(path).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['command-line.sock'])
    expect(await connects(path)).toBe(true)
    await close()
    expect(readdirSync(folder)).toEqual([])
  })

  it('is refused without a runtime folder', async () => {
    expect(await listenAt(undefined)).toEqual({ kind: 'refused', why: 'no-runtime-folder' })
    rmSync(runtimeDir, { recursive: true })
    expect(await listenAt(inRuntimeDir())).toEqual({ kind: 'refused', why: 'unusable' })
  })

  it.each([
    ['a folder that others may enter', 'open-to-others', () => mkdirSync(folder, { mode: 0o755 })],
    ['a folder that a group may read', 'open-to-others', () => mkdirSync(folder, { mode: 0o740 })],
    [
      'a symlink to a folder of ours',
      'symlink',
      () => {
        mkdirSync(join(runtimeDir, 'elsewhere'), { mode: 0o700 })
        symlinkSync(join(runtimeDir, 'elsewhere'), folder)
      },
    ],
    ['a symlink to nowhere', 'symlink', () => symlinkSync('/nowhere', folder)],
    ['a file', 'no-folder', () => writeFileSync(folder, 'mine')],
    ['a runtime folder that others may write to', 'parent', () => chmodSync(runtimeDir, 0o777)],
    [
      'a file with the socket’s name',
      'occupied',
      () => {
        mkdirSync(folder, { mode: 0o700 })
        writeFileSync(path, 'mine')
      },
    ],
    [
      'a folder with the socket’s name',
      'occupied',
      () => {
        mkdirSync(folder, { mode: 0o700 })
        mkdirSync(path)
      },
    ],
    [
      'a symlink with the socket’s name',
      'occupied',
      () => {
        mkdirSync(folder, { mode: 0o700 })
        symlinkSync('/nowhere', path)
      },
    ],
  ] as const)('is refused at %s, which stays as it is', async (_what, why, lay) => {
    lay()
    const before = treeOf(runtimeDir)
    expect(await listenAt(inRuntimeDir())).toEqual({ kind: 'refused', why })
    expect(treeOf(runtimeDir)).toEqual(before)
    expect(await checkSocket(inRuntimeDir())).toBe(why)
  })

  it.runIf(isRoot)('is refused at the folder of another user', async () => {
    mkdirSync(folder, { mode: 0o700 })
    chownSync(folder, 1, 1)
    expect(await listenAt(inRuntimeDir())).toEqual({ kind: 'refused', why: 'another-user' })
    chownSync(folder, 0, 0)
    chownSync(runtimeDir, 1, 1)
    expect(await listenAt(inRuntimeDir())).toEqual({ kind: 'refused', why: 'parent' })
  })

  it('takes the place of a socket whose program was killed', async () => {
    mkdirSync(folder, { mode: 0o700 })
    await leaveStale()
    expect(existsSync(path)).toBe(true)
    expect(await checkSocket(inRuntimeDir())).toBe('not-running')
    await listening()
    expect(await connects(path)).toBe(true)
    expect(readdirSync(folder)).toEqual(['command-line.sock'])
  })

  it('leaves the socket of a program that runs alone', async () => {
    const first = await listening()
    expect(await listenAt(inRuntimeDir())).toEqual({ kind: 'refused', why: 'in-use' })
    expect(await checkSocket(inRuntimeDir())).toBe('ready')
    expect(readdirSync(folder)).toEqual(['command-line.sock'])
    const arrived = new Promise((resolve) => first.server.once('connection', resolve))
    expect(await connects(path)).toBe(true)
    await arrived
  })

  it('goes to one of two programs that start at once over a stale socket', async () => {
    mkdirSync(folder, { mode: 0o700 })
    await leaveStale()
    const found = await Promise.all(Array.from({ length: 8 }, () => listenAt(inRuntimeDir())))
    const winners = found.filter((one) => one.kind === 'listening')
    expect(winners).toHaveLength(1)
    expect(await connects(path)).toBe(true)
    await winners[0]!.close()
    expect(readdirSync(folder)).toEqual([])
  })

  it('does not remove the socket that has taken its place', async () => {
    const first = await listening()
    rmSync(path)
    await listening()
    await first.close()
    expect(await connects(path)).toBe(true)
  })

  it('is looked at without a trace', async () => {
    expect(await checkSocket(inRuntimeDir())).toBe('not-running')
    expect(await checkSocket(undefined)).toBe('no-runtime-folder')
    expect(readdirSync(runtimeDir)).toEqual([])
  })
})

/** Every name with its type and mode, and the content of files. */
function treeOf(dir: string): readonly string[] {
  const modeOf = (at: string) => lstatSync(at).mode.toString(8)
  return [
    modeOf(dir),
    ...readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((name) => {
      const at = join(dir, name)
      return `${name} ${modeOf(at)} ${lstatSync(at).isFile() ? readFileSync(at, 'utf8') : ''}`
    }),
  ].sort()
}
