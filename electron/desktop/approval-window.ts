/** The approval card's window: opened at the first card, then kept hidden between cards; in front of everything while one waits. */
import { app, screen, type BrowserWindow } from 'electron'
import { APPROVAL_CALLS } from '../core/approvals/approval-calls.ts'
import type { ApprovalCardPort } from '../core/ports/desktop.ts'
import type { Clock } from '../core/ports/world.ts'
import { cardPlace } from './approval-place.ts'
import { createCardPresses } from './card-presses.ts'
import type { PageKind, PageWindows } from './page-windows.ts'
import { windowTitles } from './window-messages.ts'

export interface ApprovalWindow {
  readonly port: ApprovalCardPort
  /** Does nothing while no card waits. */
  bringForward(): void
}

interface Deps {
  readonly windows: PageWindows
  readonly clock: Pick<Clock, 'steadyMs'>
  /** The main page's zoom: people who need it need it here as well. */
  readonly zoomLevel: () => number
  /** The program is quitting: no window opens any more, and windows really close. */
  readonly isEnding: () => boolean
  readonly died: (reason: string) => void
}

const CARD: PageKind = {
  pathname: '/approval.html',
  calls: APPROVAL_CALLS,
  options: {
    title: windowTitles.approval,
    minWidth: 320,
    minHeight: 240,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    alwaysOnTop: true,
    autoHideMenuBar: true,
  },
}

export function createApprovalWindow({ windows, clock, zoomLevel, isEnding, died }: Deps): ApprovalWindow {
  const presses = createCardPresses(clock)
  let current: BrowserWindow | undefined
  let isLoaded = false
  /** A card waits for its answer. */
  let isDue = false
  let closed: () => void = () => undefined

  function open(): BrowserWindow {
    const window = windows.open(CARD)
    current = window
    isLoaded = false
    if (process.platform !== 'darwin') window.removeMenu()
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true })
    window.webContents.on('input-event', (_event, { type, modifiers }) => presses.saw(type, modifiers ?? []))
    window.on('page-title-updated', (event) => event.preventDefault())
    window.webContents.once('did-finish-load', () => {
      isLoaded = true
      if (isDue) present(window)
    })
    window.on('close', (event) => {
      if (isEnding()) return
      event.preventDefault()
      if (isDue) closed()
      hide()
    })
    window.once('closed', () => {
      if (current === window) current = undefined
    })
    window.webContents.once('render-process-gone', (_event, { reason }) => replace(window, reason))
    return window
  }

  /** A page that died before it had loaded is made again only for the next card, or it would be for ever. */
  function replace(window: BrowserWindow, reason: string): void {
    if (isEnding()) return
    died(reason)
    const wasLoaded = isLoaded
    if (current === window) current = undefined
    window.destroy()
    if (wasLoaded && isDue) open()
    else if (isDue) closed()
  }

  function present(window: BrowserWindow): void {
    const level = zoomLevel()
    window.webContents.setZoomLevel(level)
    if (!window.isVisible())
      window.setBounds(
        cardPlace(screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea, level),
      )
    presses.begin()
    window.show()
    window.moveTop()
    window.focus()
  }

  function hide(): void {
    isDue = false
    if (current?.isVisible() === true) current.hide()
  }

  return {
    port: {
      show() {
        if (isEnding()) return false
        isDue = true
        const window = current ?? open()
        if (isLoaded) present(window)
        return true
      },
      hide,
      mayStayBehind: isWayland(),
      gestures: { take: () => presses.take(), mayBeUnseen: () => app.accessibilitySupportEnabled },
      onClosed: (handler) => void (closed = handler),
    },
    bringForward() {
      if (isDue && isLoaded && current !== undefined) present(current)
    },
  }
}

/** Wayland lets no program bring its own window to the front. */
function isWayland(): boolean {
  if (process.platform !== 'linux') return false
  const chosen = app.commandLine.getSwitchValue('ozone-platform')
  return chosen === '' ? process.env.XDG_SESSION_TYPE === 'wayland' : chosen === 'wayland'
}
