/** The main window: opened on demand at its last place, brought to the front, and opened again after it was destroyed. */
import { screen, type BrowserWindow } from 'electron'
import iconPath from '../../resources/icon.png?asset'
import type { PageCommand } from '../../shared/desktop/page-commands.ts'
import type { Clock } from '../core/ports/world.ts'
import { createFirstShow } from './first-show.ts'
import type { PageWindows } from './page-windows.ts'
import type { PendingCommand } from './pending-command.ts'
import { markStart } from './start-marks.ts'
import type { WindowMemory } from './window-memory.ts'
import { placeWindow } from './window-place.ts'

export interface MainWindow {
  /** Brings the window to the front; opens one if none exists. Its page runs `command` as soon as it can. */
  show(command?: PageCommand): void
  /** `undefined` while no window exists. */
  current(): BrowserWindow | undefined
}

interface Deps {
  readonly windows: PageWindows
  readonly memory: WindowMemory
  /** The command that its page has yet to run. */
  readonly waiting: PendingCommand
  /** Notifies the page that a command is pending. */
  readonly commandWaits: () => void
  /** Called when a new window first shows. */
  readonly shown: () => void
  /** Called with every new window, before it shows. */
  readonly opened: (window: BrowserWindow) => void
  /** Whether the program is ending. A new window would prevent that. */
  readonly isEnding: () => boolean
  /** The window's title. The page's own title is ignored. */
  readonly title: string
  readonly clock: Pick<Clock, 'after'>
}

const USUAL = { width: 1_200, height: 800 }
const SMALLEST = { width: 720, height: 480 }

/** Keeps nothing of a destroyed window. The page of the next one requests its own snapshot. */
export function createMainWindow(deps: Deps): MainWindow {
  const { windows, memory, waiting, commandWaits, shown, opened, isEnding, title, clock } = deps
  let current: BrowserWindow | undefined

  function open(): void {
    const { bounds, isMaximised } = memory.read()
    const primary = screen.getPrimaryDisplay()
    const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
    const workAreas = [primary, ...others].map(({ workArea }) => workArea)
    const window = windows.open({
      pathname: '/',
      options: {
        ...placeWindow({ last: bounds, workAreas, usual: USUAL, smallest: SMALLEST }),
        minWidth: SMALLEST.width,
        minHeight: SMALLEST.height,
        title,
        icon: iconPath, // for systems without an icon from the package: Linux, and all systems in development
        autoHideMenuBar: true,
      },
    })
    current = window
    markStart('window')
    window.on('page-title-updated', (event) => event.preventDefault())
    const { painted, loaded } = createFirstShow({
      show() {
        if (window.isDestroyed()) return
        if (isMaximised) window.maximize()
        window.show()
        shown()
      },
      clock,
    })
    window.once('ready-to-show', () => {
      markStart('paint')
      painted()
    })
    window.webContents.once('did-finish-load', loaded)
    window.on('close', () =>
      memory.keep({ bounds: window.getNormalBounds(), isMaximised: window.isMaximized() }),
    )
    window.once('closed', () => {
      if (current === window) current = undefined
    })
    opened(window)
  }

  function bringForward(window: BrowserWindow): void {
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }

  return {
    show(command) {
      if (isEnding()) return
      waiting.ask(command)
      if (current === undefined) open()
      else bringForward(current)
      if (command !== undefined) commandWaits() // a page that is still loading fetches the command once it has loaded
    },
    current: () => current,
  }
}
