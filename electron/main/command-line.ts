/** The command line of the running program: where it listens, and who answers. */
import { join } from 'node:path'
import { app } from 'electron'
import { createCommandServer, type CommandServerDeps } from '../command-line/server.ts'
import type { RunCommand } from '../command-line/session.ts'
import type { Log } from '../core/ports/world.ts'
import { createIdentify } from '../os/command-line-peer.ts'
import { listenAt, socketPlace } from '../os/command-line-socket.ts'
import { createPeerReader } from '../os/peer.ts'
import { processReader } from '../os/processes.ts'
import { loadUnixAddon, unixAddonIn } from '../os/unix-addon.ts'
import { createListeningSwitch, type Begun, type ListeningSwitch } from './listening-switch.ts'

interface Deps {
  readonly outDir: string
  readonly profileDir: string
  readonly log: Log
  /** Called only once there are connections. */
  readonly run: RunCommand
}

/** Listens at nothing yet. Its `close` tells every client that the program closes. */
export function createCommandLine({ outDir, profileDir, log, run }: Deps): ListeningSwitch {
  const { platform, env } = process
  const { isPackaged } = app
  let identify: CommandServerDeps['identify'] | undefined

  /** Loads the addon, which a program that listens at nothing does not need. */
  const loadIdentify = () =>
    createIdentify({
      readPeer: createPeerReader(loadUnixAddon(unixAddonIn(outDir))),
      read: processReader(platform),
      uid: process.getuid?.(),
      commandFolders: commandFolders(),
    })

  async function begin(): Promise<Begun> {
    const listening = await listenAt(socketPlace({ platform, env, profileDir, isPackaged }))
    if (listening.kind === 'refused') return listening
    identify ??= loadIdentify()
    const server = createCommandServer({ identify, run, log })
    server.serve(listening.server)
    const end = async (): Promise<void> => {
      await Promise.all([listening.close(), server.close()])
    }
    return { kind: 'listening', end }
  }

  return createListeningSwitch({ begin, log })
}

/** Where the `keyhold` command of this program lies. */
const commandFolders = (): readonly string[] =>
  app.isPackaged
    ? [join(process.resourcesPath, 'cli')]
    : ['cli', join('out', 'cli')].map((folder) => join(app.getAppPath(), folder))
