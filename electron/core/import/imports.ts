/**
 * Imports: files are read into a preview, and the chosen rows are stored one after the other through the journal, as keys that are entered by hand.
 * The secrets that were read are in memory until the import is closed; the bytes of a file only until it is read.
 */
import { randomUUID } from 'node:crypto'
import { Failure, type AppError } from '../../../shared/contract/errors.ts'
import {
  ImportId,
  type CleanedFiles,
  type CleanUp,
  type ImportPreview,
  type ImportReport,
  type PlainFile,
} from '../../../shared/contract/import.ts'
import type { ImportFormat } from '../../../shared/model/import-formats.ts'
import type { OperationId } from '../../../shared/model/model.ts'
import { shapeById } from '../../../shared/shapes/match-shape.ts'
import type { Keychain } from '../keychain/keychain.ts'
import { meant } from '../keychain/secret-input.ts'
import type { FoundFile, ImportFilesPort } from '../ports/import-files.ts'
import { Secret } from '../ports/secret.ts'
import type { WaitForTurn } from '../ports/loop.ts'
import type { Store } from '../ports/store.ts'
import type { ShapedEntry } from '../ports/worker.ts'
import type { World } from '../ports/world.ts'
import type { AddTogether } from '../rotation/add-together.ts'
import type { ByHand } from '../rotation/by-hand.ts'
import type { SecretIndex } from '../rotation/known-values.ts'
import type { Rotation } from '../rotation/rotation.ts'
import { looksSecret, nameOf } from './entry-fields.ts'
import { createMatching, lacksSecret, namesOf, type Match } from './match-entries.ts'
import { createPlainFiles } from './plain-files.ts'
import { isLocked, readSources, type ImportSource } from './read-sources.ts'
import { runImport, type ChosenRow } from './run-import.ts'

export interface ReadOptions {
  readonly format?: ImportFormat | undefined
  readonly passphrase?: string | undefined
  readonly keyFile?: Uint8Array | undefined
  /** The preview is for an import of every row, not of the suggested ones alone. */
  readonly isOfAll?: boolean
  readonly signal?: AbortSignal
  /** From 0 to 1. */
  readonly progress?: (done: number) => void
}

export interface RunChoice {
  readonly row: number
  readonly isApart?: boolean | undefined
}

export interface Imports {
  /** Reads these files and folders, by their whole paths, as {@link Imports.read} does. */
  readPaths(paths: readonly string[], options?: ReadOptions): Promise<ImportPreview>
  /** The content of a key file. Rejects with Failure `import`. */
  keyFile(path: string): Promise<Uint8Array>
  /**
   * Reads the files and compares them with the vault. A file that cannot be read has its error in the preview. The bytes of the files are the
   * import's from now on, and are wiped. Rejects with Failure `keychain` if the keychain is closed, and with `work` when it is cancelled.
   */
  read(files: readonly FoundFile[], options?: ReadOptions): Promise<ImportPreview>
  /**
   * Tries a passphrase on the files that need one. Rejects with `not-found` for an import that is closed, and as `read` does; then another can be
   * tried.
   */
  unlock(
    id: ImportId,
    passphrase: string,
    options?: Pick<ReadOptions, 'keyFile' | 'signal' | 'progress'>,
  ): Promise<ImportPreview>
  /**
   * Stores the rows. Rejects with Failure `not-found` for an import that is closed, `busy` while it runs, and `keychain` if the keychain is closed at
   * its beginning. Once the first row is begun, every trouble is in the report.
   */
  run(
    id: ImportId,
    choices: readonly RunChoice[],
    options?: Pick<ReadOptions, 'signal' | 'progress'>,
  ): Promise<ImportReport>
  /** The files that still hold secrets in plain text, once these are stored. Rejects with `not-found`, `busy` and `keychain`, as `run` does. */
  plainFiles(id: ImportId): Promise<readonly PlainFile[]>
  /** Changes or removes files as {@link Imports.plainFiles} has just said. Rejects as that does; trouble with one file is in the result. */
  cleanFiles(id: ImportId, how: CleanUp, files: readonly number[]): Promise<CleanedFiles>
  /** The rows that are under way are stored to their end. */
  cancel(id: ImportId): void
  /** Forgets what was read. An import that runs is cancelled. */
  close(id: ImportId): void
  /** The same for all. Resolves when the file that is being changed, and the rows under way, have ended. */
  closeAll(): Promise<void>
}

