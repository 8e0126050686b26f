/** Asks the system which process and user are at the other end of a Unix socket. Node itself does not tell. */
import { createRequire } from 'node:module'
import type { Socket } from 'node:net'

export interface PeerCredentials {
  /** The process that connected; it may have ended since. 0: it is in another container. */
  readonly pid: number
  readonly uid: number
}

/** `undefined`: the system does not tell. */
export type ReadPeer = (socket: Socket) => PeerCredentials | undefined

interface Addon {
  /** Of a connected Unix socket's file descriptor. Not a socket: `undefined`. */
  peerCredentials(fd: number): PeerCredentials | undefined
}

/**
 * Loads the addon that `npm run build` compiles from `electron/native/peer-credentials.c`. `undefined`: there is none, because it was built without a
 * C compiler or on Windows.
 */
export function loadPeerReader(addonPath: string): ReadPeer | undefined {
  const addon = load(addonPath)
  if (addon === undefined) return undefined
  return (socket) => {
    const fd = descriptorOf(socket)
    return fd === undefined ? undefined : addon.peerCredentials(fd)
  }
}

function load(path: string): Addon | undefined {
  try {
    return createRequire(import.meta.url)(path) as Addon
  } catch {
    return undefined
  }
}

/** Node keeps the number in its handle. A closed socket has none. */
function descriptorOf(socket: Socket): number | undefined {
  const { _handle: handle } = socket as unknown as { readonly _handle?: { readonly fd?: unknown } | null }
  const fd = handle?.fd
  return typeof fd === 'number' && fd >= 0 ? fd : undefined
}
