/** Composes the program's desktop side: its windows, and the events that open and close them. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app, BrowserWindow, Menu, nativeTheme, type Session } from 'electron'
import type { ViewCommand } from '../../shared/contract/palette.ts'
import type { EventName } from '../../shared/contract/contract.ts'
import type { Program } from '../app.ts'
import type { LaunchRequest } from '../main/arguments.ts'
import type { DemoPort, DesktopPort } from '../core/ports/desktop.ts'
import { viewOfLink } from '../core/desktop/deep-links.ts'
import type { Clock, Log, World } from '../core/ports/world.ts'
import { createShortcut } from '../core/desktop/shortcut.ts'
import type { PageCommand } from '../../shared/desktop/page-commands.ts'
import type { openGate } from '../ipc/gate.ts'
import type { Listening } from '../ipc/wire.ts'
import { creationTime } from '../os/processes.ts'
import { createOsShortcuts } from '../os/shortcuts.ts'
import { createSystemStart } from '../os/system-start.ts'
import { windowMemoryIn } from '../main/profile-paths.ts'
import { askBeforeQuitting } from '../main/quit.ts'
import { startCommand } from '../main/start-command.ts'
import { appMenu, LOCK_ITEM } from './app-menu.ts'
import type { Gestures } from './gestures.ts'
import { createMainWindow } from './main-window.ts'
import { createPageWindows } from './page-windows.ts'
import { createApprovalWindow } from './approval-window.ts'
import { createPaletteWindow } from './palette-window.ts'
import { createBackgroundMode } from './background-mode.ts'
import { createDemoBackground } from './demo-background.ts'
import { createWindowMemory } from './window-memory.ts'
import { createPendingCommand } from './pending-command.ts'
import { endStart, startTimes } from './start-marks.ts'
import { windowTitles } from './window-messages.ts'
import { createZoom } from './zoom.ts'

interface Options {
  /** The built program's folder. */
  readonly outDir: string
  readonly profileDir: string
  readonly session: Session
  readonly clock: Clock
  readonly log: Log
  readonly gestures: Gestures
  /** What the preload script of the main page says about a drop of files. */
  readonly dropped: (paths: unknown) => void
  /** A demo vault has no tray, no shortcut, no start with the system, and ends with its window. */
  readonly demo: DemoPort
}

/** What the windows reach. It is loaded after the first of them has opened. */
export interface Served {
  readonly program: Program
  readonly push: World['push']
  readonly openGate: typeof openGate
}

export interface Desktop {
  readonly port: DesktopPort
  /** Everything that hears events now: the windows, the tray and the menu. */
  readonly listening: () => readonly Listening[]
  /** Resolves when the main window of this start shows its first frame; soon in any case, and at once if this start opens no main window. */
  readonly firstFrameShown: Promise<unknown>
  /** Resolves when the main window of this start has drawn its first screen; soon in any case, and at once if this start opens no main window. */
  readonly firstRowsShown: Promise<unknown>
  /** Carries out the request of the first start. */
  answer(request: LaunchRequest): void
  /** Carries out the request of a later start that found the program running. */
  answerAnother(request: LaunchRequest): void
  /** Follows a link that the system passes to the running program (macOS). */
  follow(link: string): void
  /** Brings the main window forward and runs this command in its page. */
  show(command: PageCommand): void
  /** Brings the approval card that waits to the front. */
  showApprovalCard(): void
  /** Lets the windows reach the program. The calls of a page that loaded before that have waited. */
  serve(served: Served): void
  /** Removes the tray icon. */
  close(): void
}

/** How long after the first rows of the main window the palette's page is opened. Meanwhile the list draws the rest of its screen. */
const PALETTE_AFTER_MS = 500
/** How long loading the program waits for the first frame of the main window. */
const MOST_WAIT_FOR_FRAME_MS = 1_000
/** How long the work in the background waits for the first rows. A window that is covered or minimised draws none. */
const MOST_WAIT_FOR_ROWS_MS = 5_000

