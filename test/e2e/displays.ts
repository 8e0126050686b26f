/** X displays for spec files that run side by side: the focus, the clipboard and the global shortcuts belong to one display. */
import { spawn, type ChildProcess } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** How many spec files run in parallel. Other systems have a single desktop, so that the files run one after another. */
export const SPEC_WORKERS = process.platform === 'linux' ? Math.min(availableParallelism(), 2) : 1

export interface Displays {
  /** For example `:99`, one for each worker. Empty on a system without X. */
  readonly names: readonly string[]
  readonly close: () => void
}

/** Rejects if `Xvfb` does not start. All users of this machine can reach the displays while they run. */
export async function openDisplays(): Promise<Displays> {
  const servers: ChildProcess[] = []
  const close = () => {
    for (const server of servers) server.kill()
  }
  if (process.platform !== 'linux') return { names: [], close }
  process.once('exit', close) // an interrupted run performs no teardown
  const starts = Array.from({ length: SPEC_WORKERS }, () => startDisplay(servers))
  const names = await Promise.all(starts).catch((error: unknown) => {
    close()
    throw error
  })
  return { names, close }
}

function startDisplay(servers: ChildProcess[]): Promise<string> {
  const args = ['-displayfd', '1', '-screen', '0', '1600x1000x24', '-ac', '-nolisten', 'tcp']
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'pipe', 'ignore'] })
  servers.push(server)
  return new Promise((resolve, reject) => {
    let text = ''
    server.stdout.on('data', (bytes: Buffer) => {
      text += bytes.toString()
      if (text.includes('\n')) resolve(`:${text.trim()}`)
    })
    server.on('error', reject)
    server.on('exit', () => reject(new Error('Xvfb ended before it was ready')))
  })
}
