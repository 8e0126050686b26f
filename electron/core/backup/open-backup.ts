/** Opens a backup and holds what is in it, until it is closed: the secrets in memory that can be wiped. */
import type {
  AccountPiece,
  BackupCounts,
  BackupDescription,
  BackupHead,
  BackupPiece,
  HistoryPiece,
  KeyPiece,
  OperationPiece,
  VersionPiece,
} from '../../../shared/backup/contents.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import { Secret } from '../ports/secret.ts'
import type { OpenWith, WorkerPort } from '../ports/worker.ts'

type Held<Piece> = Omit<Piece, 'secret'> & { readonly secret: Secret | undefined }
export type HeldAccount = Held<AccountPiece>
export type HeldVersion = Held<VersionPiece>
export type HeldKey = Omit<KeyPiece, 'versions'> & { readonly versions: readonly HeldVersion[] }
export type HeldOperation = Omit<Held<OperationPiece>, 'recoveryKey'> & {
  readonly recoveryKey: Secret | undefined
}

export interface OpenBackup {
  readonly head: BackupHead
  readonly settings: Readonly<Record<string, unknown>>
  readonly descriptions: readonly BackupDescription[]
  readonly accounts: readonly HeldAccount[]
  readonly keys: readonly HeldKey[]
  readonly operations: readonly HeldOperation[]
  /** The newest first. */
  readonly history: readonly HistoryPiece[]
  readonly counts: BackupCounts
  /** Wipes every secret. */
  close(): void
}

interface Options {
  readonly with: OpenWith
  readonly signal: AbortSignal
}

/** Throws Failure `backup` or `work`. Nothing is left in memory then. */
export async function openBackup(
  worker: WorkerPort,
  file: AsyncIterable<Uint8Array>,
  { with: using, signal }: Options,
): Promise<OpenBackup> {
  const secrets: Secret[] = []
  let head: Extract<BackupPiece, { section: 'head' }> | undefined
  const accounts: HeldAccount[] = []
  const keys: HeldKey[] = []
  const operations: HeldOperation[] = []
  const history: HistoryPiece[] = []

  function held(bytes: Uint8Array | undefined): Secret | undefined {
    if (bytes === undefined) return undefined
    const secret = new Secret(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    secrets.push(secret)
    return secret
  }

  function take(piece: BackupPiece): void {
    switch (piece.section) {
      case 'head':
        head = piece
        break
      case 'accounts':
        accounts.push(...piece.rows.map((row) => ({ ...row, secret: held(row.secret) })))
        break
      case 'keys':
        keys.push(
          ...piece.rows.map((row) => ({
            ...row,
            versions: row.versions.map((version) => ({ ...version, secret: held(version.secret) })),
          })),
        )
        break
      case 'operations':
        operations.push(
          ...piece.rows.map((row) => ({
            ...row,
            secret: held(row.secret),
            recoveryKey: held(row.recoveryKey),
          })),
        )
        break
      case 'history':
        history.push(...piece.rows)
    }
  }

  const close = () => secrets.forEach((secret) => secret.wipe())
  try {
    const { counts } = await worker.run(
      'backup:read',
      { with: using },
      { signal, pieces: file, onPart: take },
    )
    if (head === undefined) throw new Failure({ kind: 'backup', why: 'not-a-backup' })
    const { head: facts, settings, descriptions } = head
    return { head: facts, settings, descriptions, accounts, keys, operations, history, counts, close }
  } catch (error) {
    close()
    throw error
  }
}
