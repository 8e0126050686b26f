/** The operations table: the journal that recovery reads after a crash. */
import type Database from 'better-sqlite3'
import type { OperationRecord, Store } from '../core/ports/store.ts'
import type { AppError } from '../../shared/contract/errors.ts'
import {
  ErrorData,
  FormValues,
  Instant,
  type AccountId,
  type KeyId,
  type OperationId,
} from '../../shared/model/model.ts'
import {
  Assessment,
  Completion,
  Overlap,
  type OperationKind,
  type OperationState,
} from '../../shared/model/operation.ts'
import { readJson, readOptionalJson, readTexts, readValue, writeJson, writeOptionalJson } from './json.ts'
import { prepare, prepareUpsert } from './statement.ts'

interface Row {
  readonly id: string
  readonly kind: OperationKind
  readonly state: OperationState
  readonly key_id: string
  readonly version: number
  readonly account_id: string | null
  readonly provider: string
  readonly name: string
  readonly started_at: number
  readonly deadline: number
  readonly draft: string
  readonly key_before: string | null
  readonly issued: string | null
  readonly error: string | null
  readonly checks: string
  readonly assessment: string | null
  readonly overlap: string | null
  readonly completion: string | null
}

const COLUMNS = [
  'kind',
  'state',
  'key_id',
  'version',
  'account_id',
  'provider',
  'name',
  'started_at',
  'deadline',
  'draft',
  'key_before',
  'issued',
  'error',
  'checks',
  'assessment',
  'overlap',
  'completion',
] as const

/** All methods throw Failure `vault`; reading a row that does not fit throws `damaged`. */
export function createOperations(db: Database.Database): Store['operations'] {
  const open = prepare<Row>(
    db,
    `SELECT * FROM operations WHERE state NOT IN ('rejected', 'done', 'rolled-back', 'closed') ORDER BY started_at, rowid`,
  )
  const since = prepare<Row>(
    db,
    'SELECT * FROM operations WHERE started_at >= @instant ORDER BY started_at, rowid',
  )
  const incomplete = prepare<Row>(
    db,
    `SELECT * FROM operations
     WHERE completion IS NOT NULL AND state IN ('overlapping', 'retiring', 'retired', 'rolling-back', 'done')
     ORDER BY started_at, rowid`,
  )
  const get = prepare<Row>(db, 'SELECT * FROM operations WHERE id = @id')
  const put = prepareUpsert(db, 'operations', ['id'], COLUMNS)
  return {
    open: () => open.all().map(toRecord),
    begunSince: (instant) => since.all({ instant }).map(toRecord),
    incomplete: () => incomplete.all().map(toRecord),
    get: (id) => {
      const row = get.get({ id })
      return row && toRecord(row)
    },
    put: (record) =>
      put.run({
        id: record.id,
        kind: record.kind,
        state: record.state,
        key_id: record.key,
        version: record.version,
        account_id: record.account,
        provider: record.provider,
        name: record.name,
        started_at: record.startedAt,
        deadline: record.deadline,
        draft: writeJson(record.draft),
        key_before: writeOptionalJson(record.before),
        issued: writeOptionalJson(record.issued),
        error: writeOptionalJson(record.error),
        checks: writeJson(record.checks),
        assessment: writeOptionalJson(record.assessment),
        overlap: writeOptionalJson(record.overlap),
        completion: writeOptionalJson(record.completion),
      }),
  }
}

const toRecord = (row: Row): OperationRecord => ({
  id: row.id as OperationId,
  kind: row.kind,
  state: row.state,
  key: row.key_id as KeyId,
  version: row.version,
  account: (row.account_id ?? undefined) as AccountId | undefined,
  provider: row.provider,
  name: row.name,
  startedAt: row.started_at,
  deadline: row.deadline,
  draft: readJson(FormValues, row.draft),
  before: toBefore(row.key_before),
  issued: toIssued(row.issued),
  error: readOptionalJson(ErrorData, row.error) as AppError | undefined,
  checks: readJson(Instant.array(), row.checks),
  assessment: readOptionalJson(Assessment, row.assessment),
  overlap: readOptionalJson(Overlap, row.overlap),
  ...(row.completion !== null && {
    completion: readJson(Completion, row.completion) as OperationRecord['completion'],
  }),
})

function toBefore(text: string | null): OperationRecord['before'] {
  if (text === null) return undefined
  const { remoteId, scope, createdAt } = readTexts(text, 'remoteId', 'scope')
  return { remoteId, scope, createdAt: toInstant(createdAt) }
}

function toIssued(text: string | null): OperationRecord['issued'] {
  if (text === null) return undefined
  const { remoteId, createdAt } = readTexts(text, 'remoteId')
  return { remoteId, createdAt: toInstant(createdAt) }
}

const toInstant = (value: unknown): number | undefined => readValue(Instant.optional(), value)
