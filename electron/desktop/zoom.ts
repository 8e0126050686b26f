/** How large the main page is drawn: by menu and wheel, remembered between starts. */
import type { BrowserWindow } from 'electron'
import type { WindowMemory } from './window-memory.ts'

export interface Zoom {
  /** Restores the last zoom of the window's page, and follows the wheel. */
  follow(window: BrowserWindow): void
  /** One step nearer (1) or farther (-1), or back to the usual size (0). */
  step(window: BrowserWindow | undefined, step: 1 | -1 | 0): void
}

/** Chromium's own steps are whole levels; half of one is a third of the way that people expect from browsers. */
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
      // The level belongs to the address, so it holds only once there is one.
      webContents.once('dom-ready', () => webContents.setZoomLevel(memory.read().zoomLevel))
      webContents.on('zoom-changed', (_event, direction) => step(window, direction === 'in' ? 1 : -1))
    },
    step,
  }
}
