/** One form of the `keyhold` command, and functions that start it as a shell does. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { randomUUID } from 'node:crypto'
import { FOLDER_VARIABLE } from '../../../shared/contract/command-line-place.ts'

export interface CommandClient {
  /** The program, and the arguments before the command's own. */
  readonly words: readonly [string, ...string[]]
  /** Whether the form can pass on arguments that are not UTF-8. */
  readonly carriesBytes: boolean
}

export interface Ended {
  /** The exit code as a shell reports it. After a signal it is 128 plus the number of the signal. */
  readonly code: number
  readonly out: Buffer
  readonly err: string
}

export interface Running {
  readonly child: ChildProcessWithoutNullStreams
  readonly ended: Promise<Ended>
  /** The running processes of this command, including any that it left behind. Linux only. */
  readonly processes: () => readonly number[]
}

export interface Start {
  readonly socketFolder: string
  readonly env?: NodeJS.ProcessEnv
  readonly cwd?: string
}

const MARK = 'KEYHOLD_TEST_MARK'

/** The arguments as one line for a shell. */
export const shellLine = (words: readonly string[]): string =>
  words.map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`).join(' ')

export function environmentOf({ socketFolder, env = {} }: Start): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env
  return { PATH, HOME, [FOLDER_VARIABLE]: socketFolder, ...env }
}

/** Runs any program; its standard input stays open until the caller ends it. */
export function startProgram([program, ...args]: readonly [string, ...string[]], start: Start): Running {
  const mark = randomUUID()
  const child = spawn(program, args, {
    cwd: start.cwd,
    env: { ...environmentOf(start), [MARK]: mark },
    stdio: 'pipe',
  })
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdin.on('error', () => undefined)
  child.stdout.on('data', (chunk: Buffer) => void out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => void err.push(chunk))
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) =>
      resolve({
        code: code ?? 128 + constants.signals[signal!],
        out: Buffer.concat(out),
        err: Buffer.concat(err).toString('utf8'),
      }),
    )
  })
  return { child, ended, processes: () => markedWith(mark) }
}

export const startClient = (client: CommandClient, args: readonly string[], start: Start): Running =>
  startProgram([...client.words, ...args], start)

/** Runs the command to its end, with `input` as its whole standard input. */
export function runClient(
  client: CommandClient,
  args: readonly string[],
  start: Start & { readonly input?: string | Uint8Array },
): Promise<Ended> {
  const running = startClient(client, args, start)
  running.child.stdin.end(start.input ?? '')
  return running.ended
}

function markedWith(mark: string): number[] {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return processes.filter((name) => environmentText(name).includes(`${MARK}=${mark}`)).map(Number)
}

function environmentText(process: string): string {
  try {
    return readFileSync(`/proc/${process}/environ`, 'latin1')
  } catch {
    return ''
  }
}
