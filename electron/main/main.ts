/** The start in Electron: one instance, the real world, the program on it, and its presence on the desktop. */
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { app, Menu, powerMonitor, session } from 'electron'
import { createApp, type Program } from '../app.ts'
import {
  argument,
  doctorRequest,
  foreignArguments,
  isAnswerRequest,
  isDemoRequest,
  isVersionRequest,
  launchRequest,
} from './arguments.ts'
import { answerWithoutDisplay, beginAnswer } from './answer.ts'
import { createCommandLine } from './command-line.ts'
import { createOfflineCommands } from '../command-line/offline.ts'
import { beginDoctor, examineWithoutDisplay } from './doctor.ts'
import { offeredDemo, sweepDemos, takeDemoProfile } from './demo.ts'
import type { Log } from '../core/ports/world.ts'
import { createDesktop, type Desktop } from '../desktop/desktop.ts'
import { createFileDrops } from '../desktop/file-drops.ts'
import { createGestures } from '../desktop/gestures.ts'
import { markStart } from '../desktop/start-marks.ts'
import { catchLinks, claimLinks } from '../desktop/links.ts'
import { harden, hardenProcess } from './hardening.ts'
import { createFileLog } from './log.ts'
import { forbidCoreDumps } from '../os/core-dumps.ts'
import { createPrograms } from '../os/programs.ts'
import { loadUnixAddon, unixAddonIn } from '../os/unix-addon.ts'
import { socketPlace } from '../os/command-line-socket.ts'
import { allowPortalShortcuts } from '../os/shortcuts.ts'
import { logDirIn, pathsIn } from './profile-paths.ts'
import { pageCommandFor } from '../desktop/notification-command.ts'
import { startCommand } from './start-command.ts'
import { refusedSwitches } from './start-messages.ts'
import { registerScheme, servePage } from './protocol.ts'
import { closeBeforeQuit } from './quit.ts'
import { catalogueNames } from '../providers/registry.ts'
import { openToRead } from '../store/read-only.ts'
import { systemClock } from './system-clock.ts'
import { failToStart, findProfileTrouble } from './start-failure.ts'
import { createDemoWorld, createOsWorld, type WorldOptions } from './world.ts'

markStart('import')

const STDOUT = 1
const OUT_DIR = join(import.meta.dirname, '..')
/** Without `persist:` the session of the pages is in memory, so Chromium writes nothing of a page to the disk. */
const PAGE_PARTITION = 'keyhold'

// SECURITY: a packaged program ignores the settings that tests and the demo may choose.
const overrides = app.isPackaged
  ? { profileDir: undefined, keychainService: undefined }
  : {
      profileDir: argument(process.argv, 'profile'),
      keychainService: process.env.KEYHOLD_KEYCHAIN_SERVICE,
    }

app.enableSandbox()
hardenProcess(app)
Menu.setApplicationMenu(null) // without this, Electron builds a default menu that is never shown
registerScheme()
allowPortalShortcuts()
const onLink = catchLinks()
if (overrides.profileDir !== undefined) app.setPath('userData', overrides.profileDir)

const doctor = doctorRequest(process.argv)
const isDemo = isDemoRequest(process.argv)
// Tests and the demo may add switches. An installed program accepts only its own.
const foreign = app.isPackaged ? foreignArguments(process.argv.slice(1)) : []

// The lock belongs to the profile, so the profile is chosen first. Awaiting `whenReady` here would never return.
if (foreign.length > 0) refuseArguments(foreign)
else if (isVersionRequest(process.argv)) {
  writeSync(STDOUT, `${app.getVersion()}\n`)
  process.exit(0) // at once: where no display answers, Chromium crashes later
} else if (doctor !== undefined) {
  const code = examineWithoutDisplay()
  if (code !== undefined) process.exit(code)
  beginDoctor({ ...doctor, keychainService: overrides.keychainService })
} else if (isAnswerRequest(process.argv)) {
  const code = answerWithoutDisplay()
  if (code !== undefined) process.exit(code)
  const profileDir = app.getPath('userData')
  const { platform, env } = process
  const log = createFileLog({ logDir: logDirIn(profileDir), clock: systemClock })
  beginAnswer({
    offline: createOfflineCommands({
      open: () => openToRead({ paths: pathsIn(profileDir), clock: systemClock }),
      providers: catalogueNames(),
      program: startCommand(process.argv),
      clock: systemClock,
      log,
      version: app.getVersion(),
    }),
    place: socketPlace({ platform, env, profileDir, isPackaged: app.isPackaged }),
    startCommand: startCommand(process.argv),
    log,
  })
} else if (isDemo && !takeDemoProfile()) {
  app.quit()
} else {
  const profileDir = app.getPath('userData')
  const fail = (error: unknown) => failToStart(error, profileDir)
  // If the profile is not writable, Electron reports that another program has the lock, and the start would end silently.
  const trouble = findProfileTrouble(profileDir)
  if (trouble !== undefined) void app.whenReady().then(() => fail(trouble))
  // Nothing runs that could be locked if this start has become the first.
  else if (app.requestSingleInstanceLock() && !launchRequest(process.argv).isLock) begin(profileDir, fail)
  else app.quit()
}

/**
 * Exits before anything has been opened. 64 is `EX_USAGE` (wrong usage) in sysexits.h. The folder that `--user-data-dir` names stays behind, empty:
 * Chromium makes it before the first line of this program runs, and the program deletes no folder of the user's.
 */
