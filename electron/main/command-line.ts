/** The command line of the running program: its socket, and the server that answers. */
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
  /** Called only when a connection has arrived. */
  readonly run: RunCommand
}

/** Does not listen yet. `close` tells every client that the program closes. */
export function createCommandLine({ outDir, profileDir, log, run }: Deps): ListeningSwitch {
  const { platform, env } = process
  const { isPackaged } = app
  let identify: CommandServerDeps['identify'] | undefined

  /** Loads the addon only when needed: a program that does not listen needs none. */
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

/** The path of this program's `keyhold` command. */
const commandFolders = (): readonly string[] =>
  app.isPackaged
    ? [join(process.resourcesPath, 'cli')]
    : ['cli', join('out', 'cli')].map((folder) => join(app.getAppPath(), folder))
