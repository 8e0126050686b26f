/** Stores the hosts that the user has confirmed, in a row beside the settings, which do not use its name. */
import type Database from 'better-sqlite3'
import type { Store } from '../core/ports/store.ts'
import { ConfirmedHosts } from '../../shared/model/confirmed-hosts.ts'
import { readJson, writeJson } from './json.ts'
import { prepare, prepareUpsert } from './statement.ts'

const NAME = 'confirmed hosts'

/** All methods throw Failure `vault`; a row that does not fit throws `damaged` and stays unchanged. */
export function createConfirmedHosts(db: Database.Database): Store['hosts'] {
  const get = prepare<{ readonly value: string }>(db, `SELECT value FROM settings WHERE name = '${NAME}'`)
  const put = prepareUpsert(db, 'settings', ['name'], ['value'])

  function read(): ConfirmedHosts {
    const row = get.get()
    return row === undefined ? { send: [], open: [] } : readJson(ConfirmedHosts, row.value)
  }

  return {
    has: (purpose, origin) => read()[purpose].includes(origin),
    add(purpose, origin) {
      const hosts = read()
      const confirmed = [...new Set([...hosts[purpose], origin])]
      put.run({ name: NAME, value: writeJson({ ...hosts, [purpose]: confirmed }) })
    },
  }
}
