/** Stores the one queue of replacements. */
import type Database from 'better-sqlite3'
import type { Store } from '../core/ports/store.ts'
import { Queue } from '../../shared/model/queue.ts'
import { readJson, writeJson } from './json.ts'
import { prepare, prepareUpsert } from './statement.ts'

interface Row {
  readonly queue: string
}

/** All methods throw Failure `vault`; reading a queue that does not fit throws `damaged`. */
export function createQueueRow(db: Database.Database): Store['queue'] {
  const get = prepare<Row>(db, 'SELECT queue FROM replacement_queue WHERE id = 1')
  const put = prepareUpsert(db, 'replacement_queue', ['id'], ['queue'])
  const remove = prepare(db, 'DELETE FROM replacement_queue WHERE id = 1')
  return {
    read() {
      const row = get.get()
      return row && readJson(Queue, row.queue)
    },
    write: (queue) => put.run({ id: 1, queue: writeJson(queue) }),
    remove: () => remove.run({}),
  }
}
