/** The store on an open database: one repository per table, and the transaction that spans them. */
import type Database from 'better-sqlite3'
import type { Store } from '../core/ports/store.ts'
import { createAccounts } from './accounts.ts'
import { createBackupState } from './backup-state.ts'
import { createClipboardFingerprints } from './clipboard-fingerprints.ts'
import { commit } from './commits.ts'
import { createConfirmedHosts } from './confirmed-hosts.ts'
import { sqliteFailure } from './failures.ts'
import { createDescribedProviders } from './described-providers.ts'
import { createHistory } from './history.ts'
import { createKeys } from './keys.ts'
import { createLockTable } from './lock.ts'
import { createOperations } from './operations.ts'
import { createProxySignIns } from './proxy-sign-ins.ts'
import { createQueueRow } from './queue.ts'
import { createReminders } from './reminders.ts'
import { createSettings } from './settings.ts'
import { createVersions } from './versions.ts'

/**
 * Prepares every statement at once, so it throws SQLite's error if the schema is not Keyhold's. A transaction inside a transaction is a
 * savepoint: if it throws, its own changes are undone, and the outer one may continue. `close` may be called twice.
 */
export function createStore(db: Database.Database): Store {
  const settings = createSettings(db)
  const history = createHistory(db)
  const backups = createBackupState(db)
  const atomically = <T>(run: () => T, kind: 'lasting' | 'repeatable'): T => {
    try {
      return commit(db, run, kind)
    } catch (error) {
      throw sqliteFailure(error)
    }
  }
  // In WAL mode, NORMAL only omits the wait for the disk at the end of a transaction: the file is whole after a power cut.
  const repeatable = <T>(run: () => T): T => {
    db.pragma('synchronous = NORMAL')
    try {
      return atomically(run, 'repeatable')
    } finally {
      db.pragma('synchronous = FULL')
    }
  }
  // Inside another transaction, the outer one decides how long to wait: SQLite does not allow a change of that in between.
  const transaction: Store['transaction'] = (run, kind = 'lasting') =>
    kind === 'lasting' || db.inTransaction ? atomically(run, kind) : repeatable(run)
  return {
    transaction,
    accounts: createAccounts(db),
    keys: createKeys(db),
    versions: createVersions(db),
    operations: createOperations(db),
    history: {
      ...history,
      prune: (before) => transaction(() => history.prune(before)),
      addEarlier: (entries) => transaction(() => history.addEarlier(entries)),
    },
    backups: { read: () => backups.read(), write: (state) => transaction(() => backups.write(state)) },
    queue: createQueueRow(db),
    clipboard: createClipboardFingerprints(db),
    descriptions: createDescribedProviders(db),
    hosts: createConfirmedHosts(db),
    proxySignIns: createProxySignIns(db),
    reminders: createReminders(db),
    settings: { read: () => settings.read(), write: (values) => transaction(() => settings.write(values)) },
    lock: createLockTable(db),
    close: () => void db.close(),
  }
}
