/** The numbered steps that make and change the schema, and the mark by which our files are known. */
import type Database from 'better-sqlite3'

/** "KHVL" in the header of every database of ours (SQLite's `application_id`). */
export const APPLICATION_ID = 0x4b48564c

const files = import.meta.glob<string>('./migrations/*.sql', {
  eager: true,
  query: '?raw',
  import: 'default',
})

/** File names with their SQL, in order; `0001` brings a file to version 1. A released file never changes again. */
export const migrationFiles: readonly (readonly [name: string, sql: string])[] = Object.entries(files)
  .map(([path, sql]) => [path.slice(path.lastIndexOf('/') + 1), sql] as const)
  .sort(([a], [b]) => (a < b ? -1 : 1))

export const migrations: readonly string[] = migrationFiles.map(([, sql]) => sql)

/** The version of the schema in an open database; 0 in a new one. */
export const versionOf = (db: Database.Database): number =>
  Number(db.pragma('user_version', { simple: true }))

/** Brings an open database to the newest schema, all steps or none. Throws SQLite's own errors. */
export function migrate(db: Database.Database, steps: readonly string[] = migrations): void {
  db.transaction(() => {
    for (const sql of steps.slice(versionOf(db))) db.exec(sql)
    db.pragma(`user_version = ${steps.length}`)
  }).immediate()
}
