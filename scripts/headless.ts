/** Wraps a program in a session with a separate keychain and screen, not the developer's. */
import { join } from 'node:path'
import { ROOT } from './bootstrap/place.mjs'
import { hasProgram } from './has-program.ts'
import type { Wrapper } from './steps.ts'

const SESSION = join(ROOT, 'scripts', 'throwaway-session.sh')

/**
 * A separate session for the program. On Linux it has its own D-Bus, keychain and, with `screen`, its own display, which other users of this machine
 * can reach while it runs. macOS and Windows have one keychain: there only the service name differs.
 */
export function throwawaySession({ screen }: { readonly screen: boolean }): Wrapper {
  const env = { KEYHOLD_TEST_KEYCHAIN: '1', KEYHOLD_KEYCHAIN_SERVICE: `Keyhold test ${process.pid}` }
  if (process.platform !== 'linux') return { command: [], env }
  const display = ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24 -ac -nolisten tcp']
  return { command: [...(screen ? display : []), 'bash', SESSION], env }
}

/** The programs that a throwaway session needs and that this machine lacks. */
export function missingForSession({ screen }: { readonly screen: boolean }): readonly string[] {
  if (process.platform !== 'linux') return []
  const programs = ['dbus-run-session', 'gnome-keyring-daemon', ...(screen ? ['xvfb-run', 'xauth'] : [])]
  return programs.filter((name) => !hasProgram(name))
}