interface Deps {
  readonly store: Store
  readonly keychain: Pick<Keychain, 'take'>
  /** A demo vault opens no file. */
  readonly world: Pick<World, 'worker' | 'importFiles' | 'sourceFiles'>
  readonly known: SecretIndex
  readonly byHand: Pick<ByHand, 'paste'>
  readonly addTogether: AddTogether
  readonly turn: WaitForTurn
  readonly rotation: Pick<Rotation, 'resume'>
}

interface OpenImport {
  readonly id: ImportId
  readonly isOfAll: boolean
  sources: readonly ImportSource[]
  rows: readonly (Match & { readonly entry: ShapedEntry; readonly name: string })[]
  running: AbortController | undefined
  /** Resolves when what runs has ended. Never rejects. */
  ended: Promise<unknown>
  /** What the person was last shown. */
  plain: readonly PlainFile[]
}

export function createImports({
  store,
  keychain,
  world,
  known,
  byHand,
  addTogether,
  turn,
  rotation,
}: Deps): Imports {
  const { worker, importFiles: port, sourceFiles } = world
  const plainFiles = createPlainFiles({ store, keychain, known, worker, turn, files: sourceFiles })
  const open = new Map<ImportId, OpenImport>()

  function need(id: ImportId): OpenImport {
    const found = open.get(id)
    if (found === undefined) throw new Failure({ kind: 'not-found', what: 'entry' })
    return found
  }

  /** Secrets that a broken-off import or a closed keychain has left on the way. Throws Failure `keychain` if one cannot be stored now. */
  async function finishOpen(): Promise<void> {
    for (const { id, kind, state } of store.operations.open())
      if ((kind === 'add' || kind === 'paste') && UNFINISHED.has(state)) await finish(id)
  }

  async function finish(id: OperationId): Promise<void> {
    const outcome = await rotation.resume(id)
    if (outcome.outcome === 'unsaved') throw new Failure(outcome.error as AppError)
  }

  /** @param counts whether the row will be stored: only such a row makes a later one `twice`, and takes the key that it joins. */
  async function compare(
    one: OpenImport,
    options: Pick<ReadOptions, 'signal' | 'progress'>,
    counts: (entry: ShapedEntry, row: number) => boolean,
  ): Promise<void> {
    await finishOpen()
    const holderOf = await known.lookUp(options)
    const busy = new Set(store.operations.open().map(({ key }) => key))
    const lacking = store.keys.all().filter((key) => lacksSecret(key) && !busy.has(key.id))
    const keyFor = createMatching(lacking)
    const entries = one.sources.flatMap((source) => source.entries)
    const names = namesOf(entries)
    const seen = new Set<string>()
    const taken = new Set<string>()
    const rows: OpenImport['rows'][number][] = []
    for (const [index, entry] of entries.entries()) {
      if (index > 0 && index % ROWS_A_TURN === 0) {
        await turn(entries.length - index)
        refuseCancelled(options.signal)
      }
      rows.push(rowOf(entry, index))
    }
    one.rows = rows

    function rowOf(entry: ShapedEntry, index: number): OpenImport['rows'][number] {
      const name = nameOf(names[index] ?? entry.name)
      const value = meant(entry.secret)
      const secret = Secret.fromText(value)
      const holder = holderOf(secret)
      secret.wipe()
      if (holder !== undefined) return { entry, name, state: 'known', key: holder.key }
      if (seen.has(value)) return { entry, name, state: 'twice', key: undefined }
      const key = keyFor(entry)
      const joins = key !== undefined && !taken.has(key)
      if (counts(entry, index)) {
        seen.add(value)
        if (joins) taken.add(key)
      }
      return joins ? { entry, name, state: 'joins', key } : { entry, name, state: 'new', key: undefined }
    }
  }

  function previewOf({ id, sources, rows }: OpenImport): ImportPreview {
    return {
      id,
      files: sources.map(({ file, format, entries, error }, index) => ({
        index,
        file,
        entries: entries.length,
        ...(format && { format }),
        ...(error && { error: { ...error } }),
      })),
      rows: rows.map(({ entry, name, state, key }, row) => ({
        row,
        name,
        state,
        isSuggested: looksSecret(entry),
        variable: entry.variable ?? '',
        place: entry.place,
        ...(key !== undefined && { key, keyName: store.keys.get(key)?.name }),
        ...(entry.shape !== undefined && { kind: shapeById(entry.shape)?.name }),
      })),
      skipped: sources.flatMap(({ skipped }) => skipped),
    }
  }

  async function gather(one: OpenImport, options: ReadOptions): Promise<ImportPreview> {
    await compare(one, options, one.isOfAll ? () => true : looksSecret)
    open.set(one.id, one)
    return previewOf(one)
  }

  function close(id: ImportId): void {
    const one = open.get(id)
    one?.running?.abort()
    wipe(one?.sources ?? [])
    open.delete(id)
  }

  /** Throws Failure `busy` while the import runs. */
  async function alone<T>(
    one: OpenImport,
    run: (one: OpenImport, running: AbortController) => Promise<T>,
  ): Promise<T> {
    if (one.running !== undefined) throw new Failure({ kind: 'busy', act: 'add' })
    const running = new AbortController()
    one.running = running
    const result = run(one, running).finally(() => {
      one.running = undefined
    })
    one.ended = result.catch(() => undefined)
    return result
  }

  function needFiles(): ImportFilesPort {
    if (port === undefined) throw new Failure({ kind: 'unsupported', act: 'add' })
    return port
  }

  async function read(files: readonly FoundFile[], options: ReadOptions = {}): Promise<ImportPreview> {
    const { isOfAll = false } = options
    try {
      const sources: ImportSource[] = []
      await readSources(worker, files, options, (index, source) => (sources[index] = source))
      return await gather(
        {
          id: ImportId.parse(randomUUID()),
          isOfAll,
          sources,
          rows: [],
          running: undefined,
          ended: Promise.resolve(),
          plain: [],
        },
        options,
      )
    } catch (error) {
      wipe(files)
      throw error
    }
  }

  return {
    read,
    readPaths: async (paths, options = {}) => read(await needFiles().find(paths, options.signal), options),

    async keyFile(path) {
      const [found] = await needFiles().find([path])
      if (found?.bytes === undefined) throw new Failure(found?.error ?? { kind: 'import', why: 'unreadable' })
      return found.bytes
    },

    async unlock(id, passphrase, options = {}) {
      const one = need(id)
      const locked = one.sources.flatMap((source, index) =>
        isLocked(source.error) ? [{ source, index }] : [],
      )
      const files = locked.map(({ source }) => source)
      await readSources(worker, files, { ...options, passphrase }, (number, source) => {
        // At once: if the next file is cancelled, the bytes of this one are gone.
        one.sources = one.sources.with(locked[number]?.index ?? -1, source)
      })
      return gather(one, options)
    },

    plainFiles: async (id) =>
      alone(need(id), async (one) => (one.plain = await plainFiles.find(one.sources))),

    async cleanFiles(id, how, files) {
      return alone(need(id), async (one, { signal }) => {
        const chosen = new Set(files)
        const found = one.plain.filter(({ index }) => chosen.has(index))
        const { cleaned, ...result } = await plainFiles.clean(one.sources, how, found, signal)
        const done = new Set(cleaned)
        // The files have changed, so they are no longer the files that were read.
        one.sources = one.sources.map((source, index) =>
          done.has(index) ? { ...source, identity: undefined } : source,
        )
        return result
      })
    },

    async run(id, choices, { signal, progress } = {}) {
      return alone(need(id), async (one, running) => {
        const chosen = new Map(choices.map((choice) => [choice.row, choice]))
        // The vault may have changed since the preview.
        await compare(one, {}, (_, row) => chosen.has(row))
        const rows = one.rows.flatMap((row, index): ChosenRow[] => {
          const choice = chosen.get(index)
          return choice === undefined ? [] : [{ ...row, isApart: choice.isApart === true }]
        })
        return await runImport({
          rows,
          ...{ byHand, addTogether, turn },
          signal: signal === undefined ? running.signal : AbortSignal.any([signal, running.signal]),
          progress: progress ?? (() => undefined),
        })
      })
    },

    cancel: (id) => open.get(id)?.running?.abort(),
    close,
    async closeAll() {
      const ended = [...open.values()].map((one) => one.ended)
      for (const id of [...open.keys()]) close(id)
      await Promise.all(ended)
    },
  }
}

/** Rows that are compared before other work has its turn. */
const ROWS_A_TURN = 200

function refuseCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new Failure({ kind: 'work', why: 'cancelled' })
}

const UNFINISHED: ReadonlySet<string> = new Set(['requested', 'received', 'unsaved', 'stored'])

function wipe(files: readonly FoundFile[]): void {
  for (const { bytes } of files) bytes?.fill(0)
}
