/**
 * Listens for the `keyhold` command where only this user can connect: in a folder of this user without rights for others, or on Windows at a pipe.
 *
 * SECURITY: a user who may write to the folder could put a socket of their own there and receive what our user types. So a folder that is not
 * ours, or that others may enter, is refused and left as it is.
 */
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, linkSync, lstatSync, mkdirSync, renameSync, rmSync, statSync, type Stats } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { isAbsolute, join } from 'node:path'
import {
  FOLDER_VARIABLE,
  pipeName,
  RUNTIME_FOLDER,
  SOCKET_NAME,
} from '../../shared/contract/command-line-place.ts'
import type { CommandLineState, CommandLineTrouble } from '../../shared/diagnostics/machine.ts'

export type SocketPlace =
  | { readonly kind: 'pipe'; readonly path: string }
  | {
      readonly kind: 'folder'
      readonly folder: string
      /** The parent folder, which must also belong to this user. Missing: the caller guarantees it. */
      readonly parent?: string
    }

interface Given {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly profileDir: string
  readonly isPackaged: boolean
}

/** Returns `undefined` if Linux has no runtime folder for this user. */
export function socketPlace({ platform, env, profileDir, isPackaged }: Given): SocketPlace | undefined {
  const given = isPackaged ? undefined : env[FOLDER_VARIABLE]
  if (given !== undefined && isAbsolute(given)) return { kind: 'folder', folder: given }
  if (platform === 'win32')
    return {
      kind: 'pipe',
      path: pipeName(createHash('sha256').update(profileDir).digest('hex').slice(0, 16)),
    }
  if (platform === 'darwin') return { kind: 'folder', folder: profileDir }
  const parent = env.XDG_RUNTIME_DIR ?? ''
  return isAbsolute(parent) ? { kind: 'folder', folder: join(parent, RUNTIME_FOLDER), parent } : undefined
}

export type Listening =
  | { readonly kind: 'listening'; readonly server: Server; readonly close: () => Promise<void> }
  | { readonly kind: 'refused'; readonly why: CommandLineTrouble }

/** Creates a missing folder, and replaces a socket at which no program listens. Never rejects. */
export async function listenAt(place: SocketPlace | undefined): Promise<Listening> {
  if (place === undefined) return refused('no-runtime-folder')
  try {
    if (place.kind === 'pipe') return listening(await listen(place.path), () => undefined)
    const above = parentTrouble(place.parent)
    if (above !== undefined) return refused(above)
    makeFolder(place.folder)
    const why = folderTrouble(place)
    return why === undefined ? await listenIn(place.folder) : refused(why)
  } catch (error) {
    return refused(codeOf(error) === 'EADDRINUSE' ? 'in-use' : 'unusable')
  }
}

const refused = (why: CommandLineTrouble): Listening => ({ kind: 'refused', why })

const OTHERS = 0o077
const OTHERS_WRITE = 0o022

type Folder = Extract<SocketPlace, { readonly kind: 'folder' }>

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
}

/** Throws if there is no folder. Also checks the parent, because a user who may write there could replace our folder between two checks. */
const folderTrouble = ({ folder, parent }: Folder): CommandLineTrouble | undefined =>
  parentTrouble(parent) ?? troubleOf(lstatSync(folder), OTHERS)

const parentTrouble = (parent: string | undefined): CommandLineTrouble | undefined =>
  parent !== undefined && troubleOf(statSync(parent), OTHERS_WRITE) !== undefined ? 'parent' : undefined

function troubleOf(found: Stats, forbidden: number): CommandLineTrouble | undefined {
  if (found.isSymbolicLink()) return 'symlink'
  if (!found.isDirectory()) return 'no-folder'
  if (found.uid !== process.getuid?.()) return 'another-user'
  return (found.mode & forbidden) === 0 ? undefined : 'open-to-others'
}

/**
 * Creates the socket under another name and links it to its own name, which fails if that exists. So two programs that start at the same time
 * cannot replace each other's socket, and a program that closes removes only its own.
 */
async function listenIn(folder: string): Promise<Listening> {
  const path = join(folder, SOCKET_NAME)
  const why = await clear(path)
  if (why !== undefined) return refused(why)
  const draft = join(folder, `.${randomBytes(4).toString('hex')}`)
  const server = await listen(draft)
  try {
    chmodSync(draft, 0o600)
    linkSync(draft, path)
  } catch (error) {
    await closed(server)
    return refused(codeOf(error) === 'EEXIST' ? 'in-use' : 'unusable')
  } finally {
    rmSync(draft, { force: true })
  }
  const own = lstatSync(path)
  return listening(server, () => {
    if (isSame(own, lookAt(path))) rmSync(path, { force: true })
  })
}

/** Reports what a command would find there. Changes nothing, and never rejects. */
export async function checkSocket(place: SocketPlace | undefined): Promise<CommandLineState> {
  if (place === undefined) return 'no-runtime-folder'
  try {
    if (place.kind === 'pipe') return (await answers(place.path)) ? 'ready' : 'not-running'
    const why = folderTrouble(place)
    if (why !== undefined) return why
    const path = join(place.folder, SOCKET_NAME)
    const found = lookAt(path)
    if (found === undefined) return 'not-running'
    if (!found.isSocket()) return 'occupied'
    return (await answers(path)) ? 'ready' : 'not-running'
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? 'not-running' : 'unusable'
  }
}

/** Removes a socket of this user at which no program listens. */
async function clear(path: string): Promise<CommandLineTrouble | undefined> {
  const found = lookAt(path)
  if (found === undefined) return undefined
  if (!found.isSocket() || found.uid !== process.getuid?.()) return 'occupied'
  if (await answers(path)) return 'in-use'
  const aside = `${path}.old-${randomBytes(4).toString('hex')}`
  renameSync(path, aside)
  if (isSame(found, lookAt(aside))) {
    rmSync(aside, { force: true })
    return undefined
  }
  // Another program has created its socket there meanwhile.
  linkSync(aside, path)
  rmSync(aside, { force: true })
  return 'in-use'
}

/** Only a refused connection proves that no program listens. A busy program also accepts none, but does not refuse. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    const end = (isThere: boolean) => {
      socket.destroy()
      resolve(isThere)
    }
    socket.once('connect', () => end(true))
    socket.once('error', (error) => end(!['ECONNREFUSED', 'ENOENT'].includes(codeOf(error) ?? '')))
  })
}

/** How many connections the system queues. On Linux, further ones fail with `EAGAIN`, not with `ECONNREFUSED`. */
const BACKLOG = 1_024

function listen(path: string): Promise<Server> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ path, backlog: BACKLOG }, () => {
      server.off('error', reject)
      server.on('error', () => undefined) // a connection that cannot be accepted fails only for its client
      resolve(server)
    })
  })
}

/** Runs `remove` first, so that no command finds a socket that no longer answers. */
const listening = (server: Server, remove: () => void): Listening => ({
  kind: 'listening',
  server,
  async close() {
    remove()
    await closed(server)
  },
})

/** Accepts no more connections, and waits for the open ones to end. */
const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
  })

/** Compares inode and time, because a file system reuses inodes immediately. */
const isSame = (one: Stats, other: Stats | undefined): boolean =>
  other?.ino === one.ino && other.mtimeMs === one.mtimeMs

const lookAt = (path: string): Stats | undefined => lstatSync(path, { throwIfNoEntry: false })

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
