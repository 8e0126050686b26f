/** A connection to the session bus of a running program, through which a test provides a desktop's services. */
import type { ElectronApplication } from 'playwright-core'
import { joinBus, socketAt, type BusPeer, type Serve } from '../bus-peer.ts'

export interface BusPlace {
  readonly address: string
  /** The bus's owner, if it is not the user that runs the tests. */
  readonly uid: number | undefined
}

/** The bus that the program is connected to. */
export async function busOf(electron: ElectronApplication): Promise<BusPlace> {
  const { address, uid } = await electron.evaluate(() => ({
    address: process.env.DBUS_SESSION_BUS_ADDRESS ?? '',
    uid: process.getuid?.(),
  }))
  return { address, uid: process.getuid?.() === uid ? undefined : uid }
}

/** Connects to the bus; as root, connects as the bus's owner. A bus admits only its owner, and the kernel reports which user connects. */
export async function serveOnBus(
  { address, uid }: BusPlace,
  serve: (...given: Parameters<Serve>) => ReturnType<Serve> | undefined,
): Promise<BusPeer> {
  const path = socketAt(address)
  if (uid === undefined) return joinBus(path, serve)
  let joined: Promise<BusPeer>
  process.seteuid?.(uid)
  try {
    joined = joinBus(path, serve) // A local socket connects within this call.
  } finally {
    process.seteuid?.(0)
  }
  return joined
}
