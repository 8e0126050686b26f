/** A profile with history: keys, a backup from yesterday with these keys, and secrets that are newer than the backup. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KeyRow } from '../../shared/model/model.ts'
import type { AtlasEmulator } from '../emulators/ripe-atlas.ts'
import { fakeClock } from '../fakes/clock.ts'
import { newFolder } from './program.ts'
import { othersKeys } from './rows.ts'
import type { Stage } from './stage.ts'

/** The offset of SQLite's `user_version`: https://www.sqlite.org/fileformat2.html#the_database_header */
const VERSION_AT = 60
const DAY_MS = 86_400_000

export interface OldProfile {
  readonly folder: string
  readonly databasePath: string
  readonly emulator: AtlasEmulator
  /** Regenerated before the backup and once more after it. */
  readonly key: KeyRow
}

export async function makeOldProfile(stage: Stage): Promise<OldProfile> {
  const folder = newFolder()
  const emulator = await stage.atlas({ keys: 2 })
  const twoDaysAgo = await stage.start(folder, { clock: fakeClock(Date.now() - 2 * DAY_MS) })
  await twoDaysAgo.connect(emulator)
  await twoDaysAgo.ask('settings:change', { syncMinutes: 0 })
  const [key] = await othersKeys(twoDaysAgo)
  await twoDaysAgo.ask('key:regenerate', { key: key.id })
  await twoDaysAgo.ask('key:edit', { key: key.id, fields: { notes: 'mine' } })
  await twoDaysAgo.close()
  const today = await stage.start(folder, { clock: fakeClock(Date.now() - DAY_MS / 2) }) // this start makes the backup
  await today.ask('key:regenerate', { key: key.id })
  await today.close()
  return { folder, databasePath: join(folder, 'keyhold.sqlite'), emulator, key }
}

/** Changes a file in place. */
export function rewrite(path: string, change: (bytes: Buffer) => Buffer): void {
  writeFileSync(path, change(readFileSync(path)))
}

/** Writes a four-byte number into a file's header. */
export const overwritten = (at: number, value: number) => (bytes: Buffer) => {
  bytes.writeUInt32BE(value, at)
  return bytes
}

/** Marks a database as written by a newer version. */
export const makeNewer = (databasePath: string) => rewrite(databasePath, overwritten(VERSION_AT, 999))
