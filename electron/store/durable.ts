/** Writes files that survive a power cut: written whole, fsynced, then named, and the name fsynced too. */
import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs'

/** Only the owner may read the files that this vault writes. */
export const FILE_MODE = 0o600
export const FOLDER_MODE = 0o700

/** Writes a file that must not exist yet and waits for the disk. Throws the error of `node:fs`. */
export function writeNewFile(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'wx', FILE_MODE)
  try {
    writeFileSync(file, bytes)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Waits until a file's bytes are on the disk. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Waits until names that were added, removed or moved in a folder are on the disk. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return // Windows cannot open a folder for fsync; NTFS journals names itself
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
