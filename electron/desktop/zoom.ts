/** The zoom of the main page: changed by menu and wheel, remembered between starts. */
import type { BrowserWindow } from 'electron'
import type { WindowMemory } from './window-memory.ts'

export interface Zoom {
  /** Restores the last zoom of the window's page, and follows the wheel. */
  follow(window: BrowserWindow): void
  /** Zooms in by one step (1), out (-1), or back to the usual size (0). */
  step(window: BrowserWindow | undefined, step: 1 | -1 | 0): void
}

/** The step of the menu and the wheel, in Chromium's zoom levels. */
const STEP = 0.5
const LEVELS = { lowest: -3, highest: 5 }

export function createZoom(memory: WindowMemory): Zoom {
  function step(window: BrowserWindow | undefined, by: 1 | -1 | 0): void {
    if (window === undefined) return
    const level = by === 0 ? 0 : memory.read().zoomLevel + by * STEP
    const zoomLevel = Math.max(LEVELS.lowest, Math.min(LEVELS.highest, level))
    memory.keep({ zoomLevel })
    window.webContents.setZoomLevel(zoomLevel)
  }

  return {
    follow(window) {
      const { webContents } = window
      // Chromium stores the level for an address, so it is set after the page has one.
      webContents.once('dom-ready', () => webContents.setZoomLevel(memory.read().zoomLevel))
      webContents.on('zoom-changed', (_event, direction) => step(window, direction === 'in' ? 1 : -1))
    },
    step,
  }
}
