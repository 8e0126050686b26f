/** Finds the program: the socket of a running one, and how to start one. */
import { createHash } from 'node:crypto'
import { lstatSync, realpathSync, statSync, type Stats } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EXIT } from '../shared/contract/command-line-limits.ts'
import {
  FOLDER_VARIABLE,
  pipeName,
  PROGRAM_VARIABLE,
  RUNTIME_FOLDER,
  SOCKET_NAME,
} from '../shared/contract/command-line-place.ts'
import { CLIENT_MESSAGES } from './client-messages.ts'
import { codeOf, Stop } from './ending.ts'

const OTHERS_MAY = 0o077
const OTHERS_MAY_WRITE = 0o022

/** The program's path from `<app>/resources/cli`, by system. */
const PACKAGED: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: '../../keyhold',
  darwin: '../../MacOS/Keyhold',
  win32: '../../Keyhold.exe',
}

/** The program in the same package as this file; `undefined` in a checkout. */
function packagedProgram(): string | undefined {
  const path = join(
    dirname(realpathSync(fileURLToPath(import.meta.url))),
    PACKAGED[process.platform] ?? '../../keyhold',
  )
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true ? path : undefined
}

/** The command line that starts the program; `undefined` if there is none. */
export function programWords(environment: NodeJS.ProcessEnv): readonly [string, ...string[]] | undefined {
  const packaged = packagedProgram()
  return packaged === undefined ? wordsIn(environment[PROGRAM_VARIABLE]) : [packaged]
}

function wordsIn(text = ''): readonly [string, ...string[]] | undefined {
  try {
    const words: unknown = JSON.parse(text)
    if (!Array.isArray(words) || !words.every((word): word is string => typeof word === 'string'))
      return undefined
    const [program, ...args] = words
    return program === undefined || program === '' ? undefined : [program, ...args]
  } catch {
    return undefined
  }
}

/**
 * The address to connect to; `undefined` if no program can listen. Throws {@link Stop} if others may use the folder.
 *
 * SECURITY: a user who may write into the folder could listen in place of the program, read the command's input and choose the command
 * that replaces this process. Windows lets only one process create a pipe. The client does not check that this is the right process.
 */
export function socketPath(environment: NodeJS.ProcessEnv): string | undefined {
  if (process.platform === 'win32')
    return pipeName(createHash('sha256').update(profileFolder(environment)).digest('hex').slice(0, 16))
  const place = socketFolder(environment)
  if (place === undefined) return undefined
  // A user who may write to the parent folder could replace ours between this check and the connection.
  if (place.parent !== undefined) refuseIf(OTHERS_MAY_WRITE, place.parent, lookedAt(place.parent, statSync))
  const found = lookedAt(place.folder, lstatSync)
  refuseIf(place.isOwn ? OTHERS_MAY : OTHERS_MAY_WRITE, place.folder, found)
  return found && join(place.folder, SOCKET_NAME)
}

interface Place {
  readonly folder: string
  readonly parent?: string
  /** Whether the folder holds only the socket. On macOS the socket is in the profile's folder, which others may read. */
  readonly isOwn: boolean
}

function socketFolder(environment: NodeJS.ProcessEnv): Place | undefined {
  const other = environment[FOLDER_VARIABLE]
  if (other !== undefined && isAbsolute(other) && packagedProgram() === undefined)
    return { folder: other, isOwn: true }
  if (process.platform === 'darwin') return { folder: profileFolder(environment), isOwn: false }
  const { XDG_RUNTIME_DIR: runtime = '' } = environment
  return isAbsolute(runtime)
    ? { folder: join(runtime, RUNTIME_FOLDER), parent: runtime, isOwn: true }
    : undefined
}

/** The folder in which Electron keeps the program's data. */
const profileFolder = (environment: NodeJS.ProcessEnv): string =>
  process.platform === 'win32'
    ? join(environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Keyhold')
    : join(homedir(), 'Library', 'Application Support', 'Keyhold')

/** Throws {@link Stop} if `found` is not a folder of this user, or if its mode grants others a forbidden right. */
function refuseIf(forbidden: number, path: string, found: Stats | undefined): void {
  if (found === undefined) return
  if (!found.isDirectory() || found.uid !== process.geteuid?.() || (found.mode & forbidden) !== 0)
    throw new Stop(EXIT.noProgram, CLIENT_MESSAGES.notPrivate(path))
}

function lookedAt(path: string, look: (path: string) => Stats): Stats | undefined {
  try {
    return look(path)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new Stop(EXIT.noProgram, CLIENT_MESSAGES.unreachable(code))
  }
}
