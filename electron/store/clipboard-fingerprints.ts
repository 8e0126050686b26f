/** Stores the fingerprints of copied secrets that may still be on the clipboard, in a row beside the settings, which do not use its name. */
import type Database from 'better-sqlite3'
import type { ClipboardFingerprint } from '../core/ports/world.ts'
import type { Store } from '../core/ports/store.ts'
import { writeJson } from './json.ts'
import { prepare, prepareUpsert } from './statement.ts'

const NAME = 'clipboard mark'

interface Row {
  readonly value: string
}

/** All methods throw Failure `vault`. */
export function createClipboardFingerprints(db: Database.Database): Store['clipboard'] {
  const get = prepare<Row>(db, `SELECT value FROM settings WHERE name = '${NAME}'`)
  const put = prepareUpsert(db, 'settings', ['name'], ['value'])
  const remove = prepare(db, `DELETE FROM settings WHERE name = '${NAME}'`)
  return {
    read() {
      const row = get.get()
      const value: unknown = row && JSON.parse(row.value)
      const fingerprints: readonly unknown[] = Array.isArray(value) ? value : [value] // a single fingerprint: the form of older versions
      return fingerprints.filter((fingerprint) => typeof fingerprint === 'string') as ClipboardFingerprint[]
    },
    write(fingerprints) {
      if (fingerprints.length === 0) remove.run({})
      else put.run({ name: NAME, value: writeJson(fingerprints) })
    },
  }
}
