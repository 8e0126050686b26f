/** The app_lock table: one row while a lock is set. */
import type Database from 'better-sqlite3'
import type { Store, Wait } from '../core/ports/store.ts'
import { prepare, prepareUpsert } from './statement.ts'

interface Row {
  readonly cost_n: number
  readonly cost_r: number
  readonly cost_p: number
  readonly salt: string
  readonly hash: string
  readonly set_at: number
  readonly failures: number
  readonly retry_left_ms: number | null
  readonly retry_noted_at_ms: number | null
  readonly removal_asked_at: number | null
  readonly removal_left_ms: number | null
  readonly removal_noted_at_ms: number | null
}

const COLUMNS = [
  'cost_n',
  'cost_r',
  'cost_p',
  'salt',
  'hash',
  'set_at',
  'failures',
  'retry_left_ms',
  'retry_noted_at_ms',
  'removal_asked_at',
  'removal_left_ms',
  'removal_noted_at_ms',
] as const

/** All methods throw Failure `vault`. */
export function createLockTable(db: Database.Database): Store['lock'] {
  const get = prepare<Row>(db, 'SELECT * FROM app_lock WHERE id = @id')
  const put = prepareUpsert(db, 'app_lock', ['id'], COLUMNS)
  const remove = prepare(db, 'DELETE FROM app_lock WHERE id = @id')
  return {
    read() {
      const row = get.get({ id: 1 })
      return row && toRecord(row)
    },
    write: ({ passphrase, setAt, failures, retry, removal }) =>
      put.run({
        id: 1,
        cost_n: passphrase.n,
        cost_r: passphrase.r,
        cost_p: passphrase.p,
        salt: passphrase.salt,
        hash: passphrase.hash,
        set_at: setAt,
        failures,
        retry_left_ms: whole(retry?.leftMs),
        retry_noted_at_ms: whole(retry?.notedAtMs),
        removal_asked_at: removal?.askedAt,
        removal_left_ms: whole(removal?.leftMs),
        removal_noted_at_ms: whole(removal?.notedAtMs),
      }),
    remove: () => remove.run({ id: 1 }),
  }
}

/** Uptimes have fractions of a millisecond; a wait is rounded up, never down. */
const whole = (ms: number | undefined) => (ms === undefined ? undefined : Math.ceil(ms))

function toRecord(row: Row) {
  const removal = toWait(row.removal_left_ms, row.removal_noted_at_ms)
  return {
    passphrase: { n: row.cost_n, r: row.cost_r, p: row.cost_p, salt: row.salt, hash: row.hash },
    setAt: row.set_at,
    failures: row.failures,
    retry: toWait(row.retry_left_ms, row.retry_noted_at_ms),
    removal: removal && { ...removal, askedAt: row.removal_asked_at ?? 0 },
  }
}

const toWait = (leftMs: number | null, notedAtMs: number | null): Wait | undefined =>
  leftMs === null || notedAtMs === null ? undefined : { leftMs, notedAtMs }
