/** Stores sealed responses on disk, one file per operation: whole and fsynced under its name, or not there. */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { SealedResponseStore } from '../core/ports/store.ts'
import { Failure } from '../../shared/contract/errors.ts'
import { FOLDER_MODE, syncFolder, writeNewFile } from './durable.ts'
import { isAbsent, onDisk } from './failures.ts'

/** A leading dot marks an unfinished file, which is never read and never listed. */
const NAME = /^[^./\\:\0][^/\\:\0]{0,99}$/

/**
 * Throws Failure `vault` (`disk-full`, `read-only`, `unreadable`), and `not-found`/`operation` for a name that could lead out of the folder. An
 * existing response is kept under another name, never overwritten.
 */
export function createSealedResponseStore(sealedResponseDir: string): SealedResponseStore {
  const pathOf = (name: string): string => {
    if (!NAME.test(name)) throw new Failure({ kind: 'not-found', what: 'operation' })
    return join(sealedResponseDir, name)
  }
  return {
    write: (operation, sealed) => {
      const path = pathOf(operation)
      onDisk('writing', () => {
        mkdirSync(sealedResponseDir, { recursive: true, mode: FOLDER_MODE })
        const draft = join(sealedResponseDir, `.${operation}.${randomUUID()}`)
        try {
          writeNewFile(draft, sealed)
          if (existsSync(path)) renameSync(path, freeName(path))
          renameSync(draft, path)
        } catch (error) {
          rmSync(draft, { force: true }) // the caller still holds these bytes and must learn that they are not safe
          throw error
        }
        syncFolder(sealedResponseDir)
      })
    },
    read: (operation) => {
      const path = pathOf(operation)
      return onDisk('reading', () => orAbsent(undefined, () => readFileSync(path)))
    },
    remove: (operation) => {
      const path = pathOf(operation)
      onDisk('writing', () =>
        orAbsent(undefined, () => {
          rmSync(path)
          syncFolder(sealedResponseDir)
        }),
      )
    },
    list: () =>
      onDisk('reading', () => orAbsent([], () => readdirSync(sealedResponseDir, { withFileTypes: true })))
        .filter((entry) => entry.isFile() && NAME.test(entry.name))
        .map((entry) => entry.name)
        .sort(),
  }
}

function freeName(path: string, count = 1): string {
  const name = `${path}.earlier-${count}`
  return existsSync(name) ? freeName(path, count + 1) : name
}

function orAbsent<T>(absent: T, run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (isAbsent(error)) return absent
    throw error
  }
}
