/** Runs the program besides its windows: the tray icon, the start with the system, and running without a window. */
import { app, powerMonitor } from 'electron'
import type { DesktopFacts } from '../../shared/contract/desktop.ts'
import type { KeyId } from '../../shared/model/model.ts'
import type { PageCommand } from '../../shared/desktop/page-commands.ts'
import { defaultSettings } from '../../shared/model/default-settings.ts'
import type { Settings } from '../../shared/model/settings.ts'
import type { TrayCommand } from '../../shared/desktop/tray-menu.ts'
import type { Clock, Log } from '../core/ports/world.ts'
import type { Handlers } from '../ipc/gate.ts'
import type { Listening } from '../ipc/wire.ts'
import { createSessionBus } from '../os/session-bus.ts'
import type { SystemStart } from '../os/system-start.ts'
import { createTrayHost } from '../os/tray-host.ts'
import { closingMeans } from './closing.ts'
import { createTray } from './tray.ts'
import { createTrayUpdater } from './tray-updater.ts'
import type { WindowMemory } from './window-memory.ts'

interface Deps {
  readonly iconDir: string
  readonly memory: WindowMemory
  readonly systemStart: SystemStart
  readonly clock: Clock
  readonly log: Log
  /** Brings the main window forward; its page then runs the command. */
  readonly showMain: (command?: PageCommand) => void
  readonly showPalette: () => void
  readonly lock: () => void
}

export interface BackgroundMode {
  /** Applies new settings. */
  useSettings(settings: Settings): void
  facts(): Promise<DesktopFacts>
  /** Receives the events that the pages receive. */
  readonly listening: Listening
  /** Checks for a tray. Call once, when the program can answer calls. */
  begin(handlers: Handlers): void
  /** Whether the program keeps running in the tray after its window has closed. */
  staysInTray(): boolean
  closing(isQuitting: boolean): ReturnType<typeof closingMeans>
  close(): void
}

export function createBackgroundMode(deps: Deps): BackgroundMode {
  const { iconDir, memory, systemStart, clock, log, showMain, showPalette, lock } = deps
  let settings = defaultSettings
  let isFirst = true
  let handlers: Handlers | undefined

  const tray = createTray({
    iconDir,
    copy: (key) => void copy(key),
    show: (key) => showMain({ kind: 'show-key', key }),
    run: (name) => TRAY_COMMANDS[name](),
  })
  const updater = createTrayUpdater({
    isWanted: () => tray.isThere(),
    snapshot: () => {
      if (handlers === undefined) throw new Error('The tray speaks before the program')
      return handlers['app:snapshot'](undefined)
    },
    names: () => settings.trayNames,
    clock,
    show: (menu) => tray.say(menu),
    failed: (error) => void log.unexpected('tray', error),
  })
  const host = createTrayHost({
    bus: createSessionBus(),
    platform: process.platform,
    changed: (state) => {
      tray.place(state === 'present')
      log.info('tray host', { state })
      if (state === 'present') updater.refresh()
    },
  })

  const TRAY_COMMANDS: Record<TrayCommand, () => void> = {
    attention: () => showMain({ kind: 'attention' }),
    sync: () => void Promise.resolve(handlers?.['account:sync-all'](undefined)).catch(repeatInWindow('sync')),
    palette: showPalette,
    open: () => showMain(),
    settings: () => showMain({ kind: 'settings' }),
    lock,
    quit: () => app.quit(),
  }

  /** Failure messages exist only in the page, so the page repeats the failed command and shows why. */
  function repeatInWindow(command: 'sync') {
    return () => showMain({ kind: command })
  }

  async function copy(key: KeyId): Promise<void> {
    try {
      await handlers?.['key:copy']({ key })
    } catch {
      showMain({ kind: 'copy-key', key })
    }
  }

  /** A start that was set before is written again, in case the program has moved; one that was removed elsewhere stays so. */
  function startAsSet(before: Settings): void {
    const { startWithSystem: isOn, startHidden: isHidden } = settings
    const hasChanged = isOn !== before.startWithSystem || (isOn && isHidden !== before.startHidden)
    const isDue = isFirst ? isOn && process.platform === 'linux' && systemStart.state() === 'on' : hasChanged
    if (!isDue) return
    try {
      systemStart.set({ isOn, isHidden })
    } catch (error) {
      log.unexpected('start with the system', error) // the settings show the real status
    }
  }

  powerMonitor.on('resume', () => updater.refresh())

  return {
    useSettings(given) {
      const before = settings
      settings = given
      memory.keep({ theme: given.theme, startsHidden: given.startHidden })
      startAsSet(before)
      isFirst = false
      if (given.trayIcon !== before.trayIcon) tray.useIcon(given.trayIcon)
      updater.refresh()
    },
    facts: async () => ({
      trayHost: await host.check(),
      trayIcon: tray.isThere() && (await host.hasIconOf(process.pid)) ? 'shown' : 'hidden',
      startsWithSystem: systemStart.state(),
      desktop: (process.env.XDG_CURRENT_DESKTOP ?? '').slice(0, 200),
    }),
    listening: updater,
    begin(given) {
      handlers = given
      if (host.state() === 'present') tray.place(true)
      else void host.check()
      updater.refresh()
    },
    staysInTray: () => settings.closeToTray && tray.isThere(),
    closing: (isQuitting) =>
      closingMeans({
        platform: process.platform,
        isQuitting,
        toTray: settings.closeToTray,
        hasTray: tray.isThere(),
      }),
    close() {
      updater.stop()
      host.close()
      tray.close()
    },
  }
}
