/** The files of other programs, as an import finds them. */
import type { AppError } from '../../../shared/contract/errors.ts'
import type { ImportFormat } from '../../../shared/model/import-formats.ts'

/** Tells whether a file is still the one that was read. */
export interface FileIdentity {
  readonly device: bigint
  readonly inode: bigint
  readonly size: bigint
  readonly modifiedNs: bigint
  /** SHA-256 of the content, in hex. */
  readonly hash: string
}

/** Either `bytes` or `error` is there. */
export interface FoundFile {
  /** As the person knows it; the notes of keys name it. */
  readonly file: string
  /** The whole path. Missing for what is no file of its own. */
  readonly path?: string | undefined
  /** Missing for a link, and for a file with a second name: nobody may change it. */
  readonly identity?: FileIdentity | undefined
  readonly bytes?: Uint8Array
  /** Why it could not be opened. */
  readonly error?: AppError
  /** What it is by its place; missing: its content tells. */
  readonly format?: ImportFormat
}

export interface ImportFilesPort {
  /**
   * Reads files by their whole paths. Of a folder, all `.env` files below it, or all entries if it is a `pass` store. Rejects only with Failure
   * `work` `cancelled`: a file that cannot be read has its error.
   */
  find(paths: readonly string[], signal?: AbortSignal): Promise<readonly FoundFile[]>
}
