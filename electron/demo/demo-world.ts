/** The parts of the world that a demo vault replaces: keychain, network and notifications. */
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

/** SECURITY: every part is in this process's memory. None opens a file, sends a request or stores anything. */
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

/** A demo sends no notifications, because its keys do not exist. */
const SILENT: NotificationPort = {
  check: () => Promise.resolve('unsupported'),
  show: () => Promise.resolve('unsupported'),
  withdraw: () => undefined,
  onClick: () => undefined,
  onSnooze: () => undefined,
  onChange: () => undefined,
}
