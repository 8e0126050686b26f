/** Writes and reads backups in memory, by a worker's tasks. */
import { QUICK } from './worker.ts'
import type { BackupPiece } from '../../shared/backup/contents.ts'
import type { EncryptFor, OpenWith, PieceToWrite, WorkerPort } from '../../electron/core/ports/worker.ts'

/** For tests alone: made by age-keygen. */
export const RECIPIENT = 'age1frwhxedz2w3qlqmta6xkrf6y4vkexy5j6523u5e8lzg73qe5yypsv7teaf'
export const IDENTITY = 'AGE-SECRET-KEY-1NSTY5X0DJ4PGGLK3NT7NZSQYF0CRK6W2ZSAP22ZLK0YDTYH7PCFQ9WTSU0'

/** `change` may damage what is read back. */
export async function writeInMemory(
  worker: WorkerPort,
  target: EncryptFor,
  pieces: readonly BackupPiece[],
  change: (file: Uint8Array) => Uint8Array = (file) => file,
  workFactor = QUICK,
) {
  const parts: Uint8Array[] = []
  const ended = Promise.withResolvers<undefined>()
  async function* toWrite(): AsyncGenerator<PieceToWrite> {
    yield* pieces
    yield { section: 'end' }
    await ended.promise
    yield { section: 'file', bytes: change(Buffer.concat(parts)) }
  }
  const output = await worker.run(
    'backup:write',
    { for: target, workFactor },
    {
      pieces: toWrite(),
      onPart(part) {
        if (part.kind === 'bytes') parts.push(part.bytes)
        else ended.resolve(undefined)
      },
    },
  )
  return { file: new Uint8Array(Buffer.concat(parts)), ...output }
}

export async function readInMemory(
  worker: WorkerPort,
  using: OpenWith,
  file: Uint8Array | AsyncIterable<Uint8Array>,
) {
  const parts: BackupPiece[] = []
  const pieces = file instanceof Uint8Array ? [file] : file
  const { counts } = await worker.run(
    'backup:read',
    { with: using },
    { pieces, onPart: (part) => void parts.push(part) },
  )
  return { parts, counts }
}
