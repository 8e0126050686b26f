/** A connection to the session bus that a running program is on, from which a test serves what a desktop would. */
import type { ElectronApplication } from 'playwright-core'
import { joinBus, socketAt, type BusPeer, type Serve } from '../bus-peer.ts'

export interface BusPlace {
  readonly address: string
  /** The bus's owner, where that is somebody else than who runs the tests. */
  readonly uid: number | undefined
}

/** The bus that the program is on. */
export async function busOf(electron: ElectronApplication): Promise<BusPlace> {
  const { address, uid } = await electron.evaluate(() => ({
    address: process.env.DBUS_SESSION_BUS_ADDRESS ?? '',
    uid: process.getuid?.(),
  }))
  return { address, uid: process.getuid?.() === uid ? undefined : uid }
}

/** For root, as the user that the bus belongs to: a bus lets in its owner only, and the kernel tells it who connects. */
export async function serveOnBus(
  { address, uid }: BusPlace,
  serve: (...given: Parameters<Serve>) => ReturnType<Serve> | undefined,
): Promise<BusPeer> {
  const path = socketAt(address)
  if (uid === undefined) return joinBus(path, serve)
  let joined: Promise<BusPeer>
  process.seteuid?.(uid)
  try {
    joined = joinBus(path, serve) // a local socket is connected within this very call
  } finally {
    process.seteuid?.(0)
  }
  return joined
}
