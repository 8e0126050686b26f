/** Backup files in memory, with a disk that can be full and a folder that can disappear. */
import { Failure } from '../../shared/contract/errors.ts'
import type { BackupFiles } from '../../electron/core/ports/backup-files.ts'

export interface FakeBackupFiles extends BackupFiles {
  /** Finished files, by path. */
  readonly files: Map<string, { bytes: Uint8Array; at: number }>
  /** Unfinished files. */
  readonly drafts: ReadonlySet<string>
  /** While true, the folder does not exist. */
  isGone: boolean
  /** The number of bytes that still fit on the disk. */
  freeBytes: number
  /** May change the bytes that are read back from an unfinished file. */
  damage: (bytes: Uint8Array) => Uint8Array
}

export function fakeBackupFiles(now: () => number = () => 0): FakeBackupFiles {
  const files = new Map<string, { bytes: Uint8Array; at: number }>()
  const drafts = new Set<string>()
  const check = () => {
    if (fake.isGone) throw new Failure({ kind: 'backup', why: 'folder-gone' })
  }
  async function* once(bytes: Uint8Array) {
    yield Uint8Array.from(bytes)
  }
  const fake: FakeBackupFiles = {
    files,
    drafts,
    isGone: false,
    freeBytes: Infinity,
    damage: (bytes) => bytes,
    async begin(path) {
      check()
      drafts.add(path)
      let written = new Uint8Array()
      return {
        async write(bytes) {
          check()
          fake.freeBytes -= bytes.byteLength
          if (fake.freeBytes < 0) throw new Failure({ kind: 'file', why: 'disk-full' })
          written = new Uint8Array(Buffer.concat([written, bytes]))
        },
        sync: async () => check(),
        read: () => once(fake.damage(written)),
        async commit() {
          check()
          files.set(path, { bytes: written, at: now() })
          drafts.delete(path)
        },
        discard: async () => void drafts.delete(path),
      }
    },
    async *read(path) {
      const found = fake.isGone ? undefined : files.get(path)
      if (found === undefined) throw new Failure({ kind: 'backup', why: 'unreadable' })
      yield* once(found.bytes)
    },
    has: async (path) => !fake.isGone && files.has(path),
    hasFolderOf: async () => !fake.isGone,
    async list(folder) {
      check()
      return [...files]
        .filter(([path]) => path.startsWith(`${folder}/`))
        .map(([path, { at }]) => ({
          name: path.slice(folder.length + 1),
          at,
        }))
    },
    async remove(path) {
      files.delete(path)
    },
    join: (folder, name) => `${folder}/${name}`,
  }
  return fake
}
