/** The keyring on a running program's bus, and a user who answers its prompts. */
import { expect } from 'vitest'
import type { BusPeer } from '../bus-peer.ts'
import { servePrompter, type Prompter } from '../fakes/prompter.ts'
import { atEnd } from './lifetime.ts'
import { serveOnBus, type BusPlace } from './served-bus.ts'

/** The password of the keyring in Electron's session: `scripts/throwaway-session.sh`. */
export const PASSWORD = 'throwaway'

export interface ServedKeyring {
  readonly prompter: Prompter
  readonly lock: () => Promise<void>
  /** Deletes the only keyring. */
  readonly remove: () => Promise<void>
  /** Kills the daemon. The bus starts another one at the next request. */
  readonly kill: () => Promise<void>
}

const secretService = (bus: BusPeer, member: string, signature: string, body: readonly unknown[]) =>
  bus.call({
    destination: 'org.freedesktop.secrets',
    path: '/org/freedesktop/secrets',
    interface: 'org.freedesktop.Secret.Service',
    member,
    signature,
    body,
  })

const busDaemon = (bus: BusPeer, member: string, name: string) =>
  bus.call({
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
    member,
    signature: 's',
    body: [name],
  })

/** Connects to the keyring. The connection ends with the test. */
export async function keyringOn(place: BusPlace): Promise<ServedKeyring> {
  const { prompter, peer: bus } = await servePrompter((serve) => serveOnBus(place, serve))
  atEnd(() => bus.close())
  const defaultCollection = async () => String((await secretService(bus, 'ReadAlias', 's', ['default']))[0])
  return {
    prompter,
    async lock() {
      await secretService(bus, 'Lock', 'ao', [[await defaultCollection()]])
    },
    async remove() {
      await bus.call({
        destination: 'org.freedesktop.secrets',
        path: await defaultCollection(),
        interface: 'org.freedesktop.Secret.Collection',
        member: 'Delete',
      })
    },
    async kill() {
      const [pid] = await busDaemon(bus, 'GetConnectionUnixProcessID', 'org.freedesktop.secrets')
      process.kill(Number(pid), 'SIGKILL')
      await expect.poll(() => busDaemon(bus, 'NameHasOwner', 'org.freedesktop.secrets')).toEqual([false])
    },
  }
}
