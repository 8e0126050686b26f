/** Reads the files of an import in the worker: all of them in one thread, because the start of a thread takes longer than most files. */
import { Failure, type AppError } from '../../../shared/contract/errors.ts'
import type { SkippedRow } from '../../../shared/model/import.ts'
import type { ImportFormat } from '../../../shared/model/import-formats.ts'
import type { FoundFile } from '../ports/import-files.ts'
import type { FileToRead, ReadPart, ShapedEntry, WorkerPort } from '../ports/worker.ts'

/** One file of an import. */
export interface ImportSource extends FoundFile {
  /** Of a file that needs a passphrase: what it is by its place, or as the person named it. */
  readonly asked?: ImportFormat | undefined
  /** Whether it was read with a passphrase: then nobody else can read it. */
  readonly isEncrypted?: boolean
  readonly entries: readonly ShapedEntry[]
  readonly skipped: readonly SkippedRow[]
}

interface Options {
  readonly format?: ImportFormat | undefined
  readonly passphrase?: string | undefined
  readonly keyFile?: Uint8Array | undefined
  readonly signal?: AbortSignal | undefined
}

type WithBytes = ImportSource & { readonly bytes: Uint8Array }

/**
 * `done` gets each file as soon as it is read, by its place in `files`. A file that cannot be read has its error; the bytes of every other one are
 * wiped, but for those that wait for a passphrase. Rejects with Failure `work` `cancelled`.
 */
export async function readSources(
  worker: WorkerPort,
  files: readonly (FoundFile & Pick<ImportSource, 'asked'>)[],
  { format, passphrase, keyFile, signal }: Options,
  done: (index: number, source: ImportSource) => void,
): Promise<void> {
  const readable: { readonly index: number; readonly source: WithBytes }[] = []
  for (const [index, found] of files.entries()) {
    const source = { ...found, asked: found.asked ?? found.format ?? format, entries: [], skipped: [] }
    if (found.bytes === undefined) done(index, source)
    else readable.push({ index, source: { ...source, bytes: found.bytes } })
  }
  let at = 0
  while (at < readable.length) {
    try {
      await readFrom(at)
    } catch (error) {
      // The thread has ended, and the file that it was reading has ended it.
      if (!(error instanceof Failure) || isCancelled(error)) throw error
      ended({ error: error.error })
    }
  }

  /** Reads the files from this place on in one thread, until the thread ends. */
  async function readFrom(from: number): Promise<void> {
    let entries: ShapedEntry[] = []
    const pieces = readable
      .slice(from)
      .map(({ source: { file, bytes, asked } }): FileToRead => ({ file, bytes, format: asked }))
    const onPart = (part: ReadPart): void => {
      if (part.kind === 'entries') return void entries.push(...part.entries)
      ended(part.kind === 'read' ? { ...part, entries } : { error: part.error })
      entries = []
    }
    await worker.run(
      'import:read-files',
      { passphrase, keyFile },
      { pieces, onPart, ...(signal && { signal }) },
    )
    // Otherwise the files without a result would be read again and again.
    if (at < readable.length) throw new Error('A file was not read')
  }

  function ended(result: Partial<Pick<ImportSource, 'entries' | 'skipped' | 'format' | 'error'>>): void {
    const one = readable[at++]
    if (one === undefined) throw new Error('More files were read than there are')
    const { index, source } = one
    const { asked, bytes, file, path, identity } = source
    const { error, entries = [], skipped = [], format: known } = result
    const isToUnlock = isLocked(error)
    if (!isToUnlock) bytes.fill(0)
    done(index, {
      ...{ file, path, identity, entries, skipped },
      isEncrypted: passphrase !== undefined,
      ...(known && { format: known }),
      ...(error && { error }),
      ...(isToUnlock && { bytes, asked }),
    })
  }
}

/** Whether a file waits for another passphrase. */
export const isLocked = (error: AppError | undefined): boolean =>
  error?.kind === 'import' && (error.why === 'passphrase-needed' || error.why === 'wrong-passphrase')

const isCancelled = ({ error }: Failure): boolean => error.kind === 'work' && error.why === 'cancelled'
