/** A server that a script starts and ends. */
import type { ChildProcess } from 'node:child_process'

export interface Server {
  readonly end: () => Promise<void>
}

const PATIENCE_MS = 10_000

/** Sends `signal` to the process, and kills it if it does not end. */
export const endOf =
  (child: ChildProcess, signal: 'SIGINT' | 'SIGTERM'): Server['end'] =>
  () =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) {
        resolve()
        return
      }
      const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
      child.once('exit', () => {
        clearTimeout(timer)
        resolve()
      })
      child.kill(signal)
    })
