/** Other programs of the system, started without a shell. What is secret goes through their input, never into arguments. */
import { execFile, spawn } from 'node:child_process'

const DEADLINE_MS = 2_000
const OUTPUT_BYTES = 1_000_000

export interface Ran {
  /** `undefined`: it was ended from outside, missed its deadline or said too much. */
  readonly code: number | undefined
  readonly output: string
}

export interface Started {
  isRunning(): boolean
  /** Resolves when it has ended. */
  stop(): Promise<void>
}

export interface Programs {
  /** Runs a program to its end, for two seconds at most. `undefined`: it is not installed. Never rejects. */
  run(program: string, args: readonly string[]): Promise<Ran | undefined>
  /** Starts a program that stays, and gives it `input`. `undefined`: it is not installed. Never rejects. */
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
        child.stdin.on('error', () => undefined) // it may end before it has read
        child.stdin.end(input)
      }),
  }
}
