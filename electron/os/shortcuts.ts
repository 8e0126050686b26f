/** The system's shortcuts through Electron. Only for use after `ready`. */
import { app, globalShortcut } from 'electron'
import type { ShortcutsPort } from '../core/ports/shortcuts.ts'
import { isWayland } from './wayland.ts'

export function createOsShortcuts(): ShortcutsPort {
  const watched = new Map<string, () => void>()

  /** Electron 42 and newer can suspend all shortcuts at once; for older versions, each one is unregistered and registered again. */
  function suspendEach(isSuspended: boolean): void {
    for (const [accelerator, fire] of watched) {
      if (isSuspended) globalShortcut.unregister(accelerator)
      else globalShortcut.register(accelerator, fire)
    }
  }

  return {
    isTrusted: !isWayland(process.platform, process.env),
    watch(accelerator, fire) {
      const isTaken = globalShortcut.register(accelerator, fire)
      if (isTaken) watched.set(accelerator, fire)
      return isTaken
    },
    unwatch(accelerator) {
      watched.delete(accelerator)
      globalShortcut.unregister(accelerator)
    },
    suspend(isSuspended) {
      const { setSuspended } = globalShortcut as Partial<Pick<typeof globalShortcut, 'setSuspended'>>
      if (setSuspended === undefined) suspendEach(isSuspended)
      else setSuspended.call(globalShortcut, isSuspended)
    },
  }
}

/** Must run before Electron is ready. On Wayland shortcuts go through the desktop's portal, which asks the user. */
export function allowPortalShortcuts(): void {
  if (process.platform === 'linux') app.commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal')
}
