/** Opens the vault behind the windows: the user's own on this machine's keychain and network, or a demo vault. */
import { session } from 'electron'
import { createApp, type Program } from '../app.ts'
import type { FileDropPort } from '../core/ports/file-drops.ts'
import type { GesturePort } from '../core/ports/gestures.ts'
import type { Log } from '../core/ports/world.ts'
import type { Desktop } from '../desktop/desktop.ts'
import { claimLinks } from '../desktop/links.ts'
import { pageCommandFor } from '../desktop/notification-command.ts'
import { markStart } from '../desktop/start-marks.ts'
import { openGate } from '../ipc/gate.ts'
import { createPush } from '../ipc/push.ts'
import { createCommandLine } from './command-line.ts'
import { systemClock } from './system-clock.ts'
import { createDemoWorld, createOsWorld } from './world.ts'

markStart('program')

interface Options {
  /** The built program's folder. */
  readonly outDir: string
  readonly profileDir: string
  readonly log: Log
  readonly gestures: GesturePort
  readonly fileDrops: FileDropPort
  readonly desktop: Desktop
}

interface VaultOptions extends Options {
  /** The service name of the keychain entries. Tests use their own. */
  readonly keychainService: string | undefined
  /** Takes the handler of links that the system passes to the running program (macOS). */
  readonly onLink: (handle: (link: string) => void) => void
}

export interface OpenedProgram {
  readonly program: Program
  /** Lets nobody else in, sends those away who are, then closes the program and what its world has opened. */
  readonly close: () => Promise<void>
}

const worldOptions = ({ profileDir, log, gestures, fileDrops, desktop }: Options) => ({
  ...{ profileDir, clock: systemClock, log, gestures, fileDrops, desktop: desktop.port },
  push: createPush({
    pages: desktop.listening,
    report: (event, error) => void log.unexpected(event, error),
  }),
})

/** Opens the user's own vault, with this machine's keychain and network. */
export function openVault(options: VaultOptions): OpenedProgram {
  const { outDir, profileDir, log, desktop, keychainService, onLink } = options
  const commandLine = createCommandLine({
    ...{ outDir, profileDir, log },
    run: (session) => program.answerCommand(session),
  })
  const common = worldOptions(options)
  const os = createOsWorld({
    ...common,
    desktop: {
      ...desktop.port,
      useSettings(settings) {
        desktop.port.useSettings(settings)
        commandLine.use(settings.commandLine)
      },
    },
    commandLine: () => commandLine.state(),
    keychainService,
    session: session.defaultSession, // the session of the pages has no network
  })
  commandLine.use(true) // a database that does not open has no settings; commands then say why it does not
  const program = createApp(os.world, desktop.firstRowsShown)
  markStart('database')
  desktop.serve({ program, push: common.push, openGate })
  claimLinks()
  onLink((link) => desktop.follow(link))
  os.world.notifications.onClick((about) =>
    about.kind === 'approval' ? desktop.showApprovalCard() : desktop.show(pageCommandFor(about)),
  )
  return {
    program,
    async close() {
      await commandLine.close()
      await program.close()
      os.close()
    },
  }
}

/** Opens a demo vault and fills it before its window opens. It neither registers for links nor accepts them. */
export async function openDemo(options: Options): Promise<OpenedProgram> {
  // Loaded only here, so that a start of the user's own vault does not load it.
  const [{ createDemoParts }, { fillDemo }] = await Promise.all([
    import('../demo/demo-world.ts'),
    import('../demo/fill-demo.ts'),
  ])
  const { desktop } = options
  const common = worldOptions(options)
  const parts = createDemoParts(systemClock)
  const program = createApp(createDemoWorld(common, parts))
  await program.started
  await fillDemo(program.handlers, parts, systemClock.now())
  desktop.answer({ isHidden: false, isQuick: false, isLock: false, link: undefined })
  desktop.serve({ program, push: common.push, openGate })
  return { program, close: () => program.close() }
}
