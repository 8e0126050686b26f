/** The table of the providers that the user describes. Documents are text here: whether one can be read is not the store's affair. */
import type Database from 'better-sqlite3'
import { DescribedId } from '../../shared/model/provider-description.ts'
import type { DescriptionRecord, Store } from '../core/ports/store.ts'
import { readValue } from './json.ts'
import { prepare, prepareUpsert } from './statement.ts'

interface Row {
  readonly id: string
  readonly document: string
  readonly list_confirmed_at: number | null
  readonly no_keys_at: number | null
  readonly created_at: number
  readonly updated_at: number
}

/** All methods throw Failure `vault`. */
export function createDescribedProviders(db: Database.Database): Store['descriptions'] {
  const all = prepare<Row>(db, 'SELECT * FROM described_providers ORDER BY created_at, id')
  const get = prepare<Row>(db, 'SELECT * FROM described_providers WHERE id = @id')
  const remove = prepare(db, 'DELETE FROM described_providers WHERE id = @id')
  const put = prepareUpsert(
    db,
    'described_providers',
    ['id'],
    ['document', 'list_confirmed_at', 'no_keys_at', 'created_at', 'updated_at'],
  )
  return {
    all: () => all.all().map(toRecord),
    get: (id) => {
      const row = get.get({ id })
      return row && toRecord(row)
    },
    put: ({ id, document, listConfirmedAt, noKeysAt, createdAt, updatedAt }) =>
      put.run({
        id,
        document,
        list_confirmed_at: listConfirmedAt,
        no_keys_at: noKeysAt,
        created_at: createdAt,
        updated_at: updatedAt,
      }),
    remove: (id) => remove.run({ id }),
  }
}

const toRecord = (row: Row): DescriptionRecord => ({
  id: readValue(DescribedId, row.id),
  document: row.document,
  listConfirmedAt: row.list_confirmed_at ?? undefined,
  noKeysAt: row.no_keys_at ?? undefined,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})
