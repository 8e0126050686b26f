/** Asks a question at the terminal, which does not show what is typed. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { Writable } from 'node:stream'
import { isatty, ReadStream } from 'node:tty'

const ENDING = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const

export interface Question {
  /** A line without its end; `undefined`: there is no terminal, nothing more comes from it, or `end` was called. Never rejects. */
  readonly answer: Promise<string | undefined>
  /** Takes the question back. The terminal shows again what is typed. */
  readonly end: () => void
}

/** One at a time, while nothing else reads standard input. */
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
    writeSync(screen, '\n') // the typed one was not shown either
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
  /** A file. */
  readonly screen: number
}

/** Opened by itself: Node would change the standard streams, which a command that follows inherits. */
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

/** Node reads lines with the usual keys, and shows them on `output`, which shows nothing. Loaded for a question only. */
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
  // The shell has changed the terminal meanwhile.
  const hideAgain = () => void input.setRawMode(false).setRawMode(true)
  process.on('SIGCONT', hideAgain)
  input.on('error', () => lines.close()) // the terminal has gone
  lines.once('line', resolve)
  lines.once('close', () => resolve(undefined))
  // In raw mode the terminal sends no signals for these keys, so all foreground processes get them from here.
  lines.on('SIGINT', () => void process.kill(0, 'SIGINT'))
  lines.on('SIGTSTP', () => {
    input.setRawMode(false)
    process.kill(0, 'SIGTSTP')
    hideAgain() // also where nobody could have let it go on, and so it did not stop
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

/** Runs `restore` before a signal ends this process, until the returned function is called. */
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
