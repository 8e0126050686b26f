/** The mark of a copied secret that may still be on the clipboard: a row beside the settings, which do not know its name. */
import type Database from 'better-sqlite3'
import type { ClipboardMark } from '../core/ports/world.ts'
import type { Store } from '../core/ports/store.ts'
import { writeJson } from './json.ts'
import { prepare, prepareUpsert } from './statement.ts'

const NAME = 'clipboard mark'

interface Row {
  readonly value: string
}

/** All methods throw Failure `vault`. */
export function createClipboardMark(db: Database.Database): Store['clipboard'] {
  const get = prepare<Row>(db, `SELECT value FROM settings WHERE name = '${NAME}'`)
  const put = prepareUpsert(db, 'settings', ['name'], ['value'])
  const remove = prepare(db, `DELETE FROM settings WHERE name = '${NAME}'`)
  return {
    read() {
      const row = get.get()
      const mark: unknown = row && JSON.parse(row.value)
      return typeof mark === 'string' ? (mark as ClipboardMark) : undefined
    },
    write(mark) {
      if (mark === undefined) remove.run({})
      else put.run({ name: NAME, value: writeJson(mark) })
    },
  }
}
