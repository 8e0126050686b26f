/** Replaces this process by another command (`exec`): same process ID, streams, terminal and exit code. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { CLIENT_MESSAGES } from './client-messages.ts'
import { environmentFor, findCommand } from './command.ts'
import { codeOf, Stop } from './ending.ts'
import type { Order } from './server-message.ts'
import { forwardSignals } from './signals.ts'

/** The exit codes of a shell for a command that does not exist or may not run. */
const NOT_FOUND = 127
const CANNOT_RUN = 126

const ENV = '/usr/bin/env'
const DEFAULT_SIGNALS = '--default-signal=PIPE,XFSZ'
/** Limits of Linux in bytes: for one argument or variable, and for all together with the usual stack size. */
const LONGEST_TEXT = 131_000
const LONGEST_TEXTS = 1_900_000
/** Bytes that the pointer to each text takes. */
const POINTER = 8

/** Resolves with the exit code on systems without `exec`, where the command runs as a child. Throws {@link Stop}. */
export async function become(order: Order): Promise<number> {
  const [name, ...args] = order.command
  const found = findCommand(name, process.env)
  if ('failed' in found)
    throw found.failed === 'ENOENT'
      ? new Stop(NOT_FOUND, CLIENT_MESSAGES.notFound(name))
      : new Stop(CANNOT_RUN, CLIENT_MESSAGES.cannotRun(name, found.failed))
  const environment = environmentFor(order, process.env)
  replaceProcess(found.path, args, environment)
  return runAndWait(name, found.path, args, environment)
}

/**
 * Returns if it cannot be done. Node's `execve` ends in an abort when the system refuses, and leaves signals ignored that Node ignores; GNU's
 * `env` says what was refused, and gives the signals back.
 */
function replaceProcess(
  path: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): void {
  if (typeof process.execve !== 'function' || path.includes('=') || !canRestoreSignals()) return
  const words = ['env', DEFAULT_SIGNALS, path, ...args]
  const texts = [...words, ...Object.entries(environment).map(([name, value]) => `${name}=${value}`)]
  const sizes = texts.map((text) => Buffer.byteLength(text) + 1)
  if (sizes.some((size) => size > LONGEST_TEXT)) return
  if (sizes.reduce((sum, size) => sum + size + POINTER, 0) > LONGEST_TEXTS) return
  process.removeAllListeners('warning') // Node marks it as experimental
  process.execve(ENV, words, environment)
}

function canRestoreSignals(): boolean {
  if (process.platform !== 'linux') return false
  try {
    return readFileSync(ENV).includes('default-signal')
  } catch {
    return false
  }
}

async function runAndWait(
  name: string,
  path: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  const child = spawn(path, args, { stdio: 'inherit', env: environment })
  const release = forwardSignals((signal) => void child.kill(signal))
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('error', (error) =>
      reject(new Stop(CANNOT_RUN, CLIENT_MESSAGES.cannotRun(name, codeOf(error)))),
    )
    child.once('exit', (...end) => resolve(end))
  })
  release()
  return code ?? endBy(signal)
}

/** Ends this process with the exit code or signal of the command, so that a shell sees the same. */
function endBy(signal: NodeJS.Signals | null): number {
  if (signal === null) return 1
  process.kill(process.pid, signal)
  return 128 + constants.signals[signal]
}
