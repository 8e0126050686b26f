/**
 * Fills a profile through the built program in plain Node, with the keychain of a session. Runs in a separate process, because it becomes the
 * session's user. Argument: one {@link FillOrder} as JSON.
 */
import { createRequire } from 'node:module'
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { ROOT } from '../../scripts/bootstrap/place.mjs'
import { startProgram } from '../demo/program.ts'
import { loadBuilt } from '../host/built.ts'
import { profileWorld } from '../integration/profile.ts'

export interface FillOrder {
  readonly uid: number
  readonly gid: number
  readonly busAddress: string
  readonly profileDir: string
  readonly content:
    | {
        readonly kind: 'key'
        readonly name: string
        readonly secret: string
        readonly expiresInDays: number
        /** The passphrase of the app lock. Missing: no lock. */
        readonly passphrase?: string
      }
    /** A database with one key without a secret: of the first schema, or marked as one of a future version. */
    | { readonly kind: 'old' | 'newer'; readonly name: string }
}

const MIGRATIONS = join(ROOT, 'electron', 'store', 'migrations')
const APPLICATION_ID = 0x4b48564c
const DAY_MS = 86_400_000

const order = JSON.parse(process.argv[2] ?? '{}') as FillOrder
const { uid, gid, busAddress, profileDir, content } = order

// Everything is loaded now, while this process may still read the checkout.
const built = await loadBuilt()
const keytar = createRequire(import.meta.url)('keytar') as typeof import('keytar')
const [firstSchema = ''] = readdirSync(MIGRATIONS)
  .sort()
  .map((name) => readFileSync(join(MIGRATIONS, name), 'utf8'))
new Database(':memory:').close()
process.setgroups?.([])
process.setgid?.(gid)
process.setuid?.(uid)
process.env.DBUS_SESSION_BUS_ADDRESS = busAddress

mkdirSync(profileDir, { recursive: true, mode: 0o700 })
if (content.kind === 'key') await addKey(content)
else makeDatabase(content.name, content.kind === 'old' ? 1 : 999)

async function addKey({
  name,
  secret,
  expiresInDays,
  passphrase,
}: FillOrder['content'] & { kind: 'key' }): Promise<void> {
  const network = built.createNetwork({ proxyFor: () => Promise.resolve(undefined) })
  const keychain = built.createOsKeychain({ load: () => keytar })
  const program = await startProgram(built, { ...profileWorld(profileDir, network), keychain })
  const fields = { name, typedExpiry: Date.now() + expiresInDays * DAY_MS }
  const { key } = await program.ask('key:add', { secret: { from: 'typed', text: secret }, fields })
  await program.ask('key:edit', { key, fields: { favourite: true } })
  await program.ask('settings:change', { startWithSystem: true, startHidden: true })
  if (passphrase !== undefined) await program.ask('lock:set', { passphrase })
  await program.close()
  keychain.close()
  network.close()
  rmSync(join(profileDir, 'keychain'), { recursive: true, force: true }) // the keychain that the world created but did not use
}

function makeDatabase(name: string, schema: number): void {
  const db = new Database(join(profileDir, 'keyhold.sqlite'))
  db.pragma(`application_id = ${APPLICATION_ID}`)
  db.pragma('journal_mode = WAL')
  db.exec(firstSchema)
  db.pragma(`user_version = ${schema}`)
  db.prepare(
    `INSERT INTO keys (id, provider, scope, name, switch, expiry_source, grants, facts, stale, version, favourite, tags,
       notes, environment, console_url, renewal_denied, as_of)
     VALUES ('old-key', 'manual', '', ?, 'unknown', 'unknown', '[]', '[]', 0, 0, 1, '[]', '', '', '', 0, ?)`,
  ).run(name, Date.now())
  db.close()
}
