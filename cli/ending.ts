/** Ends the command from anywhere, with a sentence and an exit code. */
import { writeSync } from 'node:fs'

/** Thrown to end the command with a sentence on standard error and an exit code. */
export class Stop extends Error {
  override readonly name = 'Stop'
  readonly code: number
  /** Includes its line feed. Empty: prints nothing. */
  readonly sentence: string

  constructor(code: number, sentence: string) {
    super(sentence)
    this.code = code
    this.sentence = sentence
  }
}

/** Ignores failures: if standard error is closed, no reader is left. */
export function sayLast(sentence: string): void {
  try {
    writeSync(2, sentence)
  } catch {
    return
  }
}

/** The system's error code, such as `ENOENT`. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : 'EUNKNOWN'
}
