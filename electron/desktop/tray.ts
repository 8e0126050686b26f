/** The icon in the system's tray and its menu, on systems that have a tray. */
import { join } from 'node:path'
import { Menu, nativeTheme, Tray, type MenuItemConstructorOptions } from 'electron'
import type { Settings } from '../../shared/model/settings.ts'
import type { TrayCommand, TrayItem, TrayMenu } from '../../shared/desktop/tray-menu.ts'
import { trayMessages } from '../../shared/desktop/tray-messages.ts'
import type { KeyId } from '../../shared/model/model.ts'
import { trayIconFile } from './tray-icon.ts'

export interface SystemTray {
  /** Whether the icon is visible and can be clicked. */
  isThere(): boolean
  /** Shows or removes the icon. */
  place(isHosted: boolean): void
  say(menu: TrayMenu): void
  useIcon(choice: Settings['trayIcon']): void
  close(): void
}

interface Deps {
  /** The folder of the images, under the names that the system expects. */
  readonly iconDir: string
  readonly copy: (key: KeyId) => void
  readonly show: (key: KeyId) => void
  readonly run: (command: TrayCommand) => void
}

/** Creates no icon until the caller reports that the system has a tray. */
export function createTray({ iconDir, copy, show, run }: Deps): SystemTray {
  let tray: Tray | undefined
  let menu: TrayMenu | undefined
  let choice: Settings['trayIcon'] = 'auto'

  const icon = () =>
    join(
      iconDir,
      trayIconFile({
        platform: process.platform,
        choice,
        isDark: nativeTheme.shouldUseDarkColors,
        desktop: process.env.XDG_CURRENT_DESKTOP,
        isAttentive: menu?.isAttentive ?? false,
      }),
    )

  function template(item: TrayItem): MenuItemConstructorOptions {
    switch (item.kind) {
      case 'line':
        return { type: 'separator' }
      case 'heading':
        return { label: plain(item.label), enabled: false }
      case 'copy':
        return { label: plain(item.label), enabled: item.isReady, click: () => copy(item.key) }
      case 'show':
        return { label: plain(item.label), click: () => show(item.key) }
      case 'command':
        return { label: plain(item.label), enabled: item.isReady, click: () => run(item.command) }
    }
  }

  function draw(): void {
    if (tray === undefined) return
    tray.setImage(icon())
    tray.setToolTip(menu?.tooltip ?? trayMessages.app)
    // Set again after each change, because Linux keeps showing the menu as it was when it was set.
    tray.setContextMenu(Menu.buildFromTemplate((menu?.items ?? []).map(template)))
  }

  function place(isHosted: boolean): void {
    if (isHosted === (tray !== undefined)) return
    if (!isHosted) {
      tray?.destroy()
      tray = undefined
      return
    }
    tray = new Tray(icon())
    // An extra: Linux may never send clicks, and macOS opens the menu instead. The menu contains everything.
    if (process.platform !== 'darwin') tray.on('click', () => run('open'))
    draw()
  }

  nativeTheme.on('updated', draw)

  return {
    isThere: () => tray !== undefined,
    place,
    say(given) {
      menu = given
      draw()
    },
    useIcon(given) {
      choice = given
      draw()
    },
    close: () => place(false),
  }
}

/** An ampersand would underline the next letter. */
const plain = (label: string) => label.replaceAll('&', '&&')