function refuseArguments(names: readonly string[]): void {
  process.stderr.write(`${refusedSwitches(names)}\n`)
  app.exit(64)
}

/** A quit waits for the start to end. Electron keeps running code for a moment after `exit`, so an interrupted start would continue. */
function begin(profileDir: string, fail: (error: unknown) => void): void {
  const log = createFileLog({ logDir: logDirIn(profileDir), clock: systemClock })
  const starting = app.whenReady().then(() => start(profileDir, log))
  closeBeforeQuit(
    async () => (await starting)(),
    (error) => void log.unexpected('close', error),
  )
  starting.catch(fail)
}

/** Resolves with the function that closes the program. */
async function start(profileDir: string, log: Log): Promise<() => Promise<void>> {
  markStart('ready')
  // Continuing is safer than exiting: a response with a new secret may be on its way to the disk.
  process.on('uncaughtException', (error) => void log.unexpected('uncaught exception', error))
  process.on('unhandledRejection', (error) => void log.unexpected('unhandled rejection', error))

  void forbidCoreDumps({
    platform: process.platform,
    addon: loadUnixAddon(unixAddonIn(OUT_DIR)),
    programs: createPrograms(),
  }).then((processes) => log.info('core dumps forbidden', { processes }))

  const pageSession = session.fromPartition(PAGE_PARTITION, { cache: false })
  await harden(app, pageSession)
  servePage(pageSession, join(OUT_DIR, 'renderer'))
  const gestures = createGestures(systemClock)
  const fileDrops = createFileDrops(systemClock)
  const desktop = createDesktop({
    outDir: OUT_DIR,
    profileDir,
    session: pageSession,
    clock: systemClock,
    log,
    gestures,
    dropped: (paths) => fileDrops.dropped(paths),
    demo: isDemo ? { role: 'inside' } : offeredDemo,
  })
  const common = {
    ...{ profileDir, clock: systemClock, log, gestures, fileDrops },
    ...{ desktop: desktop.port, push: desktop.push },
  }
  const { program, closeDoors, closeWorld } = isDemo
    ? await startDemo(desktop, common)
    : startVault(desktop, common)
  powerMonitor.on('resume', () => program.woke())
  log.info('started', { version: app.getVersion(), platform: process.platform })

  clearBeforeSleep(
    () => program.clearClipboard(),
    (error) => void log.unexpected('clear the clipboard', error),
  )
  sweepDemos() // comes last, since it reads the whole temporary folder and no start should wait for that
  return async () => {
    desktop.close()
    await closeDoors()
    await program.close()
    closeWorld()
    log.info('closed')
  }
}

interface Started {
  readonly program: Program
  /** Lets nobody else in, and sends those away who are. Call before the program closes. */
  readonly closeDoors: () => Promise<void>
  /** Closes everything that the world has opened. Close the program first. */
  readonly closeWorld: () => void
}

/** Opens the user's own vault, with this machine's keychain and network. */
function startVault(desktop: Desktop, common: WorldOptions): Started {
  // The first start opens the window even if its link is unknown.
  const request = launchRequest(process.argv)
  desktop.answer(request.link?.view === undefined ? { ...request, link: undefined } : request) // the process of the page starts while the program opens its files

  const commandLine = createCommandLine({
    ...{ outDir: OUT_DIR, profileDir: common.profileDir, log: common.log },
    run: (session) => program.answerCommand(session),
  })
  const os = createOsWorld({
    ...common,
    desktop: {
      ...common.desktop,
      useSettings(settings) {
        common.desktop.useSettings(settings)
        commandLine.use(settings.commandLine)
      },
    },
    commandLine: () => commandLine.state(),
    keychainService: overrides.keychainService,
    session: session.defaultSession, // the session of the pages has no network
  })
  commandLine.use(true) // a database that does not open has no settings; commands then say why it does not
  const program = createApp(os.world)
  markStart('database')
  desktop.serve(program)
  claimLinks()
  onLink((link) => desktop.follow(link))
  os.world.notifications.onClick((about) =>
    about.kind === 'approval' ? desktop.showApprovalCard() : desktop.show(pageCommandFor(about)),
  )
  return { program, closeDoors: () => commandLine.close(), closeWorld: () => os.close() }
}

/** Opens a demo vault and fills it before its window opens. It neither registers for links nor accepts them. */
async function startDemo(desktop: Desktop, common: WorldOptions): Promise<Started> {
  // Loaded only here, so that a start of the user's own vault does not load it.
  const [{ createDemoParts }, { fillDemo }] = await Promise.all([
    import('../demo/demo-world.ts'),
    import('../demo/fill-demo.ts'),
  ])
  const parts = createDemoParts(systemClock)
  const program = createApp(createDemoWorld(common, parts))
  await program.started
  await fillDemo(program.handlers, parts, systemClock.now())
  desktop.answer({ isHidden: false, isQuick: false, isLock: false, link: undefined })
  desktop.serve(program)
  return { program, closeDoors: () => Promise.resolve(), closeWorld: () => undefined }
}

/** Clears the clipboard before the machine sleeps: timers stop while it sleeps, and another person may wake it. */
function clearBeforeSleep(clear: () => Promise<void>, report: (error: unknown) => void): void {
  powerMonitor.on('suspend', () => void clear().catch(report))
}
