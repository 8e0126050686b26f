/** The files that an import has read, so that the user may change them once their secrets are stored. */
import type { FileIdentity } from './import-files.ts'

/** A file, and what it was when it was read. */
export interface KnownFile {
  /** Whole. */
  readonly path: string
  readonly identity: FileIdentity
}

/** Each rejects with Failure `import` `file-changed` if the file is not the one that was read, byte for byte; then nothing has changed. */
export interface SourceFilesPort {
  read(file: KnownFile): Promise<Uint8Array>
  /** Moves the file to the system's trash. Rejects with Failure `import` `no-trash` if that fails. */
  trash(file: KnownFile): Promise<void>
  /**
   * Writes the file anew, completely or not at all, with the same permissions and owners; access lists and extended attributes are lost. The original
   * goes to the trash under a name of its own. Rejects with Failure `import` `no-trash`, and `file` if the disk refuses.
   */
  replace(file: KnownFile, bytes: Uint8Array): Promise<void>
}
