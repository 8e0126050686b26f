/** What is known about the backups of this vault: one row of the settings table, beside the user's settings. */
import type Database from 'better-sqlite3'
import { BackupState } from '../../shared/backup/state.ts'
import type { Store } from '../core/ports/store.ts'
import { writeJson } from './json.ts'
import { prepare, prepareUpsert } from './statement.ts'

const NAME = 'backupState'

/** All methods throw Failure `vault`. */
export function createBackupState(db: Database.Database): Store['backups'] {
  const get = prepare<{ readonly value: string }>(db, `SELECT value FROM settings WHERE name = '${NAME}'`)
  const put = prepareUpsert(db, 'settings', ['name'], ['value'])
  return {
    read() {
      const row = get.get({})
      const state = row && BackupState.safeParse(JSON.parse(row.value))
      return state?.success === true ? state.data : undefined
    },
    write(state) {
      put.run({ name: NAME, value: writeJson(state) })
    },
  }
}
