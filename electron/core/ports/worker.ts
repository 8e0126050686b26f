/** Heavy pure work on a thread of its own: encryption, compression, key derivation and the parsing of files. */
import type { BackupCounts, BackupPiece } from '../../../shared/backup/contents.ts'
import type { AppError } from '../../../shared/contract/errors.ts'
import type { ExportEntry, LeftOutReason } from '../../../shared/model/export.ts'
import type { ExportFormat } from '../../../shared/model/export-formats.ts'
import type { FormatEntry, Replacement, SkippedRow } from '../../../shared/model/import.ts'
import type { ImportFormat } from '../../../shared/model/import-formats.ts'

/** An entry, and the id of its secret's shape if it has one. */
export interface ShapedEntry extends FormatEntry {
  readonly shape: string | undefined
}

/** Whom a file is encrypted for. */
export type EncryptFor =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  /** `age1…` */
  | { readonly kind: 'recipients'; readonly recipients: readonly string[] }

/** What may open a file: a passphrase, or identities (`AGE-SECRET-KEY-1…`), one a line. Comment lines begin with `#`. */
export type OpenWith =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'identities'; readonly text: string }

/** In the order of {@link BackupPiece}, then `end`, then the bytes of the written file as they are read back. */
export type PieceToWrite =
  BackupPiece | { readonly section: 'end' } | { readonly section: 'file'; readonly bytes: Uint8Array }

export type WrittenPart =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** No more bytes follow. The task now wants the written file back. */
  | { readonly kind: 'end' }

export interface FileToRead {
  readonly file: string
  readonly bytes: Uint8Array
  /** Missing: the file tells. */
  readonly format: ImportFormat | undefined
}

export type ReadPart =
  | { readonly kind: 'entries'; readonly entries: readonly ShapedEntry[] }
  | { readonly kind: 'read'; readonly format: ImportFormat; readonly skipped: readonly SkippedRow[] }
  | { readonly kind: 'failed'; readonly error: AppError }

export interface FileToRewrite {
  readonly bytes: Uint8Array
  readonly replacements: readonly Replacement[]
}

export type RewrittenPart =
  | { readonly kind: 'rewritten'; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly error: AppError }

/**
 * Every task by name. `input` goes in at the start and `output` comes back at the end. `piece` is what a caller hands over bit by bit while the
 * task runs, `part` what the task hands back. All are cloned on their way, so they are plain data and byte arrays.
 */
export interface WorkerTasks {
  /** Reads files of other programs, one after the other. What it hands back about each ends with `read` or `failed`, in their order. */
  'import:read-files': {
    readonly input: { readonly passphrase: string | undefined; readonly keyFile: Uint8Array | undefined }
    readonly piece: FileToRead
    readonly part: ReadPart
    readonly output: undefined
  }
  /** Puts references in place of secrets, in one `.env` file after the other. Hands back one part a file, in their order. */
  'import:put-references': {
    readonly input: undefined
    readonly piece: FileToRewrite
    readonly part: RewrittenPart
    readonly output: undefined
  }
  /** Writes a file for another program and reads it back. `leftOut`: what it cannot hold, by the entries' numbers. */
  'export:write-file': {
    readonly input: {
      readonly format: ExportFormat
      readonly passphrase: string | undefined
      /** For tests: deriving the passphrase's key takes no time. */
      readonly isQuick?: boolean
    }
    readonly piece: readonly ExportEntry[]
    readonly part: never
    readonly output: {
      readonly bytes: Uint8Array
      readonly leftOut: readonly { readonly index: number; readonly why: LeftOutReason }[]
    }
  }
  /** Which of these are recipients that age can encrypt for. */
  'age:check-recipients': {
    readonly input: readonly string[]
    readonly piece: never
    readonly part: never
    readonly output: readonly boolean[]
  }
  /** A new pair for a person without age's own programs. */
  'age:new-identity': {
    readonly input: undefined
    readonly piece: never
    readonly part: never
    readonly output: { readonly identity: string; readonly recipient: string }
  }
  /**
   * Encrypts what it is given, then decrypts what was written and compares. Throws Failure `backup` `not-verified` if they differ, and
   * `no-recipient` for a recipient that age does not know.
   */
  'backup:write': {
    readonly input: {
      readonly for: EncryptFor
      /** scrypt's, as a power of two; age's own choice if missing. */ readonly workFactor?: number
    }
    readonly piece: PieceToWrite
    readonly part: WrittenPart
    readonly output: { readonly counts: BackupCounts }
  }
  /** Opens a file that comes in pieces and hands back its parts, in the order of {@link BackupPiece}. Throws Failure `backup`. */
  'backup:read': {
    readonly input: { readonly with: OpenWith }
    readonly piece: Uint8Array
    readonly part: BackupPiece
    readonly output: { readonly counts: BackupCounts }
  }
}

/** Names and types of tasks. Tests have a table of their own. */
export type TaskTable<T> = {
  readonly [K in keyof T]: {
    readonly input: unknown
    readonly piece: unknown
    readonly part: unknown
    readonly output: unknown
  }
}

export interface RunOptions<Piece, Part> {
  /** Ends the task at once, by ending its thread: Failure `work` `cancelled`. */
  readonly signal?: AbortSignal
  /** From 0 to 1. */
  readonly progress?: (done: number) => void
  /** Taken one by one, the next one when the task asks for it. If it throws, the task ends and rejects with that error. */
  readonly pieces?: AsyncIterable<Piece> | Iterable<Piece>
  /** Gets one part at a time. The task goes on when this has returned or resolved. If it throws, the task ends and rejects with that error. */
  readonly onPart?: (part: Part) => void | Promise<void>
}

export interface Worker<T extends TaskTable<T>> {
  /**
   * Runs one task. Each has a thread of its own, which ends with it, and no two run at the same time. Rejects with the Failure that the task
   * threw, with Failure `work`, and with Failure `unexpected` for a fault of the task.
   */
  run<K extends keyof T & string>(
    task: K,
    input: T[K]['input'],
    options?: RunOptions<T[K]['piece'], T[K]['part']>,
  ): Promise<T[K]['output']>
}

export type WorkerPort = Worker<WorkerTasks>
