/** Starts other programs of the system without a shell. Secrets go through their input, never into arguments. */
import { execFile, spawn } from 'node:child_process'

const DEADLINE_MS = 2_000
const OUTPUT_BYTES = 1_000_000

export interface Ran {
  /** `undefined`: the program was ended from outside, missed its deadline or wrote too much. */
  readonly code: number | undefined
  readonly output: string
}

export interface Started {
  isRunning(): boolean
  /** Resolves when the program has ended. */
  stop(): Promise<void>
}

export interface Programs {
  /** Runs a program to its end, for two seconds at most. `undefined`: the program is not installed. Never rejects. */
  run(program: string, args: readonly string[]): Promise<Ran | undefined>
  /** Starts a program that keeps running, and passes `input` to it. `undefined`: the program is not installed. Never rejects. */
  start(program: string, args: readonly string[], input: string): Promise<Started | undefined>
}

export function createPrograms(): Programs {
  return {
    run: (program, args) =>
      new Promise((resolve) => {
        const child = execFile(
          program,
          args,
          { timeout: DEADLINE_MS, maxBuffer: OUTPUT_BYTES, encoding: 'utf8' },
          (error, stdout) => {
            const code = error === null ? 0 : error.code
            if (code === 'ENOENT') resolve(undefined)
            else resolve({ code: typeof code === 'number' ? code : undefined, output: stdout })
          },
        )
        child.stdin?.on('error', () => undefined).end()
      }),

    start: (program, args, input) =>
      new Promise((resolve) => {
        const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'] })
        let isRunning = true
        const ended = new Promise<void>((done) => {
          child.once('close', () => {
            isRunning = false
            done()
          })
        })
        child.once('error', () => resolve(undefined))
        child.once('spawn', () =>
          resolve({
            isRunning: () => isRunning,
            async stop() {
              if (isRunning) child.kill()
              await ended
            },
          }),
        )
        child.stdin.on('error', () => undefined) // the program may end before it has read its input
        child.stdin.end(input)
      }),
  }
}
