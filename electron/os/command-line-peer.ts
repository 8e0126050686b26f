/** Identifies the process at the other end of the command line's socket. */
import { realpathSync } from 'node:fs'
import type { Socket } from 'node:net'
import { isAbsolute, join, relative } from 'node:path'
import { isSameProcess, type Requester } from '../core/ports/requester.ts'
import { requesterOf } from './ancestors.ts'
import type { ReadPeer } from './peer.ts'
import { argumentsOf } from './processes.ts'
import type { ReadProcess, RunningProcess } from './running-process.ts'

interface Given {
  /** Missing if the system does not report it, or there is no addon. */
  readonly readPeer: ReadPeer | undefined
  readonly read: ReadProcess
  /** Our own user. */
  readonly uid: number | undefined
  /** Folders that contain the `keyhold` command, as a program or as a script. */
  readonly commandFolders: readonly string[]
}

interface Peer {
  readonly isOwnUser: boolean
  readonly requester: () => Requester | undefined
}

const UNKNOWN: Peer = { isOwnUser: true, requester: () => undefined }
const STRANGER: Peer = { isOwnUser: false, requester: () => undefined }

/**
 * Reads the process when it connects and again when it asks. In between it may end and its process ID be reused, or it may pass its connection
 * to another process.
 */
export function createIdentify({ readPeer, read, uid, commandFolders }: Given): (socket: Socket) => Peer {
  const isOwnCommand = (process: RunningProcess) =>
    [process.executable, scriptOf(process)].some(
      (path) => path !== undefined && commandFolders.some((folder) => isInside(path, folder)),
    )
  return (socket) => {
    if (readPeer === undefined || uid === undefined) return UNKNOWN
    const peer = readPeer(socket)
    if (peer?.uid !== uid) return STRANGER
    const connected = read(peer.pid)
    return {
      isOwnUser: true,
      requester() {
        const client = read(peer.pid)
        if (connected === undefined || client === undefined || !isSameProcess(connected, client))
          return undefined
        return requesterOf({ client, read, uid, isOwnCommand })
      },
    }
  }
}

/** The script that Node runs, with symbolic links resolved. */
function scriptOf({ pid, name, folder }: RunningProcess): string | undefined {
  if (!/^node(js)?\b/.test(name)) return undefined
  const [, ...words] = argumentsOf(pid)
  const script = words.find((word) => !word.startsWith('-'))
  if (script === undefined || (!isAbsolute(script) && folder === undefined)) return undefined
  try {
    return realpathSync(isAbsolute(script) ? script : join(folder ?? '', script))
  } catch {
    return undefined
  }
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way !== '' && !way.startsWith('..') && !isAbsolute(way)
}
