/** The vault's files: decides whether the database may be opened, created, restored or copied. */
import type Database from 'better-sqlite3'
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, rmdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Opened, Storage, Store } from '../core/ports/store.ts'
import type { Clock, Paths } from '../core/ports/world.ts'
import { Failure, type VaultTrouble } from '../../shared/contract/errors.ts'
import { backupNames, filesIn, listBackups, makeBackup, timeOf } from './backups.ts'
import { BESIDE } from './beside.ts'
import { openNote } from './commit-note.ts'
import { commitsReader, onCommit } from './commits.ts'
import { removeCopies } from './copies.ts'
import { makeDatabase, openDatabase } from './database.ts'
import { FOLDER_MODE } from './durable.ts'
import { isAbsent, isRefused, onDisk } from './failures.ts'
import { inspect, type Inspection } from './inspect.ts'
import { keepLogAside, lostChanges } from './lost-log.ts'
import { migrations } from './migrations.ts'
import { freeBytesAt, inspectPlace } from './place.ts'
import { restoreBackup, startAnew } from './restore.ts'
import { createStore } from './store.ts'

const DAY_MS = 86_400_000
/** macOS creates this file in any folder that was opened in Finder. */
const FINDER_FILE = '.DS_Store'

type OpenedWell = Extract<Opened, { readonly state: 'open' }>
type Good = Extract<Inspection, { readonly state: 'good' }>

interface Deps {
  readonly paths: Paths
  readonly clock: Pick<Clock, 'now'>
  /** For tests of older and newer files; the program uses its own steps. */
  readonly steps?: readonly string[]
}

/** Every refusal is a Failure `vault` (or the state `shut`) and leaves the files unchanged. */
export function createStorage({ paths, clock, steps = migrations }: Deps): Storage {
  const { databasePath, backupDir, sealedResponseDir } = paths
  const databases = new WeakMap<Store, Database.Database>()

  /** Whether there are files that only a vault leaves: in that case a missing or empty database is a loss, not a first start. */
  const wasHere = () =>
    backupNames(backupDir).length > 0 ||
    filesIn(sealedResponseDir).some((name) => name !== FINDER_FILE) ||
    BESIDE.some((suffix) => existsSync(databasePath + suffix))

  /** A store that updates the commit note beside the database after each lasting transaction. */
  const noted = (db: Database.Database): Store => {
    const store = createStore(db)
    const note = openNote(databasePath)
    const commits = commitsReader(db)
    onCommit(db, (kind) => kind === 'lasting' && note.write(commits()))
    const close = () => {
      store.close()
      note.close()
    }
    return { ...store, close }
  }

  const openGood = (): OpenedWell => {
    const db = openDatabase(databasePath, (old) => makeBackup(old, backupDir, clock.now(), steps), steps)
    try {
      removeCopies(databasePath)
      const store = noted(db)
      databases.set(store, db)
      return { state: 'open', store, lost: undefined }
    } catch (error) {
      db.close()
      throw error
    }
  }

  const makeFirst = (): OpenedWell => {
    makeDatabase(databasePath, steps)
    return openGood()
  }

  /** Checks for lost changes before SQLite opens the files, because opening overwrites the log that SQLite cannot read. */
  const openWhole = (inspection: Good): Opened => {
    const lost = lostChanges(databasePath, inspection.commits)
    if (lost !== undefined) keepLogAside(databasePath, clock.now())
    return { ...openGood(), lost }
  }

  /** Changes nothing. Whether another program has the file open shows only when it is opened. */
  const assess = (): Good | 'first' | VaultTrouble => {
    if (!isThere(databasePath)) return wasHere() ? 'missing' : 'first'
    const inspection = inspect(databasePath, steps)
    if (inspection.state === 'good') return isWritable(databasePath) ? inspection : 'read-only'
    if (inspection.why === 'empty') return wasHere() ? 'damaged' : 'first'
    if (inspection.why === 'not-sqlite') return wasHere() ? 'damaged' : 'foreign'
    return inspection.why
  }

  const open = (): Opened => {
    const status = assess()
    if (typeof status === 'object') return openWhole(status)
    if (status !== 'first') return shut(status)
    mkdirSync(dirname(databasePath), { recursive: true, mode: FOLDER_MODE })
    return makeFirst()
  }

  const openOrSay = (): Opened => {
    try {
      return onDisk('reading', open)
    } catch (error) {
      if (error instanceof Failure && error.error.kind === 'vault') return shut(error.error.why)
      throw error
    }
  }

  return {
    open: openOrSay,
    startAnew() {
      const opened = openOrSay()
      if (opened.state === 'open') opened.store.close()
      if (opened.state === 'open' || !ANEW.includes(opened.why))
        throw new Failure({ kind: 'vault', why: 'in-use' })
      startAnew(databasePath, clock.now(), steps)
    },
    backups: () => listBackups(backupDir, steps),
    restore: (name) => restoreBackup({ databasePath, backupDir, name, now: clock.now(), steps }),
    backup: (store, { force = false } = {}) => {
      const db = databases.get(store)
      if (db === undefined) throw new Error('This store was not opened here')
      if (force || !hasBackupOfToday(backupDir, clock.now())) makeBackup(db, backupDir, clock.now(), steps)
    },
    check() {
      try {
        const status = onDisk('reading', assess)
        if (typeof status === 'object') return 'good'
        if (status === 'first') return 'none'
        return status === 'in-use' ? 'busy' : status // found torn, which means that another program is writing
      } catch (error) {
        if (error instanceof Failure && error.error.kind === 'vault') return error.error.why
        throw error
      }
    },
    place: () => inspectPlace(databasePath),
    freeBytes: () => onDisk('reading', () => freeBytesAt(databasePath)),
  }
}

/** Only states that neither waiting nor a newer program can repair. */
const ANEW: readonly VaultTrouble[] = ['missing', 'damaged', 'foreign']

const shut = (why: VaultTrouble): Opened => ({ state: 'shut', why })

/** Throws if the file cannot be checked: a file that may exist must not be treated as missing. */
function isThere(path: string): boolean {
  try {
    return statSync(path).isFile() || refuseToRead()
  } catch (error) {
    if (isAbsent(error)) return false
    throw error
  }
}

function refuseToRead(): never {
  throw new Failure({ kind: 'vault', why: 'unreadable' })
}

/** Tests by a real write: `access` checks the wrong user under sudo, and does not work on Windows. Leaves nothing behind. */
function isWritable(path: string): boolean {
  try {
    closeSync(openSync(path, 'r+'))
    rmdirSync(mkdtempSync(join(dirname(path), '.keyhold-')))
    return true
  } catch (error) {
    if (isRefused(error)) return false
    throw error
  }
}

/** A backup dated in the future, by a wrong clock, does not count. */
const hasBackupOfToday = (folder: string, now: number): boolean =>
  backupNames(folder).some((name) => {
    const ageMs = now - (timeOf(name) ?? 0)
    return ageMs >= 0 && ageMs < DAY_MS
  })
