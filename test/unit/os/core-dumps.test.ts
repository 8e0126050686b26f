import { spawn, type ChildProcess } from 'node:child_process'
import { expect, it, onTestFinished } from 'vitest'
import { forbidCoreDumps } from '../../../electron/os/core-dumps.ts'
import type { Programs, Ran } from '../../../electron/os/programs.ts'

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
  const held = await forbidCoreDumps({ platform, programs: { run } })
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

it('does nothing where programs write no core files by default', async () => {
  expect(await forbid(() => DONE, 'darwin')).toEqual({ asked: [], held: 0 })
})
