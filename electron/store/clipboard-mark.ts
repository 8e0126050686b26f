/** The marks of copied secrets that may still be on the clipboard: a row beside the settings, which do not know its name. */
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
      const value: unknown = row && JSON.parse(row.value)
      const marks: readonly unknown[] = Array.isArray(value) ? value : [value] // one alone, before there were several
      return marks.filter((mark) => typeof mark === 'string') as ClipboardMark[]
    },
    write(marks) {
      if (marks.length === 0) remove.run({})
      else put.run({ name: NAME, value: writeJson(marks) })
    },
  }
}
