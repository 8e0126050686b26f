/** The accounts table. */
import type Database from 'better-sqlite3'
import type { EntryName } from '../core/ports/keychain.ts'
import type { AccountRecord, Store } from '../core/ports/store.ts'
import type { AppError } from '../../shared/contract/errors.ts'
import { AccountSign, ErrorData, FormValues, type AccountId, type KeyId } from '../../shared/model/model.ts'
import { isText, readJson, readList, readOptionalJson, writeJson, writeOptionalJson } from './json.ts'
import { prepare, prepareUpsert } from './statement.ts'

interface Row {
  readonly id: string
  readonly provider: string
  readonly name: string
  readonly settings: string
  readonly credential_entry: string
  readonly credential_version: number
  readonly credential_backend: string
  readonly credential_expires_at: number | null
  readonly credential_key: string | null
  readonly connected_at: number
  readonly last_sync_at: number | null
  readonly last_sync_error: string | null
  readonly as_of: number | null
  readonly clock_skew_ms: number | null
  readonly warnings: string
  readonly sign: string | null
}

const COLUMNS = [
  'provider',
  'name',
  'settings',
  'credential_entry',
  'credential_version',
  'credential_backend',
  'credential_expires_at',
  'credential_key',
  'connected_at',
  'last_sync_at',
  'last_sync_error',
  'as_of',
  'clock_skew_ms',
  'warnings',
  'sign',
] as const

/** For display only: a sign that does not fit must not make the account unreadable. */
const Sign = AccountSign.optional().catch(undefined)

/** All methods throw Failure `vault`; reading a row that does not fit throws `damaged`. */
export function createAccounts(db: Database.Database): Store['accounts'] {
  const all = prepare<Row>(db, 'SELECT * FROM accounts ORDER BY connected_at, rowid')
  const get = prepare<Row>(db, 'SELECT * FROM accounts WHERE id = @id')
  const put = prepareUpsert(db, 'accounts', ['id'], COLUMNS)
  const remove = prepare(db, 'DELETE FROM accounts WHERE id = @id')
  return {
    all: () => all.all().map(toRecord),
    get: (id) => {
      const row = get.get({ id })
      return row && toRecord(row)
    },
    put: (record) =>
      put.run({
        id: record.id,
        provider: record.provider,
        name: record.name,
        settings: writeJson(record.settings),
        credential_entry: record.credentialEntry,
        credential_version: record.credentialVersion,
        credential_backend: record.credentialBackend,
        credential_expires_at: record.credentialExpiresAt,
        credential_key: record.credentialKey,
        connected_at: record.connectedAt,
        last_sync_at: record.lastSync?.at,
        last_sync_error: writeOptionalJson(record.lastSync?.error),
        as_of: record.asOf,
        clock_skew_ms: record.clockSkewMs,
        warnings: writeJson(record.warnings),
        sign: writeOptionalJson(record.sign),
      }),
    remove: (id) => remove.run({ id }),
  }
}

function toRecord(row: Row): AccountRecord {
  const error = readOptionalJson(ErrorData, row.last_sync_error) as AppError | undefined
  return {
    id: row.id as AccountId,
    provider: row.provider,
    name: row.name,
    settings: readJson(FormValues, row.settings),
    credentialEntry: row.credential_entry as EntryName,
    credentialVersion: row.credential_version,
    credentialBackend: row.credential_backend,
    credentialExpiresAt: row.credential_expires_at ?? undefined,
    credentialKey: (row.credential_key ?? undefined) as KeyId | undefined,
    connectedAt: row.connected_at,
    lastSync: row.last_sync_at === null ? undefined : { at: row.last_sync_at, error },
    asOf: row.as_of ?? undefined,
    clockSkewMs: row.clock_skew_ms ?? undefined,
    warnings: readList(isText, row.warnings),
    sign: readOptionalJson(Sign, row.sign),
  }
}
