import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import {
  accessSync,
  constants,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { requesterOf } from '../../../electron/os/ancestors.ts'
import {
  argumentsOf,
  createRequesterPort,
  identityReader,
  processReader,
} from '../../../electron/os/processes.ts'
import type { RunningProcess } from '../../../electron/os/running-process.ts'

const uid = process.getuid?.() ?? 0
const read = processReader(process.platform)
const port = createRequesterPort(identityReader(process.platform))

function started(command: string, args: readonly string[], cwd?: string): ChildProcess {
  const child = spawn(command, args, { cwd, stdio: ['pipe', 'pipe', 'ignore'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

/** The process id that a shell printed, of a process that it left running. */
async function printedPid(child: ChildProcess): Promise<number> {
  for await (const chunk of child.stdout!) {
    const pid = Number(/\d+/.exec(String(chunk))?.[0])
    onTestFinished(() => kill(pid))
    return pid
  }
  throw new Error('It printed nothing')
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // The process has ended by itself.
  }
}

const folder = () => {
  const dir = mkdtempSync(join(tmpdir(), 'keyhold-process-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

const canReusePid = (() => {
  try {
    accessSync('/proc/sys/kernel/ns_last_pid', constants.W_OK)
    return true
  } catch {
    return false
  }
})()

describe.skipIf(process.platform !== 'linux')('a process on Linux', () => {
  it('has the same identity in both readings, and none once it has ended', async () => {
    const child = started('sleep', ['60'])
    await expect.poll(() => read(child.pid!)?.name).toBe('sleep')
    const { pid, startedAt, executable } = read(child.pid!)!
    expect(identityReader('linux')(pid)).toEqual({ pid, startedAt, executable })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
    expect(identityReader('linux')(pid)).toBeUndefined()
  })

  it('is described by its executable, folder, parent and user', async () => {
    const dir = folder()
    const child = started('sleep', ['60'], dir)
    await expect.poll(() => read(child.pid!)?.name).toBe('sleep')
    expect(read(child.pid!)).toMatchObject({
      pid: child.pid,
      parent: process.pid,
      uid,
      executable: expect.stringMatching(/\/sleep$/) as string,
      folder: dir,
    })
    expect(argumentsOf(child.pid!)).toEqual(['sleep', '60'])
  })

  it('is read by the right fields when its name looks like them', async () => {
    const dir = folder()
    const odd = join(dir, 'a) R 1 (b')
    copyFileSync('/bin/sleep', odd)
    const child = started(odd, ['60'])
    await expect.poll(() => read(child.pid!)?.name).toBe(basename(odd))
    expect(read(child.pid!)?.parent).toBe(process.pid)
  })

  it('is another one once its executable is renamed or replaced', async () => {
    const path = join(folder(), 'trusted')
    copyFileSync('/bin/sleep', path)
    const child = started(path, ['60'])
    await expect.poll(() => read(child.pid!)?.executable).toBe(path)
    const known = read(child.pid!)!
    expect(port.isSame(known)).toBe(true)
    renameSync(path, `${path}-old`)
    expect(port.isSame(known)).toBe(false)
    copyFileSync('/bin/sh', path)
    expect(port.isSame(known)).toBe(false)
    rmSync(`${path}-old`)
    expect(read(child.pid!)?.name).toBe('trusted-old')
  })

  it('is another one once it has become another program', async () => {
    const child = started('sh', ['-c', 'read line; exec sleep 60'])
    await expect.poll(() => read(child.pid!)?.name).not.toBe(basename(process.execPath))
    const known = read(child.pid!)!
    expect(port.isSame(known)).toBe(true)
    child.stdin!.write('\n')
    await expect.poll(() => read(child.pid!)?.name).toBe('sleep')
    expect(read(child.pid!)?.startedAt).toBe(known.startedAt)
    expect(port.isSame(known)).toBe(false)
  })

  it('is gone once it has ended', async () => {
    const child = started('sleep', ['60'])
    await expect.poll(() => read(child.pid!)?.name).toBe('sleep')
    const known = read(child.pid!)!
    child.kill('SIGKILL')
    await expect.poll(() => port.isSame(known)).toBe(false)
  })

  it('is gone while it is a zombie', async () => {
    // It ends once its parent is no longer a shell, because a shell would reap it.
    const child = `sh -c 'until [ "$(cat /proc/$PPID/comm)" = sleep ]; do :; done'`
    const pid = await printedPid(started('sh', ['-c', `${child} & echo $!; exec sleep 60`]))
    await expect.poll(() => readFileSync(`/proc/${pid}/stat`, 'utf8')).toMatch(/\) Z /)
    expect(read(pid)).toBeUndefined()
  })

  it.runIf(canReusePid)('is another one when its number is used again', async () => {
    const first = started('sleep', ['60'])
    await expect.poll(() => read(first.pid!)?.name).toBe('sleep')
    const known = read(first.pid!)!
    first.kill('SIGKILL')
    await new Promise((resolve) => first.once('exit', resolve))
    const again = `echo ${known.pid - 1} > /proc/sys/kernel/ns_last_pid; sleep 60 & echo $!; wait`
    // Another process of this machine may take the process id first.
    await expect.poll(() => printedPid(started('sh', ['-c', again])), { interval: 100 }).toBe(known.pid)
    await expect.poll(() => read(known.pid)?.executable).toBe(known.executable)
    expect(port.isSame(known)).toBe(false)
  })

  it('is not reported if there is none', () => {
    expect(read(0)).toBeUndefined()
    expect(read(2 ** 30)).toBeUndefined()
  })
})

describe.skipIf(process.platform !== 'linux')('who asks on Linux', () => {
  const none = () => false
  const asked = (pid: number, isOwnCommand: (process: RunningProcess) => boolean = none) =>
    requesterOf({ client: read(pid)!, read, uid, isOwnCommand })

  it('names the chain from the process that connected on', async () => {
    const pid = await printedPid(started('sh', ['-c', 'sleep 60 & echo $!; wait']))
    await expect.poll(() => read(pid)?.name).toBe('sleep')
    const { chain } = asked(pid)!
    expect(chain[0]).toMatchObject({ pid, name: 'sleep' })
    expect(chain[2]?.pid).toBe(process.pid)
    expect(Object.keys(chain[0]!)).not.toContain('uid')
    expect(asked(pid, ({ name }) => name === 'sleep')!.chain).toEqual(chain.slice(1))
  })

  it('ends where a parent has ended, and is nobody without one', async () => {
    const pid = await printedPid(started('sh', ['-c', 'sleep 60 & echo $!']))
    await expect.poll(() => read(pid)?.parent).not.toBe(undefined)
    await expect.poll(() => read(read(pid)!.parent)?.name).not.toBe('sh')
    expect(asked(pid)?.chain.map(({ pid: each }) => each)).not.toContain(process.pid)
    const orphaned = { ...read(pid)!, parent: 1 }
    expect(requesterOf({ client: orphaned, read, uid, isOwnCommand: () => true })).toBeUndefined()
  })

  it('holds for the topmost process on the terminal', async () => {
    const child = started('script', ['-qec', 'sh -c "sleep 60 & echo \\$!; wait"', '/dev/null'])
    const pid = await printedPid(child)
    await expect.poll(() => read(pid)?.name).toBe('sleep')
    const client = read(pid)!
    expect(client.terminal).toBeTypeOf('number')
    const { anchor, chain } = asked(pid)!
    const onTerminal = chain.filter(({ terminal }) => terminal === client.terminal)
    expect(anchor.pid).toBe(onTerminal.at(-1)!.pid)
    expect(read(anchor.pid)!.parent).toBe(child.pid)
  })

  it('leaves out a process of another user', () => {
    const strangers = (pid: number) => {
      const found = read(pid)
      return found && { ...found, uid: uid + 1 }
    }
    expect(
      requesterOf({ client: read(process.pid)!, read: strangers, uid, isOwnCommand: none })?.chain,
    ).toHaveLength(1)
  })
})

describe.skipIf(process.platform !== 'linux' || uid !== 0)('with a user of its own', () => {
  it('does not follow a chain into another user’s processes', async () => {
    expect(statSync('/proc/1').uid).toBe(0)
    const nobody = Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' }))
    const child = started('setpriv', ['--reuid', String(nobody), '--clear-groups', 'sleep', '60'])
    await expect.poll(() => read(child.pid!)?.name).toBe('sleep')
    const client = read(child.pid!)!
    expect(client.uid).toBe(nobody)
    const of = (as: number) => requesterOf({ client, read, uid: as, isOwnCommand: () => false })
    expect(of(nobody)!.chain.map(({ pid }) => pid)).toEqual([child.pid])
    expect(of(uid)).toBeUndefined()
  })
})

/** Two clocks of 10 ms each. */
const EXACT_MS = 20

it.runIf(process.platform === 'linux')('says to 20 ms when the process was created', () => {
  const from = Date.now()
  const processes = new URL('../../../electron/os/processes.ts', import.meta.url).href
  const script = `console.log((await import(${JSON.stringify(processes)})).creationTime(), performance.timeOrigin)`
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  const [created = 0, ran = 0] = printed.split(' ').map(Number)
  expect(created).toBeGreaterThanOrEqual(from - EXACT_MS)
  expect(created).toBeLessThanOrEqual(ran + EXACT_MS)
})
