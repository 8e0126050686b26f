/** The keychain entries that a throwaway profile has made, so that they can be removed one by one, by name. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { EntryName, KeychainPort } from '../../electron/core/ports/keychain.ts'

/** Names of all entries. Recovery keys are named by their operation; most of them have been deleted by then. */
const NAMES = `
  SELECT entry AS name FROM versions
  UNION SELECT credential_entry FROM accounts
  UNION SELECT 'rescue ' || id FROM operations
  UNION SELECT 'clipboard mark'`

/** Reads the names from the profile's database. Close the program first. */
export function entriesOf(profile: string): EntryName[] {
  const databasePath = join(profile, 'keyhold.sqlite')
  if (!existsSync(databasePath)) return []
  const database = new Database(databasePath, { readonly: true })
  try {
    return database.prepare(NAMES).pluck().all() as EntryName[]
  } finally {
    database.close()
  }
}

/** Returns how many entries there were. */
export async function removeEntries(keychain: KeychainPort, profile: string): Promise<number> {
  let removed = 0
  for (const name of entriesOf(profile)) if (await keychain.remove(name)) removed += 1
  return removed
}
