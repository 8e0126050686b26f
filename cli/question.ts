/** Asks a question at the terminal and hides the typed answer. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { Writable } from 'node:stream'
import { isatty, ReadStream } from 'node:tty'

const ENDING = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const

export interface Question {
  /** The typed line without its line feed; `undefined` if there is no terminal, its input has ended, or `end` was called. Never rejects. */
  readonly answer: Promise<string | undefined>
  /** Withdraws the question. The terminal shows typed text again. */
  readonly end: () => void
}

/** Call for one question at a time, and only while nothing else reads standard input. */
export function askAtTerminal(words: Uint8Array): Question {
  const ending = new AbortController()
  return { answer: answerTo(words, ending.signal), end: () => ending.abort() }
}

async function answerTo(words: Uint8Array, ending: AbortSignal): Promise<string | undefined> {
  const terminal = isatty(0) ? openTerminal() : undefined
  if (terminal === undefined) return undefined
  const { input, screen } = terminal
  try {
    const line = await hiddenLine(input, () => writeSync(screen, words), ending)
    writeSync(screen, '\n') // the typed line feed was not shown either
    return line
  } catch {
    return undefined
  } finally {
    input.setRawMode(false)
    input.destroy()
    closeSync(screen)
  }
}

interface Terminal {
  readonly input: ReadStream
  /** The terminal as a file. */
  readonly screen: number
}

/** Opens the terminal separately, because Node would change the standard streams, which a following command inherits. */
function openTerminal(): Terminal | undefined {
  const places =
    process.platform === 'win32' ? [{ input: 'CONIN$', screen: 'CONOUT$' }] : ['/dev/tty', '/dev/stdin']
  for (const place of places) {
    const { input, screen } = typeof place === 'string' ? { input: place, screen: place } : place
    try {
      return { input: new ReadStream(openSync(input, 'r+')), screen: openSync(screen, 'r+') }
    } catch {
      continue
    }
  }
  return undefined
}

/** Reads a line with Node's usual editing keys. Node echoes to `output`, which discards it. Loaded only for a question. */
async function hiddenLine(
  input: ReadStream,
  showWords: () => void,
  ending: AbortSignal,
): Promise<string | undefined> {
  const { createInterface } = await import('node:readline')
  if (ending.aborted) return undefined
  const output = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input, output, terminal: true, historySize: 0 })
  const { promise, resolve } = Promise.withResolvers<string | undefined>()
  const release = onEnding(() => void input.setRawMode(false))
  // The shell changed the terminal while this process was stopped.
  const hideAgain = () => void input.setRawMode(false).setRawMode(true)
  process.on('SIGCONT', hideAgain)
  input.on('error', () => lines.close()) // the terminal was closed
  lines.once('line', resolve)
  lines.once('close', () => resolve(undefined))
  // In raw mode the terminal sends no signals for these keys, so all foreground processes get them from here.
  lines.on('SIGINT', () => void process.kill(0, 'SIGINT'))
  lines.on('SIGTSTP', () => {
    input.setRawMode(false)
    process.kill(0, 'SIGTSTP')
    hideAgain() // also if the system did not stop this process because no shell could continue it
  })
  ending.addEventListener('abort', () => lines.close())
  try {
    showWords()
    return await promise
  } finally {
    process.off('SIGCONT', hideAgain)
    release()
    lines.close()
  }
}

/** Runs `restore` when a signal ends this process. The returned function cancels that. */
function onEnding(restore: () => void): () => void {
  const listeners = ENDING.map((signal) => {
    const listener = () => {
      restore()
      release()
      process.kill(process.pid, signal)
    }
    process.on(signal, listener)
    return () => process.off(signal, listener)
  })
  const release = () => listeners.forEach((remove) => remove())
  return release
}
