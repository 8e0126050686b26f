/** The program's log on disk: one JSON object a line, rotated, without secrets, messages or provider text. */
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  appendFileSync,
  constants,
  existsSync,
  mkdirSync,
  renameSync,
  statSync,
  truncateSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Clock, Log } from '../core/ports/world.ts'
import { errorFacts } from './error-facts.ts'

interface Options {
  /** Created if it is missing. */
  readonly logDir: string
  readonly clock: Pick<Clock, 'now'>
  /** A file that reaches this size is rotated. */
  readonly maxBytes?: number
}

const MAX_BYTES = 1_000_000
/** keyhold.log, keyhold.1.log (newer) … keyhold.3.log (older). */
const KEPT = 3

/**
 * A log that never stops the program: a line that cannot be written (disk full, folder missing) is lost. Lines are written at
 * once, so that the last lines survive a crash. A ticket has eight characters that are easy to read out.
 */
export function createFileLog({ logDir, clock, maxBytes = MAX_BYTES }: Options): Required<Log> {
  const file = (age: number) => join(logDir, age === 0 ? 'keyhold.log' : `keyhold.${age}.log`)

  /** Skips a name that something else has, such as a folder. If no name is free, the full file is emptied. */
  function rotate(): void {
    if (!existsSync(file(0)) || statSync(file(0)).size < maxBytes) return
    const ages = Array.from({ length: KEPT + 1 }, (_, age) => file(age))
    const places = ages.filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() !== false)
    if (places.length === 1) truncateSync(file(0))
    for (const [older, newer] of places.toReversed().map((path, at, all) => [path, all[at + 1]] as const))
      if (newer !== undefined && existsSync(newer)) renameSync(newer, older)
  }

  function write(level: 'info' | 'error', entry: Readonly<Record<string, unknown>>): void {
    const at = new Date(clock.now()).toISOString()
    try {
      mkdirSync(logDir, { recursive: true, mode: 0o700 })
      rotate()
      appendFileSync(file(0), `${JSON.stringify({ at, level, ...entry })}\n`, { mode: 0o600 })
    } catch {
      // There is no place to report a failed write, and nothing may depend on the log.
    }
  }

  return {
    info: (event, facts) => write('info', { event, ...(facts === undefined ? {} : { facts }) }),
    unexpected(where, error) {
      const ticket = randomBytes(5).toString('hex').slice(0, 8)
      write('error', { event: 'unexpected', where, ticket, errors: errorFacts(error) })
      return ticket
    },
    canWrite() {
      try {
        if (!existsSync(logDir)) return true // the first line creates it
        const isThere = existsSync(file(0))
        const found = statSync(isThere ? file(0) : logDir)
        accessSync(isThere ? file(0) : logDir, constants.W_OK)
        return isThere ? found.isFile() : found.isDirectory()
      } catch {
        return false
      }
    },
  }
}
