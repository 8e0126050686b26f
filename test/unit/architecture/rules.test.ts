import { globSync } from 'node:fs'
import { expect, it } from 'vitest'
import { RULES } from '../../../vitest.config.ts'
import { ROOT, wayTo } from './loaded.ts'

/** Modules that start a process, open a socket or use the disk. */
const OUTSIDE =
  /^(?:node:(?:fs|fs\/promises|child_process|cluster|net|tls|https?|http2|dgram|dns|sqlite)|electron|keytar|undici|better-sqlite3|playwright-core|@connectrpc\/connect-node)$/

/** The first uses SQLite in memory, without the disk. The second uses only SQLite's error class. */
const MAY_IMPORT_SQLITE = ['test/fakes/memory-store.ts', 'electron/store/failures.ts']

const isOutside = (name: string, importer: string) =>
  OUTSIDE.test(name) && !(name === 'better-sqlite3' && MAY_IMPORT_SQLITE.includes(importer))

it.each(globSync(RULES, { cwd: ROOT }).sort())('%s needs no process, no socket and no disk', (file) => {
  expect(wayTo(file, isOutside)).toBeUndefined()
})
