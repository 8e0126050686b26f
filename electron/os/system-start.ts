/** Starts Keyhold with the system, by each system's own means, and reports what the system will really do. */
import { app } from 'electron'
import type { StartsWithSystem } from '../../shared/contract/desktop.ts'
import { autostartPath, createAutostart, type Autostart } from './autostart.ts'

export interface SystemStart {
  /** Throws the system's error. */
  set(request: { readonly isOn: boolean; readonly isHidden: boolean }): void
  /** The system's current setting. */
  state(): StartsWithSystem
  /** Whether the system started this run and not the user, if the system reports it (macOS). */
  wasBySystem(): boolean
}

interface Options {
  /** The program and the arguments of this run, without those that apply to one start only. */
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

/** macOS passes no arguments: the program itself remembers whether it starts hidden. */
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

/** The user can switch an entry off in the Task Manager; only the effective state shows that. */
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

/** The registry's run key holds one command line: an argument with spaces would be split. */
const quoted = (argument: string) => (/\s/.test(argument) ? `"${argument}"` : argument)
