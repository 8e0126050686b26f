/** The quick palette's window: made beforehand, so that it shows at once; hidden when it loses the focus; made anew when its page dies. */
import { app, BrowserWindow, screen } from 'electron'
import { PALETTE_CALLS } from '../core/desktop/palette-calls.ts'
import type { PageKind, PageWindows } from './page-windows.ts'
import { hideSteps, PALETTE_SIZE, placeIn, type HideStep } from './palette-place.ts'
import { windowTitles } from './window-messages.ts'

export interface PaletteWindow {
  /** Creates the window, hidden. Does nothing if the window exists. */
  warm(): void
  /** In front, with the focus, on the display that the pointer is on. */
  show(): void
  /** Gives the focus back to the window that had it before, unless it goes to another one of ours. */
  hide(next?: 'window'): void
  /** For a key that both opens and closes it. */
  toggle(): void
  /** Notifies a page that is shown again: it may have been shown before events reached it. */
  repeatShown(): void
}

interface Deps {
  readonly windows: PageWindows
  /** Notifies the page that its window was shown or hidden. */
  readonly emit: (event: 'palette:shown' | 'palette:hidden') => void
  /** The program is quitting: windows really close. */
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
    minimizable: process.platform === 'win32', // its way out there: see hideSteps
    maximizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    // A panel takes the keyboard without bringing the program forward, also over another one's full screen.
    ...(process.platform === 'darwin' && { type: 'panel' }),
  },
}

export function createPaletteWindow({ windows, emit, isEnding, died }: Deps): PaletteWindow {
  let current: BrowserWindow | undefined
  let isLoaded = false
  /** Requested before its page had loaded. */
  let isDue = false

  function open(): BrowserWindow {
    const window = windows.open(PALETTE)
    current = window
    isLoaded = false
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true })
    // Its scripts have run by then: an earlier word about being seen would be missed.
    window.webContents.once('did-finish-load', () => {
      isLoaded = true
      if (isDue) present(window)
    })
    window.on('blur', () => hide('window')) // the focus has been given to something else already
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

  /** One that never got as far as its page is made again only when it is asked for, or it would be for ever. */
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
    if (isEnding()) return // a window that comes when all the others go keeps the program from ending
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
