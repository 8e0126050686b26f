/**
 * The yardstick of a sync, in a separate process: fetches the same pages, parses them, inserts their rows into SQLite, and does nothing else.
 * Argument: one JSON object. Prints one JSON object.
 */
import Database from 'better-sqlite3'

export interface PlainSyncOrder {
  /** The address of the keys API, with a slash at its end. */
  readonly baseUrl: string
  readonly credential: string
  /** The path of a file that does not exist yet. */
  readonly database: string
}

export interface PlainSyncReport {
  readonly seconds: number
  /** The longest `JSON.parse` of a page. */
  readonly longestParseMs: number
}

/** The part of a page that is used here. */
interface KeysPage {
  readonly next: string | null
  readonly results: readonly {
    readonly uuid: string
    readonly label: string
    readonly created_at: string
    readonly valid_to: string | null
    readonly enabled: boolean
  }[]
}

const { baseUrl, credential, database } = JSON.parse(process.argv[2] ?? '{}') as PlainSyncOrder
const db = new Database(database)
db.pragma('journal_mode = WAL')
db.exec(`CREATE TABLE keys (
  uuid TEXT PRIMARY KEY, label TEXT, created_at TEXT, valid_to TEXT, enabled INTEGER, whole TEXT
) STRICT`)
const insert = db.prepare('INSERT OR REPLACE INTO keys VALUES (?, ?, ?, ?, ?, ?)')
const insertAll = db.transaction((keys: KeysPage['results']) => {
  for (const key of keys)
    insert.run(
      ...[key.uuid, key.label, key.created_at, key.valid_to],
      ...[Number(key.enabled), JSON.stringify(key)],
    )
})

let longestParseMs = 0
const begun = performance.now()
let next: string | null = `${baseUrl}keys/?page_size=500`
while (next !== null) {
  const text: string = await (await fetch(next, { headers: { authorization: `Key ${credential}` } })).text()
  const from = performance.now()
  const page = JSON.parse(text) as KeysPage
  longestParseMs = Math.max(longestParseMs, performance.now() - from)
  insertAll(page.results)
  next = page.next
}
const report: PlainSyncReport = { seconds: (performance.now() - begun) / 1_000, longestParseMs }
db.close()
process.stdout.write(`${JSON.stringify(report)}\n`)
