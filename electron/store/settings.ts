/** The settings table: one row per setting, so that one that no longer fits does not affect the others. */
import type Database from 'better-sqlite3'
import type { Store } from '../core/ports/store.ts'
import { defaultSettings } from '../../shared/model/default-settings.ts'
import { readableSearches, Settings } from '../../shared/model/settings.ts'
import { writeJson } from './json.ts'
import { prepare, prepareUpsert } from './statement.ts'

interface Row {
  readonly name: string
  readonly value: string
}

/**
 * All methods throw Failure `vault`. `write` is several statements: the store wraps it in a transaction. The rows are read again only if the database
 * has changed since; inside a transaction always, because it may be rolled back.
 */
export function createSettings(db: Database.Database): Store['settings'] {
  const all = prepare<Row>(db, 'SELECT name, value FROM settings')
  const put = prepareUpsert(db, 'settings', ['name'], ['value'])
  const changes = prepare<{ readonly count: number }>(db, 'SELECT total_changes() AS count')
  const readRows = () => settingsOf(all.all())
  let last: { readonly count: number | undefined; readonly settings: Settings } | undefined
  return {
    read() {
      if (db.inTransaction) return readRows()
      const count = changes.get()?.count
      if (last === undefined || last.count !== count) last = { count, settings: readRows() }
      return last.settings
    },
    write: (settings) => {
      for (const [name, value] of Object.entries(settings)) put.run({ name, value: writeJson(value) })
    },
  }
}

function settingsOf(rows: readonly Row[]): Settings {
  const whole = Settings.safeParse({ ...defaultSettings, ...Object.fromEntries(rows.map(valueOf)) })
  return whole.success ? whole.data : rows.reduce(withRow, defaultSettings)
}

const valueOf = ({ name, value }: Row): [string, unknown] => [name, JSON.parse(value) as unknown]

/** A row of a newer or older program may have an unknown name or a value out of range: in that case the default applies. */
function withRow(settings: Settings, row: Row): Settings {
  const [name, value] = valueOf(row)
  const fitting = name === 'savedSearches' ? readableSearches(value) : value
  const changed = Settings.safeParse({ ...settings, [name]: fitting })
  return changed.success ? changed.data : settings
}
