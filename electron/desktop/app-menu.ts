/** The application's menu on each system, as Electron's template. Pure. */
import type { MenuItemConstructorOptions } from 'electron'
import { commandFacts, type CommandId, type MenuCommand } from '../../shared/desktop/commands.ts'
import type { PageCommand } from '../../shared/desktop/page-commands.ts'
import { menuMessages } from './window-messages.ts'

export interface MenuActions {
  /** Shows the main window and sends the command to its page. */
  run(command: PageCommand): void
  /** One step nearer (1) or farther (-1), or back to the usual size (0). */
  zoom(step: 1 | -1 | 0): void
  /** Undoes in the focused window: a text of a field, or the last local change. */
  undo(): void
  /** Locks the app, if a lock is set. */
  lock(): void
  /** Opens a demo vault beside this program. Missing: this is one. */
  openDemo: (() => void) | undefined
}

/** The entry that is disabled while no lock is set. */
export const LOCK_ITEM = 'lock'

interface MenuFacts {
  readonly isMac: boolean
  /** Developer tools, for unpackaged programs. */
  readonly devTools: boolean
}

type Item = MenuItemConstructorOptions
const LINE: Item = { type: 'separator' }

/** "Connect account…" as macOS writes it in a menu: "Connect Account…". */
const titleCase = (words: string): string =>
  words.replaceAll(/(?<=^|\s)\p{L}/gu, (letter) => letter.toUpperCase())

/** Shown on hover and to macOS; only accelerators that Electron knows. */
const acceleratorOf = (id: CommandId): string | undefined =>
  commandFacts(id).shortcuts?.find((shortcut) => /^(?:CommandOrControl|Alt)\+|^F\d/.test(shortcut))

/**
 * Drawn from the list of commands, so that macOS finds each by its name and others see its keys. The page takes those presses itself,
 * before any menu (it knows whether a dialog is open), so they are shown and not registered.
 */
export function appMenu({ isMac, devTools }: MenuFacts, actions: MenuActions): Item[] {
  const command = (id: CommandId, click: () => void): Item => {
    const { words } = commandFacts(id)
    const accelerator = acceleratorOf(id)
    return {
      label: isMac ? titleCase(words) : words,
      ...(accelerator !== undefined && { accelerator, registerAccelerator: false }),
      click,
    }
  }
  const pageCommand = (kind: MenuCommand): Item => command(kind, () => actions.run({ kind }))
  const zoom = (label: string, accelerator: string, step: 1 | -1 | 0): Item => ({
    label,
    accelerator,
    click: () => actions.zoom(step),
  })
  const settings = pageCommand('settings')
  const about = pageCommand('about')

  const application: Item = {
    role: 'appMenu',
    submenu: [
      about,
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
    label: menuMessages.file,
    submenu: [
      pageCommand('add-key'),
      pageCommand('connect-account'),
      pageCommand('import-keys'),
      LINE,
      pageCommand('sync'),
      LINE,
      pageCommand('back-up'),
      pageCommand('check-backup'),
      pageCommand('restore'),
      LINE,
      { ...command('lock', () => actions.lock()), id: LOCK_ITEM, enabled: false },
      LINE,
      ...(isMac ? [] : [settings, LINE]),
      { role: 'close' },
      ...(isMac ? [] : [{ role: 'quit', accelerator: 'CommandOrControl+Q' } as const]),
    ],
  }
  const edit: Item = {
    label: menuMessages.edit,
    submenu: [
      command('undo', () => actions.undo()),
      { role: 'redo' },
      LINE,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      LINE,
      pageCommand('search'),
    ],
  }
  const view: Item = {
    label: menuMessages.view,
    submenu: [
      pageCommand('commands'),
      LINE,
      pageCommand('keys'),
      pageCommand('timeline'),
      pageCommand('history'),
      pageCommand('back'),
      LINE,
      zoom(menuMessages.actualSize, 'CommandOrControl+0', 0),
      zoom(menuMessages.zoomIn, 'CommandOrControl+Plus', 1),
      // The plus key without Shift, as most keyboards have it.
      {
        ...zoom(menuMessages.zoomIn, 'CommandOrControl+=', 1),
        visible: false,
        acceleratorWorksWhenHidden: true,
      },
      zoom(menuMessages.zoomOut, 'CommandOrControl+-', -1),
      LINE,
      { role: 'togglefullscreen' },
      ...(devTools ? [LINE, { role: 'toggleDevTools' } as const] : []),
    ],
  }
  const help: Item = {
    role: 'help',
    submenu: [
      pageCommand('shortcuts'),
      ...(actions.openDemo === undefined ? [] : [command('demo', actions.openDemo)]),
      ...(isMac ? [] : [LINE, about]),
    ],
  }
  return [...(isMac ? [application] : []), file, edit, view, { role: 'windowMenu' }, help]
}
