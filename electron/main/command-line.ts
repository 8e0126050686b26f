/** The command line of the running program: listens while the setting says so, and says how that went. */
import { join } from 'node:path'
import { app } from 'electron'
import type { CommandLineState } from '../../shared/diagnostics/machine.ts'
import { createCommandServer, type CommandServer } from '../command-line/server.ts'
import type { RunCommand } from '../command-line/session.ts'
import type { Log } from '../core/ports/world.ts'
import { createIdentify } from '../os/command-line-peer.ts'
import { listenAt, socketPlace, type Listening } from '../os/command-line-socket.ts'
import { loadPeerReader } from '../os/peer.ts'
import { processReader } from '../os/processes.ts'

interface Deps {
  readonly outDir: string
  readonly profileDir: string
  readonly log: Log
  /** Called only once there are connections. */
  readonly run: RunCommand
}

export interface CommandLine {
  /** Begins or ends listening, in the order of the calls. */
  use(isOn: boolean): void
  state(): CommandLineState
  /** Tells every client that the program closes. Resolves when nothing is open. */
  close(): Promise<void>
}

interface Open {
  readonly listening: Extract<Listening, { readonly kind: 'listening' }>
  readonly server: CommandServer
}

/** Listens at nothing yet. */
export function createCommandLine({ outDir, profileDir, log, run }: Deps): CommandLine {
  const { platform, env } = process
  const { isPackaged } = app
  let state: CommandLineState = 'off'
  let isWanted = false
  let open: Open | undefined
  let turn: Promise<void> = Promise.resolve()

  const identify = createIdentify({
    readPeer: loadPeerReader(join(outDir, 'native', 'peer-credentials.node')),
    read: processReader(platform),
    uid: process.getuid?.(),
    commandFolders: commandFolders(),
  })

  async function follow(): Promise<void> {
    if (isWanted === (open !== undefined)) return
    if (!isWanted) return end()
    const listening = await listenAt(socketPlace({ platform, env, profileDir, isPackaged }))
    if (listening.kind === 'refused') {
      state = listening.why
      log.info('no command line', { why: listening.why })
      return
    }
    const server = createCommandServer({ identify, run, log })
    server.serve(listening.server)
    open = { listening, server }
    state = 'ready'
  }

  async function end(): Promise<void> {
    const { listening, server } = open ?? {}
    open = undefined
    await Promise.all([listening?.close(), server?.close()])
  }

  /** One after the other, so that the last wish holds. */
  function next(): Promise<void> {
    turn = turn.then(follow).catch((error: unknown) => void log.unexpected('command line', error))
    return turn
  }

  return {
    use(isOn) {
      if (isOn === isWanted) return
      isWanted = isOn
      if (!isOn) state = 'off'
      void next()
    },
    state: () => state,
    close() {
      isWanted = false
      return next()
    },
  }
}

/** Where the `keyhold` command of this program lies. */
const commandFolders = (): readonly string[] =>
  app.isPackaged
    ? [join(process.resourcesPath, 'cli')]
    : ['cli', join('out', 'cli')].map((folder) => join(app.getAppPath(), folder))
