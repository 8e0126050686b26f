/** The files of backups, wherever the user wants them: a folder may be on another disk or on a server, and may go away at any time. */

/** A file that has no name yet. Whatever happens before `commit`, a file that is there already stays whole. */
export interface NewBackupFile {
  /** Throws Failure `file` or `backup` `folder-gone`. */
  write(bytes: Uint8Array): Promise<void>
  /** Waits until all bytes are on the disk. Nothing can be written after that. */
  sync(): Promise<void>
  /** The bytes as they are on the disk. After `sync`. */
  read(): AsyncIterable<Uint8Array>
  /** Gives the file its name, and replaces an older file of that name as a whole. Throws as `write` does if the name may not be on the disk. */
  commit(): Promise<void>
  /** Deletes the file unless it was committed. Never throws. */
  discard(): Promise<void>
}

export interface FoundFile {
  readonly name: string
  /** When it was last written. */
  readonly at: number
}

export interface BackupFiles {
  /** `path` is absolute. Throws Failure `file` or `backup` `folder-gone`. */
  begin(path: string): Promise<NewBackupFile>
  /** The bytes of a file. Throws Failure `backup`: `unreadable`, `too-large`. */
  read(path: string): AsyncIterable<Uint8Array>
  /** Whether something has this name, be it a folder or another thing that is no file. */
  has(path: string): Promise<boolean>
  /** Whether the folder of this file is there: a drive may not be connected. */
  hasFolderOf(path: string): Promise<boolean>
  /** The files of a folder, in no order. Throws Failure `backup` `folder-gone`. */
  list(folder: string): Promise<readonly FoundFile[]>
  /** Throws Failure `file`. */
  remove(path: string): Promise<void>
  /** The path of a file in a folder, as this system writes it. */
  join(folder: string, name: string): string
}
