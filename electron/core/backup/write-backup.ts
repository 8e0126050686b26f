/** Writes one backup: gathered, encrypted by the worker, flushed, read back and compared, and only then named. */
import { createHash } from 'node:crypto'
import type { BackupCounts } from '../../../shared/backup/contents.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import type { BackupFiles } from '../ports/backup-files.ts'
import type { EncryptFor, PieceToWrite, WorkerPort } from '../ports/worker.ts'
import { gather, type GatherDeps } from './gather.ts'

interface Deps extends GatherDeps {
  readonly files: BackupFiles
  readonly worker: WorkerPort
}

export interface WriteRequest {
  /** Absolute. */
  readonly path: string
  readonly for: EncryptFor
  readonly vault: string
  /** Ends it. What was there before is as it was. */
  readonly signal: AbortSignal
  readonly progress: (done: number) => void
}

export interface Written {
  readonly counts: BackupCounts
  /** SHA-256 of the file, in hex. */
  readonly hash: string
}

/** The keychain's part takes nearly all of the time. */
const GATHERED = 0.9

/**
 * Throws Failure `backup`, `file`, `keychain` or `work`. In each case no file is left, and an older one of that name is as it was; or, if the disk
 * fails after the renaming, the whole new one is there.
 */
export async function writeBackup(
  deps: Deps,
  { path, for: target, vault, signal, progress }: WriteRequest,
): Promise<Written> {
  const { files, worker } = deps
  const file = await files.begin(path)
  const onDisk = Promise.withResolvers<undefined>()
  const hash = createHash('sha256')

  async function* pieces(): AsyncGenerator<PieceToWrite> {
    yield* gather(deps, { vault, progress: (done) => progress(done * GATHERED) })
    yield { section: 'end' }
    await onDisk.promise
    progress((1 + GATHERED) / 2)
    for await (const bytes of file.read()) {
      hash.update(bytes)
      yield { section: 'file', bytes }
    }
  }

  try {
    const { counts } = await worker.run(
      'backup:write',
      { for: target },
      {
        signal,
        pieces: pieces(),
        async onPart(part) {
          if (part.kind === 'bytes') return file.write(part.bytes)
          await file.sync()
          onDisk.resolve(undefined)
        },
      },
    )
    if (signal.aborted) throw new Failure({ kind: 'work', why: 'cancelled' })
    await file.commit()
    progress(1)
    return { counts, hash: hash.digest('hex') }
  } finally {
    onDisk.resolve(undefined)
    await file.discard()
  }
}
