/** A process that uses a given share of one processor, so that a page's frames can be compared beside it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Works at the start of each 20 ms interval. Argument: the share, from 0 to 1. */
const SCRIPT = `
const workMs = Number(process.argv[1]) * 20
setInterval(() => { const end = performance.now() + workMs; while (performance.now() < end); }, 20)
`

/** Runs `run` with one such process per entry of `shares`. */
export async function besideBurners<T>(shares: readonly number[], run: () => Promise<T>): Promise<T> {
  const children = shares.map((share) =>
    spawn(process.execPath, ['-e', SCRIPT, String(Math.min(share, 1))], { stdio: 'ignore' }),
  )
  const ended = children.map((child) => once(child, 'exit'))
  try {
    return await run()
  } finally {
    for (const child of children) child.kill('SIGKILL')
    await Promise.all(ended)
  }
}
