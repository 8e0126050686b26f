import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { forbidCoreDumps } from '../../../electron/os/core-dumps.ts'
import type { Programs, Ran } from '../../../electron/os/programs.ts'
import { loadUnixAddon } from '../../../electron/os/unix-addon.ts'
import { compileAddon } from '../../../scripts/native.ts'

const DONE: Ran = { code: 0, output: '' }
const MISSED: Ran = { code: undefined, output: '' }

/** Forbids core dumps with a fake prlimit, which returns `answer`. Returns the processes that prlimit was started for. */
async function forbid(answer: (pid: number) => Ran | undefined, platform: NodeJS.Platform = 'linux') {
  const asked: number[] = []
  const run: Programs['run'] = (_program, args) => {
    const pid = Number(/^--pid=(\d+)$/.exec(args[0] ?? '')?.[1])
    asked.push(pid)
    return Promise.resolve(answer(pid))
  }
  const held = await forbidCoreDumps({ platform, addon: undefined, programs: { run } })
  return { asked, held }
}

function startChild(): ChildProcess {
  const child = spawn('sleep', ['600'], { stdio: 'ignore' })
  onTestFinished(() => void child.kill())
  return child
}

const onLinux = it.runIf(process.platform === 'linux')

onLinux('holds for a process and its children', async () => {
  const child = startChild()
  const { asked, held } = await forbid(() => DONE)
  expect(asked).toEqual(expect.arrayContaining([process.pid, child.pid]))
  expect(held).toBe(asked.length)
})

onLinux('holds for a child that was started before the limit of its parent was set', async () => {
  let late: ChildProcess | undefined
  const { asked } = await forbid(() => {
    late ??= startChild()
    return DONE
  })
  expect(asked).toContain(late?.pid)
})

onLinux('tries again where prlimit missed its deadline', async () => {
  let tries = 0
  const { asked, held } = await forbid((pid) => (pid === process.pid && ++tries === 1 ? MISSED : DONE))
  expect(asked.filter((pid) => pid === process.pid)).toHaveLength(2)
  expect(held).toBe(asked.length - 1)
})

onLinux('gives up where prlimit always fails or is not installed', async () => {
  expect(await forbid(() => MISSED)).toMatchObject({ held: 0 })
  const { asked, held } = await forbid(() => undefined)
  expect(held).toBe(0)
  expect(new Set(asked).size).toBe(asked.length)
})

/** The soft and hard limit of a process, from proc(5). */
const coreLimit = (pid: number) =>
  /^Max core file size +(\S+) +(\S+)/m.exec(readFileSync(`/proc/${pid}/limits`, 'utf8'))?.slice(1)

onLinux('starts no program where there is the addon', async ({ skip }) => {
  const dir = mkdtempSync(join(tmpdir(), 'keyhold-unix-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const addonPath = join(dir, 'unix.node')
  if (compileAddon(addonPath) === 'no-compiler') skip('there is no C compiler')
  const real = loadUnixAddon(addonPath)!
  const child = startChild()
  // The limit of the process that runs the tests must not change.
  const forbidCoreFile = (pid: number) => pid === process.pid || real.forbidCoreFile(pid)
  const run = () => Promise.reject(new Error('started'))
  const held = await forbidCoreDumps({ platform: 'linux', addon: { forbidCoreFile }, programs: { run } })
  expect(held).toBeGreaterThanOrEqual(2)
  expect(coreLimit(child.pid!)).toEqual(['0', '0'])
  expect(real.forbidCoreFile(0)).toBe(false)
  expect(real.forbidCoreFile(2 ** 22 + 1)).toBe(false) // Above the highest process id of Linux.
})

it('does nothing where programs write no core files by default', async () => {
  expect(await forbid(() => DONE, 'darwin')).toEqual({ asked: [], held: 0 })
})
