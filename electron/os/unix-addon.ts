/** The native addon, for system calls that Node lacks. */
import { createRequire } from 'node:module'
import { join } from 'node:path'

export interface PeerCredentials {
  /** The process that connected; it may have ended since. 0: it is in another container. */
  readonly pid: number
  readonly uid: number
}

export interface UnixAddon {
  /** Reads the peer of a connected Unix socket by its file descriptor. Returns `undefined` if it is no socket. */
  peerCredentials(fd: number): PeerCredentials | undefined
  /** Sets the limit for core files of a process to zero. False: the process has ended, it is another user's, or the system is not Linux. */
  forbidCoreFile(pid: number): boolean
}

/** Where `npm run build` puts the addon, below the folder of the built program. */
export const unixAddonIn = (outDir: string): string => join(outDir, 'native', 'unix.node')

/**
 * Loads the addon that `npm run build` compiles from `electron/native/unix.c`. `undefined`: there is none, because it was built without a
 * C compiler or on Windows.
 */
export function loadUnixAddon(path: string): UnixAddon | undefined {
  try {
    return createRequire(import.meta.url)(path) as UnixAddon
  } catch {
    return undefined
  }
}
