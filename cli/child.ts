/** Runs a command as a child of this process, without input, and reports everything that it writes. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import type { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import type { ClientMessage } from '../shared/contract/command-line.ts'
import { environmentFor, findCommand } from './command.ts'
import { codeOf } from './ending.ts'
import type { Order } from './server-message.ts'
import { forwardSignals } from './signals.ts'
import { base64, piecesOf } from './streams.ts'

/** Makes the system kill the child when its parent ends, also when the parent is killed. Part of util-linux, which every Linux system has. */
const SETPRIV = '/usr/bin/setpriv'
const GRACE_MS = 2_000
/** How long to read the remaining output of a child that has ended. */
const LAST_WORDS_MS = 200

export interface RunningChild {
  /** Resolves with the message that says how the child ended, once its whole output is sent or `end` has closed that output. Never rejects. */
  readonly finished: Promise<ClientMessage>
  /** Asks the child to end, and kills it after {@link GRACE_MS}. */
  readonly end: () => Promise<void>
}

type Send = (message: ClientMessage) => Promise<void>

export function runChild(order: Order, send: Send): RunningChild {
  const [name, ...args] = order.command
  const found = findCommand(name, process.env)
  if ('failed' in found) return { finished: Promise.resolve(found), end: () => Promise.resolve() }
  const [program, ...words] = tiedToThisProcess([found.path, ...args])
  const child = spawn(program, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environmentFor(order, process.env),
  })
  const release = forwardSignals((signal) => void child.kill(signal))
  const ended = new Promise<ClientMessage>((resolve) => {
    child.once('error', (error) => resolve({ failed: codeOf(error) }))
    child.once('exit', (code, signal) => resolve({ ended: endOf(code, signal) }))
  }).finally(release)
  const carrying = Promise.allSettled([
    carried(child.stdout, 'out', send),
    carried(child.stderr, 'err', send),
  ])
  return {
    finished: carrying.then(() => ended),
    async end() {
      if (child.kill('SIGTERM')) {
        await Promise.race([ended, setTimeout(GRACE_MS, undefined, { ref: false })])
        child.kill('SIGKILL')
      }
      // A process that the child started may hold the output open forever.
      await Promise.race([carrying, setTimeout(LAST_WORDS_MS, undefined, { ref: false })])
      child.stdout.destroy()
      child.stderr.destroy()
    },
  }
}

type Words = readonly [string, ...string[]]

const tiedToThisProcess = (words: Words): Words =>
  process.platform === 'linux' && existsSync(SETPRIV)
    ? [SETPRIV, '--pdeathsig', 'KILL', '--', ...words]
    : words

async function carried(stream: Readable, from: 'out' | 'err', send: Send): Promise<void> {
  for await (const chunk of stream as AsyncIterable<Buffer>)
    for (const piece of piecesOf(chunk)) await send({ child: from, bytes: base64(piece) })
}

/** A shell reports a signal as 128 plus its number. */
const endOf = (code: number | null, signal: NodeJS.Signals | null): { code: number; signal?: string } =>
  signal === null ? { code: code ?? 0 } : { code: 128 + constants.signals[signal], signal }
