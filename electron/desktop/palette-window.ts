/** The quick palette's window: created in advance to show immediately, hidden when it loses the focus, created again when its page crashes. */
import { app, BrowserWindow, screen } from 'electron'
import { PALETTE_CALLS } from '../core/desktop/palette-calls.ts'
import type { PageKind, PageWindows } from './page-windows.ts'
import { hideSteps, PALETTE_SIZE, placeIn, type HideStep } from './palette-place.ts'
import { windowTitles } from './window-messages.ts'

export interface PaletteWindow {
  /** Creates the window, hidden. Does nothing if the window exists. */
  warm(): void
  /** Shows the window in front, focused, on the display with the pointer. */
  show(): void
  /** Hides the window. The window before it gets the focus, unless another window of Keyhold gets it. */
  hide(next?: 'window'): void
  /** Shows or hides the window, for a shortcut that does both. */
  toggle(): void
  /** Notifies the page again that it is shown, because the window may have been shown before events could reach the page. */
  repeatShown(): void
}

interface Deps {
  readonly windows: PageWindows
  /** Notifies the page that its window was shown or hidden. */
  readonly emit: (event: 'palette:shown' | 'palette:hidden') => void
  /** Whether the program is quitting: the window then closes instead of hiding. */
  readonly isEnding: () => boolean
  readonly died: (reason: string) => void
}

const PALETTE: PageKind = {
  pathname: '/palette.html',
  calls: PALETTE_CALLS,
  options: {
    ...PALETTE_SIZE,
    title: windowTitles.palette,
    frame: false,
    resizable: false,
    minimizable: process.platform === 'win32', // this is how it hides there: see hideSteps
    maximizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    // A panel gets the keyboard without activating the app, also above the full-screen window of another app.
    ...(process.platform === 'darwin' && { type: 'panel' }),
  },
}

export function createPaletteWindow({ windows, emit, isEnding, died }: Deps): PaletteWindow {
  let current: BrowserWindow | undefined
  let isLoaded = false
  /** Whether showing was requested before the page had loaded. */
  let isDue = false

  function open(): BrowserWindow {
    const window = windows.open(PALETTE)
    current = window
    isLoaded = false
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true })
    // The page's script has run by then. It would miss an earlier event.
    window.webContents.once('did-finish-load', () => {
      isLoaded = true
      if (isDue) present(window)
    })
    window.on('blur', () => hide('window')) // another window has the focus already
    window.on('close', (event) => {
      if (isEnding()) return
      event.preventDefault()
      hide()
    })
    window.once('closed', () => {
      if (current === window) current = undefined
    })
    window.webContents.once('render-process-gone', (_event, { reason }) => replace(window, reason))
    return window
  }

  /** A window whose page never loaded is created again only on request. Otherwise it would be created endlessly. */
  function replace(window: BrowserWindow, reason: string): void {
    if (isEnding()) return
    died(reason)
    const wasLoaded = isLoaded
    if (current === window) current = undefined
    window.destroy()
    if (wasLoaded) open()
  }

  function present(window: BrowserWindow): void {
    isDue = false
    window.setBounds(placeIn(screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea))
    if (window.isMinimized()) window.restore()
    emit('palette:shown')
    window.show()
    window.focus()
  }

  function repeatShown(): void {
    if (current?.isVisible() === true) emit('palette:shown')
  }

  function show(): void {
    if (isEnding()) return // a window that is created while all others close would keep the program running
    const window = current ?? open()
    if (isLoaded) present(window)
    else isDue = true
  }

  function hide(next?: 'window'): void {
    isDue = false
    const window = current
    if (window?.isVisible() !== true) return
    emit('palette:hidden')
    if (next === 'window') {
      window.hide()
      return
    }
    const isAnotherSeen = BrowserWindow.getAllWindows().some((one) => one !== window && one.isVisible())
    for (const step of hideSteps(process.platform, isAnotherSeen)) STEPS[step](window)
  }

  return {
    warm() {
      if (current === undefined && !isEnding()) open()
    },
    show,
    hide,
    repeatShown,
    toggle: () => (current?.isVisible() === true ? hide() : show()),
  }
}

const STEPS: Record<HideStep, (window: BrowserWindow) => void> = {
  minimize: (window) => window.minimize(),
  hide: (window) => window.hide(),
  'hide-program': () => app.hide(),
}
