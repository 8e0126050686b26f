/** Reads the keychain entries that a running program refers to, from a copy of its database, as the next start would find it. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { RunningProgram } from './program.ts'

/** The entries that a version, an account's credential or an open operation refers to. */
const NAMED = `
  SELECT entry FROM versions
  UNION SELECT credential_entry FROM accounts
  UNION SELECT 'key ' || key_id || ' v' || version FROM operations
    WHERE state NOT IN ('rejected', 'done', 'rolled-back', 'closed')`

function namedEntries(databasePath: string): ReadonlySet<string> {
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-named-'))
  try {
    const copy = join(folder, 'copy.sqlite')
    for (const suffix of ['', '-wal'])
      if (existsSync(databasePath + suffix)) copyFileSync(databasePath + suffix, copy + suffix)
    const db = new Database(copy)
    const names = db.prepare<[], string>(NAMED).pluck().all()
    db.close()
    return new Set(names)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The secrets in entries that something refers to. A secret in another entry counts as lost. */
export function keptSecrets({ world }: Pick<RunningProgram, 'world'>): ReadonlySet<string> {
  const named = namedEntries(world.paths.databasePath)
  return new Set([...world.keychain.entries()].flatMap(([name, value]) => (named.has(name) ? [value] : [])))
}
