/** A desktop without windows, which sends no commands to the page. */
import type { DesktopPort } from '../../electron/core/ports/desktop.ts'

export const fakeDesktop = (changes: Partial<DesktopPort> = {}): DesktopPort => ({
  takeCommand: () => undefined,
  useSettings: () => undefined,
  facts: async () => ({
    trayHost: 'unknown',
    trayIcon: 'hidden',
    startsWithSystem: 'off',
    desktop: '',
  }),
  notices: async () => 'Made-up notices',
  showPalette: () => undefined,
  hidePalette: () => undefined,
  openView: () => undefined,
  recordShortcut: () => undefined,
  shortcut: () => ({ state: 'off', accelerator: '' }),
  ...changes,
})
