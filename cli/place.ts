/** Where this command finds the program: its socket while it runs, else how to start it. */
import { createHash } from 'node:crypto'
import { lstatSync, realpathSync, statSync } from 'node:fs'
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

/** From `<app>/resources/cli` on, by system. */
const PACKAGED: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: '../../keyhold',
  darwin: '../../MacOS/Keyhold',
  win32: '../../Keyhold.exe',
}

/** The program of the package that this file belongs to; `undefined` in a checkout. */
export function packagedProgram(): string | undefined {
  const path = join(
    dirname(realpathSync(fileURLToPath(import.meta.url))),
    PACKAGED[process.platform] ?? '../../keyhold',
  )
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true ? path : undefined
}

/** The words that start the program, or `undefined` if nobody knows them. */
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
 * What to connect to; `undefined` if no program can listen. Throws {@link Stop} where the folder is not the user's own alone.
 *
 * SECURITY: whoever may write into the folder could listen in the program's place, read what is piped into the command and choose what it
 * becomes. Windows lets only one process create a pipe; that it is the right one is not checked.
 */
export function socketPath(environment: NodeJS.ProcessEnv): string | undefined {
  const folder = socketFolder(environment)
  if (process.platform === 'win32')
    return pipeName(createHash('sha256').update(profileFolder(environment)).digest('hex').slice(0, 16))
  return folder !== undefined && isPrivate(folder) ? join(folder, SOCKET_NAME) : undefined
}

function socketFolder(environment: NodeJS.ProcessEnv): string | undefined {
  const other = environment[FOLDER_VARIABLE]
  if (other !== undefined && isAbsolute(other) && packagedProgram() === undefined) return other
  if (process.platform === 'darwin') return profileFolder(environment)
  const { XDG_RUNTIME_DIR: runtime = '' } = environment
  return isAbsolute(runtime) ? join(runtime, RUNTIME_FOLDER) : undefined
}

/** Electron's folder for the program's data. */
const profileFolder = (environment: NodeJS.ProcessEnv): string =>
  process.platform === 'win32'
    ? join(environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Keyhold')
    : join(homedir(), 'Library', 'Application Support', 'Keyhold')

/** Whether the folder is there. Throws {@link Stop} if it is there and not the user's own alone. */
function isPrivate(folder: string): boolean {
  const found = lookedAt(folder)
  if (found === undefined) return false
  if (!found.isDirectory() || found.uid !== process.geteuid?.() || (found.mode & OTHERS_MAY) !== 0)
    throw new Stop(EXIT.noProgram, CLIENT_MESSAGES.notPrivate(folder))
  return true
}

function lookedAt(folder: string) {
  try {
    return lstatSync(folder, { throwIfNoEntry: false })
  } catch (error) {
    throw new Stop(EXIT.noProgram, CLIENT_MESSAGES.unreachable(codeOf(error)))
  }
}
