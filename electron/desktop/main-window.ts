/** The main window: opened on demand, brought forward, and opened anew after it was destroyed. */
import type { BrowserWindow } from 'electron'
import iconPath from '../../resources/icon.png?asset'
import type { PageAct } from '../../shared/page-acts.ts'
import type { PageKind, PageWindows } from './page-windows.ts'

export interface MainWindow {
  /** Shows it in front; opens it first where there is none. Its page then does `act`, once it can. */
  show(act?: PageAct): void
  /** `undefined` while there is none. */
  current(): BrowserWindow | undefined
  /** The act that its page has still to do; it is handed out once. */
  takeAct(): PageAct | undefined
}

interface Deps {
  readonly windows: PageWindows
  /** Tells the page that an act waits for it. */
  readonly actWaits: () => void
  /** Called with every new window, before it shows. */
  readonly opened: (window: BrowserWindow) => void
}

const MAIN: PageKind = {
  pathname: '/',
  look: {
    width: 1_200,
    height: 800,
    minWidth: 720,
    minHeight: 480,
    title: 'Keyhold',
    icon: iconPath, // where the package does not bring one: Linux, and every system while developing
    autoHideMenuBar: true,
  },
}

/** A window that was destroyed leaves nothing behind here; the page of the next one asks for its own snapshot. */
export function createMainWindow({ windows, actWaits, opened }: Deps): MainWindow {
  let current: BrowserWindow | undefined
  let waiting: PageAct | undefined

  function open(): void {
    const window = windows.open(MAIN)
    current = window
    // Not before its page has painted: what shows earlier is an empty frame.
    window.once('ready-to-show', () => window.show())
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
    show(act) {
      waiting = act ?? waiting
      if (current === undefined) open()
      else bringForward(current)
      if (act !== undefined) actWaits() // a page that is still loading takes it when it is there
    },
    current: () => current,
    takeAct() {
      const act = waiting
      waiting = undefined
      return act
    },
  }
}
