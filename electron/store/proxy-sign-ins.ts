/** Stores user names for proxies, in a row beside the settings, which do not use its name. The passwords are in the keychain. */
import type Database from 'better-sqlite3'
import type { ProxySignInRecord, Store } from '../core/ports/store.ts'
import { ProxySignInRows } from '../../shared/model/proxies.ts'
import { readJson, writeJson } from './json.ts'
import { prepare, prepareUpsert } from './statement.ts'

const NAME = 'proxy sign-ins'

/** All methods throw Failure `vault`; a row that does not fit throws `damaged` and stays unchanged. */
export function createProxySignIns(db: Database.Database): Store['proxySignIns'] {
  const get = prepare<{ readonly value: string }>(db, `SELECT value FROM settings WHERE name = '${NAME}'`)
  const put = prepareUpsert(db, 'settings', ['name'], ['value'])

  function all(): ProxySignInRecord[] {
    const row = get.get()
    return row === undefined ? [] : (readJson(ProxySignInRows, row.value) as ProxySignInRecord[])
  }

  const others = (proxy: string) => all().filter((one) => one.proxy !== proxy)
  const write = (rows: readonly ProxySignInRecord[]) => {
    put.run({ name: NAME, value: writeJson(rows) })
  }

  return {
    all,
    put(record) {
      write([...others(record.proxy), record])
    },
    remove(proxy) {
      write(others(proxy))
    },
  }
}
