/** The application's menu on each system, as Electron's template. Pure. */
import type { MenuItemConstructorOptions } from 'electron'
import type { PageCommand } from '../../shared/desktop/page-commands.ts'

export interface MenuActs {
  /** Shows the main window and asks its page. */
  act(act: PageCommand): void
  /** One step nearer (1) or farther (-1), or back to the usual size (0). */
  zoom(step: 1 | -1 | 0): void
  /** Locks the app, where a lock is set. */
  lock(): void
}

/** The entry that is off while there is nothing to lock. */
export const LOCK_ITEM = 'lock'

interface MenuFacts {
  readonly isMac: boolean
  /** Developer tools, for unpackaged programs. */
  readonly devTools: boolean
}

type Item = MenuItemConstructorOptions
type SimpleAct = Exclude<PageCommand['act'], 'show-key' | 'copy-key' | 'attention'>

const LINE: Item = { type: 'separator' }

/**
 * Every act of the page that has a shortcut is in it, so that macOS finds it by its name and others see its keys. The page
 * takes those presses itself, before any menu (it knows whether a dialog is open), so they are shown and not registered.
 */
export function appMenu({ isMac, devTools }: MenuFacts, acts: MenuActs): Item[] {
  const pageCommand = (label: string, accelerator: string, act: SimpleAct): Item => ({
    label,
    accelerator,
    registerAccelerator: false,
    click: () => acts.act({ act }),
  })
  const zoom = (label: string, accelerator: string, step: 1 | -1 | 0): Item => ({
    label,
    accelerator,
    click: () => acts.zoom(step),
  })
  const settings = pageCommand(isMac ? 'Settings…' : 'Settings', 'CommandOrControl+,', 'settings')

  const application: Item = {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      LINE,
      settings,
      LINE,
      { role: 'services' },
      LINE,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      LINE,
      { role: 'quit' },
    ],
  }
  const file: Item = {
    label: '&File',
    submenu: [
      pageCommand('Add Key…', 'CommandOrControl+N', 'add-key'),
      pageCommand('Connect Account…', 'CommandOrControl+Shift+N', 'connect-account'),
      LINE,
      pageCommand('Sync Now', 'CommandOrControl+R', 'sync'),
      {
        id: LOCK_ITEM,
        label: 'Lock Now',
        accelerator: 'CommandOrControl+L',
        registerAccelerator: false,
        enabled: false,
        click: () => acts.lock(),
      },
      LINE,
      ...(isMac ? [] : [settings, LINE]),
      { role: 'close' },
      ...(isMac ? [] : [{ role: 'quit', accelerator: 'CommandOrControl+Q' } as const]),
    ],
  }
  const edit: Item = {
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      LINE,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      LINE,
      pageCommand('Find', 'CommandOrControl+F', 'search'),
    ],
  }
  const view: Item = {
    label: '&View',
    submenu: [
      pageCommand('Keys', 'CommandOrControl+1', 'keys'),
      pageCommand('Timeline', 'CommandOrControl+2', 'timeline'),
      pageCommand('History', 'CommandOrControl+3', 'history'),
      LINE,
      zoom('Actual Size', 'CommandOrControl+0', 0),
      zoom('Zoom In', 'CommandOrControl+Plus', 1),
      // The plus key without Shift, as most keyboards have it.
      { ...zoom('Zoom In', 'CommandOrControl+=', 1), visible: false, acceleratorWorksWhenHidden: true },
      zoom('Zoom Out', 'CommandOrControl+-', -1),
      LINE,
      { role: 'togglefullscreen' },
      ...(devTools ? [LINE, { role: 'toggleDevTools' } as const] : []),
    ],
  }
  return [...(isMac ? [application] : []), file, edit, view, { role: 'windowMenu' }]
}
