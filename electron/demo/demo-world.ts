/** The parts of a world that a demo vault has instead of the real ones: keychain, network and notifications. */
import type { KeychainPort } from '../core/ports/keychain.ts'
import type { NotificationPort } from '../core/ports/notifications.ts'
import type { Clock } from '../core/ports/world.ts'
import { createDemoKeychain } from './keychain.ts'
import { createNebulaPlayer, type NebulaPlayer } from './nebula-block-player.ts'
import { createDemoNetwork, type DemoNetwork } from './network.ts'
import { createAtlasPlayer, type AtlasPlayer } from './ripe-atlas-player.ts'

export interface DemoProviders {
  readonly atlas: AtlasPlayer
  readonly nebula: NebulaPlayer
  readonly network: DemoNetwork
}

export interface DemoParts {
  readonly keychain: KeychainPort
  readonly network: DemoNetwork
  readonly notifications: NotificationPort
}

/** SECURITY: all of it lies in this process's memory; none of it opens, sends or stores anything. */
export function createDemoParts({ now }: Pick<Clock, 'now'>): DemoProviders & DemoParts {
  const atlas = createAtlasPlayer(now)
  const nebula = createNebulaPlayer(now)
  return {
    atlas,
    nebula,
    network: createDemoNetwork([atlas, nebula]),
    keychain: createDemoKeychain(),
    notifications: SILENT,
  }
}

/** A demo reminds nobody of keys that do not exist. */
const SILENT: NotificationPort = {
  check: () => Promise.resolve('unsupported'),
  show: () => Promise.resolve('unsupported'),
  withdraw: () => undefined,
  onClick: () => undefined,
  onSnooze: () => undefined,
  onChange: () => undefined,
}
