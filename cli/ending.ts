/** How the command ends by itself, wherever it is. */
import { writeSync } from 'node:fs'

/** Ends the command with a sentence on standard error and a code. */
export class Stop extends Error {
  override readonly name = 'Stop'
  readonly code: number
  /** With its line feed; empty: nothing is said. */
  readonly sentence: string

  constructor(code: number, sentence: string) {
    super(sentence)
    this.code = code
    this.sentence = sentence
  }
}

/** Standard error may be closed; there is nobody left to tell. */
export function sayLast(sentence: string): void {
  try {
    writeSync(2, sentence)
  } catch {
    return
  }
}

/** The system's code of an error (`ENOENT`). */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : 'EUNKNOWN'
}
