/** Exports: the secrets of keys, written into a file that another program reads. */
import { Failure } from '../../../shared/contract/errors.ts'
import type { ExportReport, LeftOut } from '../../../shared/model/export.ts'
import type { ExportFormat } from '../../../shared/model/export-formats.ts'
import type { HistoryDetails } from '../../../shared/model/history.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import type { Keychain } from '../keychain/keychain.ts'
import type { BackupFiles } from '../ports/backup-files.ts'
import type { Providers } from '../ports/provider.ts'
import type { KeyRecord, Store } from '../ports/store.ts'
import type { WorkerPort } from '../ports/worker.ts'
import type { Clock } from '../ports/world.ts'
import { inSteps } from '../projection/in-steps.ts'
import { exportEntries, type HeldKey } from './export-entries.ts'
import { exportVariables } from './export-variables.ts'

export interface ExportRequest {
  readonly keys: readonly KeyId[]
  readonly format: ExportFormat
  /** As `EXPORT_ENCRYPTION` says of the format. */
  readonly passphrase: string | undefined
  /** Absolute. A file that is there is replaced as a whole. */
  readonly path: string
  /** The name of the program that asks on the command line, fit to be shown. */
  readonly program?: string | undefined
  readonly signal?: AbortSignal | undefined
}

export interface Exports {
  /** How many of these keys hold a secret. Throws Failure `not-found` for a key that is missing, and `secret-missing` if none does. */
  count(keys: readonly KeyId[]): number
  /**
   * Writes the file and resolves when it has been read back. Each key's history names the export. Throws as `count` does, and Failure `file`,
   * `keychain`, `vault` and `work`; then no file is left, and an older one of that name is as it was.
   */
  write(request: ExportRequest): Promise<ExportReport>
  /** Ends what runs. Resolves when no unfinished file is left. */
  cancel(): Promise<void>
}

interface Deps {
  readonly store: Store
  readonly keychain: Pick<Keychain, 'take'>
  readonly providers: Pick<Providers, 'metadata'>
  readonly files: Pick<BackupFiles, 'begin'>
  readonly worker: WorkerPort
  readonly clock: Pick<Clock, 'now'>
  /** From 0 to 1. */
  readonly progress: (done: number) => void
}

/** The keychain's part takes nearly all of the time. */
const READ = 0.9

export function createExports({ store, keychain, providers, files, worker, clock, ...deps }: Deps): Exports {
  const running = new Map<AbortController, Promise<unknown>>()
  const providerName = (id: string): string => providers.metadata.find((one) => one.id === id)?.name ?? id

  function held(keys: readonly KeyId[]) {
    const records = [...new Set(keys)].map((key): KeyRecord => {
      const record = store.keys.get(key)
      if (record === undefined) throw new Failure({ kind: 'not-found', what: 'key' })
      return record
    })
    const found = records.flatMap((record) => {
      const version = store.versions.get(record.id, record.version)
      return version === undefined ? [] : [{ record, version }]
    })
    if (found.length === 0) throw new Failure({ kind: 'secret-missing' })
    return { found, withoutSecret: records.length - found.length }
  }

  function named(found: ReturnType<typeof held>['found'], format: ExportFormat): readonly HeldKey[] {
    const variables =
      format === 'dotenv'
        ? exportVariables(found.map(({ record }) => record))
        : found.map(({ record }) => record.environment)
    return found.map((key, index) => ({ ...key, variable: variables[index] ?? '' }))
  }

  async function write({ keys, format, passphrase, path, program, signal }: Running): Promise<ExportReport> {
    const { found, withoutSecret } = held(keys)
    const all = named(found, format)
    const progress = inSteps(deps.progress)
    const read: HeldKey[] = []
    const leftOut: LeftOut[] = []
    const leave = ({ record: { name } }: HeldKey, why: LeftOut['why']) => void leftOut.push({ name, why })
    const pieces = exportEntries({ keychain, providerName }, all, {
      held(key) {
        read.push(key)
        progress(((read.length + leftOut.length) / all.length) * READ)
      },
      missing: (key) => leave(key, 'missing'),
    })
    const file = await onDisk(() => files.begin(path))
    try {
      const written = await worker.run('export:write-file', { format, passphrase }, { signal, pieces })
      const out = new Map(written.leftOut.map(({ index, why }) => [index, why]))
      for (const [index, why] of out) if (read[index] !== undefined) leave(read[index], why)
      const exported = read.filter((_, index) => !out.has(index))
      if (exported.length > 0) {
        await onDisk(() => save(file, written.bytes))
        if (signal.aborted) throw new Failure({ kind: 'work', why: 'cancelled' })
        // What cannot be recorded does not leave.
        note(exported, { format, ...(program !== undefined && { program }) })
        await onDisk(() => file.commit())
      }
      written.bytes.fill(0)
      progress(1)
      return { exported: exported.length, withoutSecret, leftOut, renamed: renamedOf(exported) }
    } finally {
      await file.discard()
    }
  }

  function note(keys: readonly HeldKey[], details: Pick<HistoryDetails, 'format' | 'program'>): void {
    store.transaction(() => {
      for (const { record, version } of keys)
        store.history.add({
          at: clock.now(),
          kind: 'exported',
          key: record.id,
          account: record.account,
          name: record.name,
          details: { ...details, version: version.version },
        })
    })
  }

  return {
    count: (keys) => held(keys).found.length,

    write(request) {
      const stop = new AbortController()
      const { signal: outer } = request
      const signal = outer === undefined ? stop.signal : AbortSignal.any([stop.signal, outer])
      const done = write({ ...request, signal }).finally(() => running.delete(stop))
      running.set(stop, done)
      return done
    },

    async cancel() {
      for (const stop of running.keys()) stop.abort()
      await Promise.allSettled(running.values())
    },
  }
}

type Running = ExportRequest & { readonly signal: AbortSignal }
type NewFile = Awaited<ReturnType<BackupFiles['begin']>>

/** Flushed and read back. Throws Failure `file`. */
async function save(file: NewFile, bytes: Uint8Array): Promise<void> {
  await file.write(bytes)
  await file.sync()
  let at = 0
  for await (const piece of file.read()) {
    if (!Buffer.from(piece).equals(bytes.subarray(at, at + piece.length))) at = Number.NaN
    at += piece.length
    piece.fill(0)
  }
  if (at !== bytes.length) throw new Failure({ kind: 'file', why: 'refused' })
}

/** The port words a missing folder for backups. */
async function onDisk<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof Failure) || error.error.kind !== 'backup') throw error
    throw new Failure({ kind: 'file', why: error.error.why === 'folder-gone' ? 'no-folder' : 'refused' })
  }
}

/** Those that have another variable in the file than the user gave them. */
const renamedOf = (keys: readonly HeldKey[]): ExportReport['renamed'] =>
  keys
    .filter(({ record: { environment }, variable }) => environment !== '' && variable !== environment)
    .map(({ record: { name }, variable }) => ({ name, variable }))
