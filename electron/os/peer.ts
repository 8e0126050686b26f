/** Asks the system which process and user are at the other end of a Unix socket, which Node cannot do. */
import type { Socket } from 'node:net'
import type { PeerCredentials, UnixAddon } from './unix-addon.ts'

/** Returns `undefined` if the system does not report it. */
export type ReadPeer = (socket: Socket) => PeerCredentials | undefined

/** Reads with the addon. Returns `undefined` if there is no addon. */
export function createPeerReader(
  addon: Pick<UnixAddon, 'peerCredentials'> | undefined,
): ReadPeer | undefined {
  if (addon === undefined) return undefined
  return (socket) => {
    const fd = descriptorOf(socket)
    return fd === undefined ? undefined : addon.peerCredentials(fd)
  }
}

/** Node keeps the file descriptor in the socket's handle. A closed socket has none. */
function descriptorOf(socket: Socket): number | undefined {
  const { _handle: handle } = socket as unknown as { readonly _handle?: { readonly fd?: unknown } | null }
  const fd = handle?.fd
  return typeof fd === 'number' && fd >= 0 ? fd : undefined
}
