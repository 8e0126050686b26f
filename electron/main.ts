/** The start in Electron: one instance, the real world, the program on it, one window with one gate. */
import { join } from 'node:path'
import { app, session, type BrowserWindow } from 'electron'
import { createApp } from './app.ts'
import { harden } from './hardening.ts'
import { openGate } from './ipc/gate.ts'
import { createPush } from './ipc/push.ts'
import { isFromPage } from './ipc/sender.ts'
import { answeringInText, tellingInText } from './ipc/wire.ts'
import { createFileLog } from './log.ts'
import { logDirIn } from './profile-paths.ts'
import { APP_ORIGIN, registerScheme, servePage } from './protocol.ts'
import { askBeforeClosing, closeBeforeQuit } from './quit.ts'
import { systemClock } from './system-clock.ts'
import { createWindow } from './window.ts'
import { createOsWorld } from './world.ts'

const OUT_DIR = join(import.meta.dirname, '..')
/** Without `persist:` the page's session lives in memory: nothing that the page ever held is written by Chromium. */
const PAGE_PARTITION = 'keyhold'

// SECURITY: what tests and the demo may choose is fixed in a packaged program.
const overrides = app.isPackaged
  ? { profileDir: undefined, keychainService: undefined }
  : { profileDir: argument('profile'), keychainService: process.env.KEYHOLD_KEYCHAIN_SERVICE }

app.enableSandbox()
registerScheme()
if (overrides.profileDir !== undefined) app.setPath('userData', overrides.profileDir)

// The lock belongs to the profile, so it comes after the choice of one. Awaiting `whenReady` up here would wait for ever.
if (app.requestSingleInstanceLock()) void app.whenReady().then(start)
else app.quit()

function start(): void {
  const profileDir = app.getPath('userData')
  const log = createFileLog({ logDir: logDirIn(profileDir), clock: systemClock })
  // Going on is safer than dying: an answer that holds a new secret may be on its way to the disk.
  process.on('uncaughtException', (error) => void log.unexpected('uncaught exception', error))
  process.on('unhandledRejection', (error) => void log.unexpected('unhandled rejection', error))

  const pageSession = session.fromPartition(PAGE_PARTITION, { cache: false })
  harden(app, pageSession)
  servePage(pageSession, join(OUT_DIR, 'renderer'))
  const window = createWindow({
    preloadPath: join(OUT_DIR, 'preload', 'preload.cjs'),
    session: pageSession,
    devTools: !app.isPackaged,
  })
  // Begins to start the page's process now, while the program opens its files. The page asks only after this turn.
  void window.loadURL(`${APP_ORIGIN}/`).catch((error: unknown) => void log.unexpected('page', error))

  const os = createOsWorld({
    profileDir,
    keychainService: overrides.keychainService,
    session: pageSession,
    clock: systemClock,
    log,
    push: createPush({
      page: () => pageOf(window),
      report: (event, error) => void log.unexpected(event, error),
    }),
  })
  const program = createApp(os.world)
  openGate({
    port: answeringInText(window.webContents.ipc),
    isTrusted: (event) => isFromPage(event, APP_ORIGIN),
    handlers: program.handlers,
    report: (call, error) => log.unexpected(call, error),
  })
  log.info('started', { version: app.getVersion(), platform: process.platform })

  askBeforeClosing(window, () => program.atRisk())
  app.on('second-instance', () => bringForward(window))
  app.on('window-all-closed', () => app.quit())
  closeBeforeQuit(
    async () => {
      await program.close()
      os.close()
      log.info('closed')
    },
    (error) => void log.unexpected('close', error),
  )
}

/** Where events go: a window that is gone, or about to go, takes none. */
function pageOf(window: BrowserWindow) {
  const isGone = window.isDestroyed() || window.webContents.isDestroyed()
  return isGone ? undefined : tellingInText(window.webContents)
}

function bringForward(window: BrowserWindow): void {
  if (window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** The value of `--name=value` on the command line. */
function argument(name: string): string | undefined {
  const prefix = `--${name}=`
  return process.argv.find((each) => each.startsWith(prefix))?.slice(prefix.length)
}
