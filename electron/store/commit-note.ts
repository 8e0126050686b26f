/**
 * A small file beside the database that records how often the database was written. The file is written after each lasting transaction, without a
 * wait for the disk: it can be older than the database, never newer, as long as the write-ahead log is whole. A database with fewer writes than
 * its note says has lost changes.
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import type { Commits } from './commits.ts'
import { FILE_MODE } from './durable.ts'
import { isAbsent } from './failures.ts'

export const NOTE = '-commits'

/** A fixed length, so that overwriting the note needs no space on a full disk. */
const BYTES = 256

export interface CommitNote {
  /** Never throws: the transaction is already committed. */
  write(commits: Commits): void
  close(): void
}

/** Creates the file if there is none. Throws the error of `node:fs`. */
export function openNote(databasePath: string): CommitNote {
  const file = openToWrite(databasePath + NOTE)
  let isOpen = true
  return {
    write(commits) {
      const bytes = Buffer.alloc(BYTES, ' ')
      bytes.write(`${JSON.stringify(commits)}\n`)
      try {
        writeSync(file, bytes, 0, BYTES, 0)
      } catch {
        // An older note may miss a loss, but never reports a false one.
      }
    },
    close() {
      if (isOpen) closeSync(file)
      isOpen = false
    },
  }
}

function openToWrite(path: string): number {
  try {
    return openSync(path, 'r+')
  } catch (error) {
    if (!isAbsent(error)) throw error
    return openSync(path, 'wx', FILE_MODE)
  }
}

/** `undefined`: there is no note, or a power cut has left one that cannot be parsed. Throws the error of `node:fs` for anything else. */
export function readNote(databasePath: string): Commits | undefined {
  try {
    const read: unknown = JSON.parse(readFileSync(databasePath + NOTE, 'utf8'))
    return isCommits(read) ? read : undefined
  } catch (error) {
    if (isAbsent(error) || error instanceof SyntaxError) return undefined
    throw error
  }
}

function isCommits(read: unknown): read is Commits {
  const { vault, count, at, secrets }: Partial<Record<keyof Commits, unknown>> = read ?? {}
  return typeof vault === 'string' && vault !== '' && [count, at, secrets].every(Number.isSafeInteger)
}
