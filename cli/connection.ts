/** Connects to a program that answers: to the running one, or to one that is started for this command alone. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Readable, Writable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { EXIT } from '../shared/contract/command-line-limits.ts'
import { ANSWER_SWITCH } from '../shared/contract/command-line-place.ts'
import { CLIENT_MESSAGES } from './client-messages.ts'
import { codeOf, Stop } from './ending.ts'
import { programWords, socketPath } from './place.ts'

export interface Connection {
  readonly from: Readable
  /** Resolves when the program has accepted the line, or has disconnected, which a reader of `from` notices. */
  readonly send: (line: string) => Promise<void>
  /** Closes the connection. Waits at most {@link CLOSE_LIMIT_MS} for a program that was started for it to end. */
  readonly close: () => Promise<void>
}

/** Errors which mean that no program listens. */
const NOBODY = new Set(['ENOENT', 'ECONNREFUSED'])
/** The error when more connections wait than the system queues. */
const BUSY = 'EAGAIN'
const BUSY_WAIT_MS = 20
const BUSY_LIMIT_MS = 10_000
const CLOSE_LIMIT_MS = 1_000

/** Throws {@link Stop}. */
export async function connectToProgram(environment: NodeJS.ProcessEnv): Promise<Connection> {
  const path = socketPath(environment)
  const socket = path === undefined ? undefined : await connected(path)
  if (socket === undefined) return answeringProgram(environment)
  return { ...carriedBy(socket, socket), close: () => Promise.resolve(void socket.destroy()) }
}

async function connected(path: string): Promise<Socket | undefined> {
  const until = performance.now() + BUSY_LIMIT_MS
  for (;;) {
    const socket = connect(path)
    try {
      await once(socket, 'connect')
      return socket
    } catch (error) {
      const code = codeOf(error)
      if (NOBODY.has(code)) return undefined
      if (code !== BUSY || performance.now() > until)
        throw new Stop(EXIT.noProgram, CLIENT_MESSAGES.unreachable(code))
      await setTimeout(BUSY_WAIT_MS)
    }
  }
}

/** Ignores standard error of the started program: Chromium writes there, and it holds no answer. */
async function answeringProgram(environment: NodeJS.ProcessEnv): Promise<Connection> {
  const words = programWords(environment)
  if (words === undefined) throw new Stop(EXIT.noProgram, CLIENT_MESSAGES.noProgram)
  const [program, ...args] = words
  const child = spawn(program, [...args, ANSWER_SWITCH], { stdio: ['pipe', 'pipe', 'ignore'] })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  try {
    await once(child, 'spawn')
  } catch (error) {
    throw new Stop(EXIT.noProgram, CLIENT_MESSAGES.notStarted(codeOf(error)))
  }
  return {
    ...carriedBy(child.stdout, child.stdin),
    async close() {
      child.stdin.destroy()
      child.stdout.destroy()
      await Promise.race([ended, setTimeout(CLOSE_LIMIT_MS, undefined, { ref: false })])
    },
  }
}

function carriedBy(from: Readable, to: Writable): Pick<Connection, 'from' | 'send'> {
  const ignore = () => undefined
  to.on('error', ignore)
  return {
    from,
    async send(line) {
      if (to.destroyed || to.write(`${line}\n`)) return
      await new Promise<void>((resolve) => {
        const end = () => {
          to.off('drain', end).off('close', end)
          resolve()
        }
        to.on('drain', end).on('close', end)
      })
    },
  }
}
