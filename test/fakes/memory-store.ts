/** The real store on a database in memory: for tests that need no file. */
import Database from 'better-sqlite3'
import type { Store } from '../../electron/core/ports/store.ts'
import { migrate } from '../../electron/store/migrations.ts'
import { createStore } from '../../electron/store/store.ts'

export function openMemoryStore(): Store {
  const db = new Database(':memory:')
  db.pragma('foreign_keys = ON')
  migrate(db)
  return createStore(db)
}
