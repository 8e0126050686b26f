/** A connection to the session bus that a running program is on, from which a test serves what a desktop would. */
import { connect, Socket } from 'node:net'
import { createClient, type MessageBus } from '@homebridge/dbus-native'
import type { ElectronApplication } from 'playwright-core'
import type {} from '../../electron/os/dbus-native.d.ts'
import { socketOf } from '../../electron/os/session-bus.ts'

export interface BusPlace {
  readonly address: string
  /** The bus's owner, where that is somebody else than who runs the tests. */
  readonly uid: number | undefined
}

export interface ServedBus extends MessageBus {
  exportInterface(object: object, path: string, description: object): void
  requestName(name: string, flags: number, callback: (error: unknown, code: number) => void): void
  sendSignal(path: string, iface: string, name: string, signature?: string, args?: readonly unknown[]): void
}

/** The bus that the program is on. */
export async function busOf(electron: ElectronApplication): Promise<BusPlace> {
  const { address, uid } = await electron.evaluate(() => ({
    address: process.env.DBUS_SESSION_BUS_ADDRESS ?? '',
    uid: process.getuid?.(),
  }))
  return { address, uid: process.getuid?.() === uid ? undefined : uid }
}

/** `own` takes a name there and rejects where somebody has it; `close` gives all of them back. */
export function serveOnBus({ address, uid }: BusPlace) {
  const path = socketOf({ DBUS_SESSION_BUS_ADDRESS: address })
  if (path === undefined) throw new Error('That is no address of a bus')
  const socket = uid === undefined ? connect(path) : connectAs(uid, path)
  socket.on('error', () => undefined) // the program's session may end before the test does
  const bus = createClient({ stream: socket, authMethods: ['EXTERNAL'] }) as ServedBus
  return {
    bus,
    own: (name: string) =>
      new Promise<void>((resolve, reject) =>
        bus.requestName(name, 0, (error) => (error ? reject(new Error('The name is taken')) : resolve())),
      ),
    close: () => socket.destroy(),
  }
}

/**
 * A connection as the user that the bus belongs to, for root: a bus lets in its owner only. The kernel tells who connects, and the
 * handshake has to say the same.
 */
function connectAs(uid: number, path: string): Socket {
  process.seteuid?.(uid)
  let socket: Socket
  try {
    socket = connect(path) // a local socket is connected within this very call
  } finally {
    process.seteuid?.(0)
  }
  const write = (chunk: string | Uint8Array) => Socket.prototype.write.call(socket, chunk)
  const id = Buffer.from(String(uid)).toString('hex')
  socket.write = (chunk: string | Uint8Array) =>
    write(typeof chunk === 'string' ? chunk.replace(/^AUTH EXTERNAL \w+/, `AUTH EXTERNAL ${id}`) : chunk)
  return socket
}
