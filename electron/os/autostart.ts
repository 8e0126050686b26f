/** Starting with a Linux desktop: one entry in the user's autostart folder, as the XDG Autostart Specification 0.5 says. */
import { readFileSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { writeWholeFile } from './whole-file.ts'

type Environment = Readonly<Record<string, string | undefined>>

export interface Autostart {
  /** Writes the entry, or removes it. Throws the error of `node:fs`. */
  set(command: readonly string[] | undefined): void
  /** Whether the desktop would start the program: the entry is there and nothing in it says no. */
  isOn(): boolean
}

/** `$XDG_CONFIG_HOME/autostart`; a relative folder is no folder (XDG Base Directory Specification). */
export function autostartPath(env: Environment, homeDir = homedir()): string {
  const configDir = env.XDG_CONFIG_HOME ?? ''
  return join(isAbsolute(configDir) ? configDir : join(homeDir, '.config'), 'autostart', 'keyhold.desktop')
}

/**
 * An entry that runs `command` (program and arguments). The Desktop Entry Specification escapes twice: each argument for
 * the command line ("Quoting"), and the line once more as a value. Percent signs begin field codes and are doubled.
 */
export function autostartEntry(command: readonly string[]): string {
  const quoted = command.map((each) => `"${each.replace(/(["`$\\])/g, '\\$1').replaceAll('%', '%%')}"`)
  const [program = ''] = command
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Keyhold',
    'Comment=Key vault for developers',
    `TryExec=${valueOf(program)}`, // a program that has been removed is not started, and no desktop complains
    `Exec=${valueOf(quoted.join(' '))}`,
    'Icon=keyhold',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')
}

/** A text as the value of a key in a desktop file. */
const valueOf = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r')

/** Touches nothing but the one file. */
export function createAutostart(path: string): Autostart {
  return {
    set(command) {
      if (command === undefined) rmSync(path, { force: true })
      else writeWholeFile(path, autostartEntry(command), 0o644)
    },
    isOn: () => isStarting(read(path)),
  }
}

/** Desktops switch an entry off inside it rather than removing it. */
function isStarting(entry: string | undefined): boolean {
  return entry !== undefined && !/^(Hidden=true|X-GNOME-Autostart-enabled=false)\s*$/m.test(entry)
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
