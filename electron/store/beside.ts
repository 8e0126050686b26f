/** The files beside a database that belong to it. */
import { statSync } from 'node:fs'
import { NOTE } from './commit-note.ts'
import { isAbsent } from './failures.ts'

/** SQLite's own files beside a database; moved and read together with it. */
export const SIDECARS = ['-wal', '-shm', '-journal'] as const

/** All files beside a database that belong to it. */
export const BESIDE = [...SIDECARS, NOTE] as const

/** The suffixes of the logs that hold content: a crash has left them, or another program has the database open. */
export const logsBeside = (path: string): readonly string[] =>
  SIDECARS.filter((suffix) => suffix !== '-shm' && sizeOf(path + suffix) > 0)

function sizeOf(path: string): number {
  try {
    return statSync(path).size
  } catch (error) {
    if (isAbsent(error)) return 0
    throw error
  }
}
