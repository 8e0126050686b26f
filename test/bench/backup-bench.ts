/**
 * The time of a backup without the keychain: JSON, compression, encryption and verification in the worker thread, and reading it again. Compared with
 * the program `age` on the same compressed text, if it is installed. The rounds alternate.
 */
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { EncryptFor, OpenWith, WorkerPort, WorkerTasks } from '../../electron/core/ports/worker.ts'
import { jsonWriter } from '../../electron/formats/backup/json.ts'
import { createWorker } from '../../electron/worker/worker.ts'
import {
  BACKUP_FORMAT,
  BACKUP_VERSION,
  type BackupHead,
  type BackupPiece,
} from '../../shared/backup/contents.ts'
import { IDENTITY, readInMemory, RECIPIENT, writeInMemory } from '../fakes/backup-file.ts'
import { bytesOf, keyPiece } from '../fakes/backup-pieces.ts'
import { median, spread, type Figure } from './figures.ts'

const COUNTS = [1_000, 10_000] as const
const KEYS_A_PIECE = 50
const ROUNDS = 5
/** Deriving a key from the passphrase, which is deliberately slow, takes nearly all of the time. */
const ROUNDS_BY_PASSPHRASE = 2
/** The default of age. */
const WORK_FACTOR = 18

interface Way {
  readonly words: string
  readonly target: EncryptFor
  readonly using: OpenWith
  readonly rounds: number
}

const PASSPHRASE = 'correct horse battery staple'
const WAYS: readonly Way[] = [
  {
    words: 'a recipient',
    target: { kind: 'recipients', recipients: [RECIPIENT] },
    using: { kind: 'identities', text: IDENTITY },
    rounds: ROUNDS,
  },
  {
    words: 'a passphrase',
    target: { kind: 'passphrase', passphrase: PASSPHRASE },
    using: { kind: 'passphrase', passphrase: PASSPHRASE },
    rounds: ROUNDS_BY_PASSPHRASE,
  },
]

export async function benchBackup(newFolder: () => string): Promise<Figure[]> {
  const worker: WorkerPort = createWorker<WorkerTasks>({
    entry: new URL('../../electron/worker/thread.ts', import.meta.url),
    log: { unexpected: () => 'bench' },
  })
  const figures: Figure[] = []
  for (const keys of COUNTS) {
    const pieces = backupOf(keys)
    for (const way of WAYS) figures.push(...(await benchWay(worker, pieces, keys, way)))
    figures.push(...benchAge(pieces, keys, newFolder()))
  }
  return figures
}

async function benchWay(
  worker: WorkerPort,
  pieces: readonly BackupPiece[],
  keys: number,
  { words, target, using, rounds }: Way,
): Promise<Figure[]> {
  const times = { write: [] as number[], read: [] as number[] }
  let bytes = 0
  for (let round = 0; round < rounds; round += 1) {
    const { ms, value } = await timed(() => writeInMemory(worker, target, pieces, undefined, WORK_FACTOR))
    times.write.push(ms)
    bytes = value.file.byteLength
    times.read.push((await timed(() => readInMemory(worker, using, value.file))).ms)
  }
  const size = `; ${(bytes / 1e6).toFixed(2)} MB`
  return [
    figure(`backup of ${named(keys)} for ${words}, verified`, times.write, size),
    figure(`reading a backup of ${named(keys)} by ${words}`, times.read, size),
  ]
}

/** Returns no figure if the program is not installed. */
function benchAge(pieces: readonly BackupPiece[], keys: number, folder: string): Figure[] {
  const [plain, file, identity] = ['plain', 'file', 'identity'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  try {
    const json = jsonWriter()
    writeFileSync(plain, gzipSync(pieces.map((piece) => json.piece(piece)).join('') + json.end()))
    writeFileSync(identity, IDENTITY, { mode: 0o600 })
    const times = { write: [] as number[], read: [] as number[] }
    for (let round = 0; round < ROUNDS; round += 1) {
      const written = run(['-r', RECIPIENT, '-o', file, plain])
      const read = run(['-d', '-i', identity, '-o', plain, file])
      if (written === undefined || read === undefined) return []
      times.write.push(written)
      times.read.push(read)
    }
    const note = '; encryption alone, of a file that is compressed already'
    return [
      figure(`age: ${named(keys)} for a recipient`, times.write, note),
      figure(`age: ${named(keys)} decrypted by an identity`, times.read, note),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Milliseconds; `undefined` if age is not installed. */
function run(args: readonly string[]): number | undefined {
  const begun = performance.now()
  const { status, error } = spawnSync('age', args, { stdio: 'ignore' })
  return error !== undefined || status !== 0 ? undefined : performance.now() - begun
}

/** Each key has two secrets. */
function backupOf(keys: number): readonly BackupPiece[] {
  const head: BackupHead = {
    ...{ format: BACKUP_FORMAT, version: BACKUP_VERSION, madeAt: 1 },
    ...{ madeBy: 'Keyhold 0.1.0', vault: '3f9a2c1b' },
  }
  const pieces: BackupPiece[] = [{ section: 'head', head, settings: {}, descriptions: [] }]
  for (let at = 0; at < keys; at += KEYS_A_PIECE)
    pieces.push({
      section: 'keys',
      rows: Array.from({ length: KEYS_A_PIECE }, (_, row) =>
        keyPiece(`key-${at + row}`, [secret(), secret()], {
          notes: 'Used by the nightly build.',
          tags: ['ci'],
        }),
      ),
    })
  return pieces
}

const secret = (): Uint8Array => bytesOf(randomBytes(24).toString('base64url'))

const named = (keys: number): string => `${keys.toLocaleString('en')} keys`

const figure = (what: string, samples: readonly number[], more: string): Figure => ({
  ...{ what, measured: median(samples), unit: 'ms', aim: undefined, samples: samples.length },
  note: `median; ${spread(samples)}${more}`,
})

async function timed<T>(act: () => Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const begun = performance.now()
  const value = await act()
  return { ms: performance.now() - begun, value }
}