/** Opens nothing yet. */
export function createDesktop(options: Options): Desktop {
  const { outDir, profileDir, session, clock, log, gestures, dropped, demo } = options
  const isDemo = demo.role === 'inside'
  const memory = createWindowMemory(windowMemoryIn(profileDir))
  const zoom = createZoom(memory)
  const command = startCommand(process.argv)
  const systemStart = createSystemStart({ command })
  const windows = createPageWindows({
    preloadPath: join(outDir, 'preload', 'preload.cjs'),
    session,
    devTools: !app.isPackaged,
    report: (call, error) => log.unexpected(call, error),
    theme() {
      const { theme } = memory.read()
      return { name: theme, isDark: theme === 'system' ? nativeTheme.shouldUseDarkColors : theme === 'dark' }
    },
    watch: (contents) => gestures.watch(contents),
    dropped,
    clock,
    failed: (error) => void log.unexpected('page', error),
  })
  const firstFrame = Promise.withResolvers()
  let program: Program | undefined
  let push: World['push'] = () => undefined
  const waiting = createPendingCommand(() => program?.lock.isLocked() ?? false)
  const main = createMainWindow({
    windows,
    memory,
    waiting,
    commandWaits: () => push('desktop:command-waits', undefined),
    shown: () => firstFrame.resolve(undefined),
    opened(window) {
      zoom.follow(window)
      closeAsMeant(window)
      if (process.platform === 'darwin') void app.dock?.show()
    },
    isEnding: () => quitting.isUnderWay(),
    title: isDemo ? windowTitles.demo : windowTitles.main,
    clock,
  })
  const background = {
    iconDir: join(outDir, '..', 'resources', 'tray'),
    memory,
    systemStart,
    clock,
    log,
    showMain: (command?: PageCommand) => main.show(command),
    showPalette: () => palette.show(),
    lock: () => program?.lock.lock(),
  }
  const backgroundMode = isDemo ? createDemoBackground(memory) : createBackgroundMode(background)
  const quitting = askBeforeQuitting({
    atRisk: () => program?.atRisk() ?? 0,
    parent: () => main.current(),
    stay: () => main.show(),
  })

  const palette = createPaletteWindow({
    windows,
    emit: (event) => push(event, undefined),
    isEnding: () => quitting.isUnderWay(),
    died: (reason) => log.info('the palette’s page died', { reason }),
  })
  const approval = createApprovalWindow({
    windows,
    clock,
    zoomLevel: () => memory.read().zoomLevel,
    isEnding: () => quitting.isUnderWay(),
    died: (reason) => log.info('the approval card’s page died', { reason }),
  })
  const shortcut = createShortcut({
    port: createOsShortcuts(),
    clock,
    log,
    fire: () => palette.toggle(),
    changed: (state) => push('shortcut:changed', state),
  })

  /** The window was closed before the settings were known, which say what closing means. */
  let isCloseDue = false

  function closeAsMeant(window: BrowserWindow): void {
    window.on('close', (event) => {
      if (program === undefined && !quitting.isUnderWay()) {
        event.preventDefault()
        isCloseDue = true
        window.hide()
        return
      }
      const meaning = backgroundMode.closing(quitting.isUnderWay())
      if (meaning === 'close') return
      event.preventDefault()
      if (meaning === 'minimise') window.minimize()
      // The question about secrets comes first, and needs the window. Within this event, Electron takes the quit back.
      else setImmediate(() => app.quit())
    })
    // A program without a window has no place in the dock while its icon is in the menu bar.
    window.once('closed', () => {
      if (process.platform === 'darwin' && backgroundMode.staysInTray()) app.dock?.hide()
    })
  }

  const firstRows = Promise.withResolvers()
  let isWarmingDue = true

  /** Call when the main page has drawn its rows: before that, the palette's page would compete with it for the processor. */
  function warmPaletteSoon(): void {
    if (!isWarmingDue) return
    isWarmingDue = false
    clock.after(PALETTE_AFTER_MS, () => palette.warm())
  }

  function answer({ isHidden, isQuick, isLock, link }: LaunchRequest): void {
    if (isLock) lockOrExplain()
    else if (link !== undefined) openView(link.view)
    else if (isQuick) palette.show()
    else if (!isHidden) main.show()
  }

  let isLockRequested = false

  /** Whoever wants to lock and has set no lock gets to see where one is set. A request that comes before the program waits for it. */
  function lockOrExplain(): void {
    isLockRequested = program === undefined
    if (program === undefined || program.lock.isLocked()) return
    if (program.lock.canLock()) program.lock.lock()
    else main.show({ kind: 'settings' })
  }

  async function openDemo(open: () => Promise<void>): Promise<void> {
    await open().catch((error: unknown) => void log.unexpected('open the demo vault', error))
  }

  /** The main page undoes texts and commands. Another window has only a text to undo. */
  function undo(): void {
    const focused = BrowserWindow.getFocusedWindow()
    if (focused === null || focused === main.current()) main.show({ kind: 'undo' })
    else focused.webContents.undo()
  }

  function openView(view: ViewCommand | undefined): void {
    if (view === undefined) return
    palette.hide('window')
    main.show(view)
  }

  /** Updates the menu's lock entry, which depends on whether a lock is set. */
  function onEvent(name: EventName): void {
    if (name !== 'lock:changed' && name !== 'app:reset') return
    if (program?.lock.isLocked() === true) waiting.locked()
    const item = Menu.getApplicationMenu()?.getMenuItemById(LOCK_ITEM)
    if (item) item.enabled = program?.lock.canLock() ?? false
  }

  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      appMenu(
        { isMac: process.platform === 'darwin', devTools: !app.isPackaged },
        {
          run: (command) => main.show(command),
          undo,
          zoom: (step) => zoom.step(main.current(), step),
          lock: () => program?.lock.lock(),
          openDemo: demo.role === 'offered' ? () => void openDemo(demo.open) : undefined,
        },
      ),
    ),
  )
  app.on('activate', () => main.show())
  // The vault, its timers and its tray keep running without a window: only quitting ends them.
  app.on('window-all-closed', () => undefined)

  return {
    port: {
      ...(!isDemo && { command }),
      takeCommand: () => waiting.take(),
      useSettings(settings) {
        if (!isDemo) shortcut.use(settings.shortcut)
        backgroundMode.useSettings(settings)
      },
      facts: () => backgroundMode.facts(),
      startTimes: () => startTimes(creationTime() ?? process.getCreationTime() ?? performance.timeOrigin),
      notices: () => readFile(join(outDir, 'THIRD-PARTY-NOTICES.txt'), 'utf8'),
      demo,
      approvalCard: approval.port,
      showPalette: () => palette.show(),
      hidePalette: () => palette.hide(),
      openView,
      shortcut: () => shortcut.state(),
      recordShortcut: (isRecording) => shortcut.record(isRecording),
    },
    listening: () => [
      windows.listening,
      backgroundMode.listening,
      { send: (_channel, name) => onEvent(name) },
    ],
    firstFrameShown: firstFrame.promise,
    firstRowsShown: firstRows.promise,
    answer(request) {
      const isHidden = request.isHidden || (memory.read().startsHidden && systemStart.wasBySystem())
      answer({ ...request, isHidden })
      if (main.current() === undefined) firstFrame.resolve(undefined)
      else clock.after(MOST_WAIT_FOR_FRAME_MS, () => firstFrame.resolve(undefined))
    },
    answerAnother: answer,
    follow: (link) => openView(viewOfLink(link)),
    show: (command) => main.show(command),
    showApprovalCard: () => approval.bringForward(),
    serve(served) {
      program = served.program
      push = served.push
      const { handlers } = program
      windows.serve({
        openGate: served.openGate,
        handlers: {
          ...handlers,
          'app:frame-ack'(input) {
            firstRows.resolve(undefined)
            warmPaletteSoon()
            return handlers['app:frame-ack'](input)
          },
        },
      })
      backgroundMode.begin(handlers)
      onEvent('app:reset') // what it began with
      if (isLockRequested) lockOrExplain()
      palette.repeatShown()
      if (isCloseDue && main.current()?.isVisible() === false) main.current()?.close()
      if (main.current() !== undefined) {
        clock.after(MOST_WAIT_FOR_ROWS_MS, () => firstRows.resolve(undefined))
        return
      }
      firstRows.resolve(undefined)
      endStart()
      palette.warm()
    },
    close: () => backgroundMode.close(),
  }
}
