/** The system's shortcuts through Electron. Only for use after `ready`. */
import { app, globalShortcut } from 'electron'
import type { ShortcutsPort } from '../core/ports/shortcuts.ts'
import { isWayland } from './wayland.ts'

export const createOsShortcuts = (): ShortcutsPort => ({
  isTrusted: !isWayland(process.platform, process.env),
  watch: (accelerator, fire) => globalShortcut.register(accelerator, fire),
  unwatch: (accelerator) => globalShortcut.unregister(accelerator),
})

/** Must run before Electron is ready. On Wayland shortcuts go through the desktop's portal, which asks the user. */
export function allowPortalShortcuts(): void {
  if (process.platform === 'linux') app.commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal')
}
