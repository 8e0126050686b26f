/** Starting with the system, by each system's own means, and what it really does. */
import { app } from 'electron'
import type { StartsWithSystem } from '../../shared/contract/desktop.ts'
import { autostartPath, createAutostart, type Autostart } from './autostart.ts'

export interface SystemStart {
  /** Throws what the system says against it. */
  set(wish: { readonly isOn: boolean; readonly isHidden: boolean }): void
  /** What the system would do now. */
  state(): StartsWithSystem
  /** Whether this start was the system's and not the user's, where the system says so itself (macOS). */
  wasBySystem(): boolean
}

interface Options {
  /** The program and its arguments, as they were given this time; without those that only one start has. */
  readonly command: readonly string[]
  readonly autostart?: Autostart
}

const HIDDEN = '--hidden'

export function createSystemStart({ command, autostart }: Options): SystemStart {
  if (process.platform === 'linux') {
    const entry = autostart ?? createAutostart(autostartPath(process.env))
    return {
      set: ({ isOn, isHidden }) => entry.set(isOn ? [...command, ...(isHidden ? [HIDDEN] : [])] : undefined),
      state: () => (entry.isOn() ? 'on' : 'off'),
      wasBySystem: () => false,
    }
  }
  return process.platform === 'darwin' ? macStart() : windowsStart(command)
}

/** No arguments there: whether it starts hidden is remembered by the program itself. */
function macStart(): SystemStart {
  return {
    set: ({ isOn }) => app.setLoginItemSettings({ openAtLogin: isOn }),
    state() {
      const { openAtLogin, status } = app.getLoginItemSettings()
      if (status === 'requires-approval') return 'overruled'
      return openAtLogin ? 'on' : 'off'
    },
    wasBySystem: () => app.getLoginItemSettings().wasOpenedAtLogin,
  }
}

/** The Task Manager can switch an entry off behind our back; only the effective state knows. */
function windowsStart([path = process.execPath, ...args]: readonly string[]): SystemStart {
  return {
    set: ({ isOn, isHidden }) =>
      app.setLoginItemSettings({
        openAtLogin: isOn,
        path,
        args: [...args, ...(isHidden ? [HIDDEN] : [])].map(quoted),
      }),
    state() {
      const { executableWillLaunchAtLogin, launchItems } = app.getLoginItemSettings({ path })
      if (executableWillLaunchAtLogin) return 'on'
      return launchItems.length > 0 ? 'overruled' : 'off'
    },
    wasBySystem: () => false,
  }
}

/** The run key holds one line: an argument with spaces would fall apart. */
const quoted = (argument: string) => (/\s/.test(argument) ? `"${argument}"` : argument)
