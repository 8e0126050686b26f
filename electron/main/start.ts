/**
 * Starts the program when Electron is ready: first its window with the page's first frame, then the vault behind it, while the page loads its script.
 */
import { join } from 'node:path'
import { app, powerMonitor, session } from 'electron'
import type { Log } from '../core/ports/world.ts'
import { createDesktop } from '../desktop/desktop.ts'
import { createFileDrops } from '../desktop/file-drops.ts'
import { createGestures } from '../desktop/gestures.ts'
import { markStart } from '../desktop/start-marks.ts'
import { forbidCoreDumps } from '../os/core-dumps.ts'
import { createPrograms } from '../os/programs.ts'
import { loadUnixAddon, unixAddonIn } from '../os/unix-addon.ts'
import { launchRequest } from './arguments.ts'
import { offeredDemo, sweepDemos } from './demo.ts'
import { harden } from './hardening.ts'
import { servePage } from './protocol.ts'
import { systemClock } from './system-clock.ts'

const OUT_DIR = join(import.meta.dirname, '..')
/** Without `persist:` the session of the pages is in memory, so Chromium writes nothing of a page to the disk. */
const PAGE_PARTITION = 'keyhold'

interface Options {
  /** The folder of the vault. Its lock is held. */
  readonly profileDir: string
  readonly log: Log
  readonly isDemo: boolean
  /** The service name of the keychain entries. Tests use their own. */
  readonly keychainService: string | undefined
  /** Takes the handler of links that the system passes to the running program (macOS). */
  readonly onLink: (handle: (link: string) => void) => void
  /** Takes the handler of the command lines of later starts. */
  readonly onAnotherStart: (handle: (argv: readonly string[]) => void) => void
}

/** Resolves with the function that closes the program. */
export async function start(options: Options): Promise<() => Promise<void>> {
  const { profileDir, log, isDemo, keychainService, onLink, onAnotherStart } = options
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
  // A demo is filled before its window opens.
  if (!isDemo) openFirstWindow()
  onAnotherStart((argv) => desktop.answerAnother(launchRequest(argv)))
  // Loading the program blocks this process, which has to serve the page and draw the window.
  if (!isDemo) await desktop.firstFrameShown
  const { openVault, openDemo } = await import('./open-vault.ts')
  const common = { outDir: OUT_DIR, profileDir, log, gestures, fileDrops, desktop }
  const { program, close } = isDemo
    ? await openDemo(common)
    : openVault({ ...common, keychainService, onLink })
  powerMonitor.on('resume', () => program.woke())
  log.info('started', { version: app.getVersion(), platform: process.platform })

  clearBeforeSleep(
    () => program.clearClipboard(),
    (error) => void log.unexpected('clear the clipboard', error),
  )
  sweepDemos() // comes last, since it reads the whole temporary folder and no start should wait for that
  return async () => {
    desktop.close()
    await close()
    log.info('closed')
  }

  function openFirstWindow(): void {
    // The first start opens the window even if its link is unknown.
    const request = launchRequest(process.argv)
    desktop.answer(request.link?.view === undefined ? { ...request, link: undefined } : request)
  }
}

/** Clears the clipboard before the machine sleeps: timers stop while it sleeps, and another person may wake it. */
function clearBeforeSleep(clear: () => Promise<void>, report: (error: unknown) => void): void {
  powerMonitor.on('suspend', () => void clear().catch(report))
}
