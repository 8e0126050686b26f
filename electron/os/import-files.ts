/** Finds and reads the files of an import: single files, the `.env` files of a folder, and the entries of a `pass` store. Changes nothing. */
import { readdir, stat } from 'node:fs/promises'
import { spawn } from 'node:child_process'
import { basename, dirname, join, relative, sep } from 'node:path'
import { Failure, type ImportTrouble } from '../../shared/contract/errors.ts'
import { LARGEST_IMPORT } from '../../shared/model/import-formats.ts'
import type { FoundFile, ImportFilesPort } from '../core/ports/import-files.ts'
import { readWithIdentity } from './file-identity.ts'

/** Limits of one import: the number of files, and the bytes of all of them. */
const MOST_FILES = 20_000
const MOST_BYTES = 4 * LARGEST_IMPORT
const DEEPEST_FOLDER = 20
/** Folders of installed packages and of tools, which are skipped. */
const PASSED_OVER = new Set([
  'node_modules',
  'bower_components',
  'vendor',
  'site-packages',
  '__pycache__',
  '.git',
  '.hg',
  '.svn',
  '.venv',
  'venv',
])
const ENV_FILE = /^\.env(?:\..+)?$|.\.env$/
/** Originals of an earlier import (`source-files.ts`) that were restored from the trash. */
const ORIGINAL = /\.before-keyhold(?:-\d+)?$/
/** Templates for people who have no secrets yet. */
const SAMPLE = /(?:^|[._-])(?:example|sample|template|dist|defaults?)(?:$|[._-])/i
/** The file in the root of a pass store that names its encryption keys. */
const PASS_ROOT = '.gpg-id'
const LARGEST_PASS = 1024 * 1024

export type FindFiles = ImportFilesPort['find']

const failed = (file: string, why: ImportTrouble): FoundFile => ({ file, error: { kind: 'import', why } })

/** The state of one search. */
interface Search {
  /** The program that decrypts a pass store. */
  readonly gpg: string
  readonly signal: AbortSignal | undefined
}

/** @param gpg replaced by tests. */
export const createFindFiles =
  (gpg = 'gpg'): FindFiles =>
  async (paths, signal) => {
    const found: FoundFile[] = []
    let size = 0
    for await (const one of all(paths, { gpg, signal })) {
      refuseCancelled(signal)
      size += one.bytes?.length ?? 0
      if (found.length >= MOST_FILES || size > MOST_BYTES) {
        one.bytes?.fill(0)
        return [...found, failed(one.file, 'too-many-files')]
      }
      found.push(one)
    }
    refuseCancelled(signal)
    return found
  }

function refuseCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new Failure({ kind: 'work', why: 'cancelled' })
}

async function* all(paths: readonly string[], search: Search): AsyncGenerator<FoundFile> {
  for (const path of paths) {
    const facts = await stat(path).catch(() => undefined)
    if (facts === undefined) yield failed(path, 'unreadable')
    else if (!facts.isDirectory()) yield await readOne(path, named(path))
    else if (await isPassStore(path)) yield* passEntries(path, search)
    else yield* envFiles(path, search)
  }
}

/** Includes the name of its folder, by which `gh/hosts.yml` and `.aws/credentials` are recognised. */
const named = (path: string): string => join(basename(dirname(path)), basename(path))

const isPassStore = (folder: string): Promise<boolean> =>
  stat(join(folder, PASS_ROOT)).then(
    (facts) => facts.isFile(),
    () => false,
  )

async function* envFiles(root: string, search: Search): AsyncGenerator<FoundFile> {
  const isEnv = (name: string): boolean => ENV_FILE.test(name) && !SAMPLE.test(name) && !ORIGINAL.test(name)
  for await (const path of filesBelow(root, isEnv, search))
    yield await readOne(path, join(basename(root), relative(root, path)))
}

/** Yields files in the order of their names. Does not follow symbolic links. */
async function* filesBelow(
  root: string,
  isWanted: (name: string) => boolean,
  search: Search,
  depth = 0,
): AsyncGenerator<string> {
  refuseCancelled(search.signal)
  const entries = await readdir(root, { withFileTypes: true }).catch(() => [])
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(root, entry.name)
    if (entry.isFile() && isWanted(entry.name)) yield path
    else if (entry.isDirectory() && !PASSED_OVER.has(entry.name) && depth < DEEPEST_FOLDER)
      yield* filesBelow(path, isWanted, search, depth + 1)
  }
}

async function readOne(path: string, file: string): Promise<FoundFile> {
  try {
    const read = await readWithIdentity(path, LARGEST_IMPORT)
    if (read.kind === 'read') return { file, path, bytes: read.bytes, identity: read.identity }
    return { ...failed(file, read.kind), path }
  } catch {
    return { ...failed(file, 'unreadable'), path }
  }
}

/** Decrypts each entry with `gpg`, whose agent asks for the passphrase. */
async function* passEntries(root: string, search: Search): AsyncGenerator<FoundFile> {
  for await (const path of filesBelow(root, (name) => name.endsWith('.gpg'), search)) {
    const file = relative(root, path).slice(0, -'.gpg'.length).split(sep).join('/')
    const decrypted = await decrypt(path, search)
    if (decrypted === 'no-program') {
      yield failed(basename(root), 'no-program')
      return
    }
    yield decrypted === 'refused' ? failed(file, 'unreadable') : { file, bytes: decrypted, format: 'pass' }
  }
}

/** Cancelling the search ends the program. */
function decrypt(path: string, { gpg, signal }: Search): Promise<Uint8Array | 'no-program' | 'refused'> {
  return new Promise((resolve) => {
    const child = spawn(gpg, ['--quiet', '--yes', '--decrypt', '--', path], {
      stdio: ['ignore', 'pipe', 'ignore'],
      ...(signal && { signal }),
    })
    const parts: Buffer[] = []
    let size = 0
    child.stdout.on('data', (part: Buffer) => {
      parts.push(part)
      size += part.length
      if (size > LARGEST_PASS) child.kill()
    })
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ENOENT' ? 'no-program' : 'refused'),
    )
    child.on('close', (code) => resolve(code === 0 ? Buffer.concat(parts) : 'refused'))
  })
}
