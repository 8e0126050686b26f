/** Writes files that survive a power cut and a kill at any point: flushes a draft beside the target, renames it, and flushes the folder. */
import { randomBytes } from 'node:crypto'
import * as system from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** The part of `node:fs/promises` that a sealed vault uses. Tests make each function fail. */
export type Files = Pick<
  typeof system,
  'open' | 'link' | 'rename' | 'unlink' | 'readdir' | 'readFile' | 'mkdir' | 'chmod' | 'access'
>

const FILE_MODE = 0o600
const FOLDER_MODE = 0o700
const DRAFT = '.draft-'

/** The error codes of file systems without hard links. */
const NO_LINKS: ReadonlySet<unknown> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
  'EINVAL',
])

export const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined

export interface DurableFiles {
  /** Resolves with `undefined` if there is no such file. */
  read(path: string): Promise<string | undefined>
  /** Never overwrites: rejects with the code `EEXIST` if the file exists. */
  writeNew(path: string, text: string): Promise<void>
  /** Replaces atomically: the file has either the old or the new text, whenever the program ends. */
  replace(path: string, text: string): Promise<void>
  /** Resolves with whether the file existed. */
  remove(path: string): Promise<boolean>
  /** The names in a folder, without drafts; empty if there is no such folder. */
  list(folder: string): Promise<readonly string[]>
  /** Creates the folder, or removes the rights of other users from it. */
  prepareFolder(folder: string): Promise<void>
  /** Deletes the drafts of a program that has ended. Ignores failures, because the next start tries again. */
  removeDrafts(folder: string): Promise<void>
}

/** Every method rejects with the error of `node:fs`, and resolves only after the disk has the change. */
export function createDurableFiles(files: Files = system): DurableFiles {
  async function writeDraft(folder: string, text: string): Promise<string> {
    const draft = join(folder, DRAFT + randomBytes(6).toString('hex'))
    const file = await files.open(draft, 'wx', FILE_MODE)
    try {
      await file.writeFile(text)
      await file.sync()
    } catch (error) {
      await files.unlink(draft).catch(() => undefined)
      throw error
    } finally {
      await file.close()
    }
    return draft
  }

  async function syncFolder(folder: string): Promise<void> {
    if (process.platform === 'win32') return // Windows cannot open a folder for fsync; NTFS journals names itself
    const handle = await files.open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  }

  const exists = (path: string) =>
    files.access(path).then(
      () => true,
      (error: unknown) => {
        if (codeOf(error) === 'ENOENT') return false
        throw error
      },
    )

  /** Uses a hard link, which fails if the name exists. A rename would replace the file. */
  async function giveName(draft: string, path: string): Promise<void> {
    try {
      await files.link(draft, path)
    } catch (error) {
      if (!NO_LINKS.has(codeOf(error))) throw error
      if (await exists(path)) throw Object.assign(new Error('The file exists'), { code: 'EEXIST' })
      await files.rename(draft, path)
      return
    }
    await files.unlink(draft)
  }

  /** `name` gives the draft its final name. If that fails, the draft is deleted. */
  async function writeBy(path: string, text: string, name: (draft: string) => Promise<void>): Promise<void> {
    const folder = dirname(path)
    const draft = await writeDraft(folder, text)
    try {
      await name(draft)
    } catch (error) {
      await files.unlink(draft).catch(() => undefined)
      throw error
    }
    await syncFolder(folder)
  }

  const unlessMissing = <T, N>(call: Promise<T>, instead: N): Promise<T | N> =>
    call.catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return instead
      throw error
    })

  const list = async (folder: string): Promise<readonly string[]> =>
    unlessMissing<string[], string[]>(files.readdir(folder), [])

  return {
    read: (path) => unlessMissing(files.readFile(path, 'utf8'), undefined),

    writeNew: (path, text) => writeBy(path, text, (draft) => giveName(draft, path)),

    replace: (path, text) => writeBy(path, text, (draft) => files.rename(draft, path)),

    async remove(path) {
      const was = await unlessMissing(
        files.unlink(path).then(() => true),
        false,
      )
      if (was) await syncFolder(dirname(path))
      return was
    },

    list: async (folder) => (await list(folder)).filter((name) => !name.startsWith(DRAFT)),

    async prepareFolder(folder) {
      const isThere = await unlessMissing(
        files.chmod(folder, FOLDER_MODE).then(() => true),
        false,
      )
      if (isThere) return
      await files.mkdir(folder, { recursive: true, mode: FOLDER_MODE })
      await files.chmod(folder, FOLDER_MODE)
      await syncFolder(dirname(folder))
    },

    async removeDrafts(folder) {
      const drafts = (await list(folder)).filter((name) => name.startsWith(DRAFT))
      for (const name of drafts) await files.unlink(join(folder, name)).catch(() => undefined)
    },
  }
}
