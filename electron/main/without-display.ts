/** Runs without a display, where Chromium would crash on Linux. */
import { spawnSync } from 'node:child_process'
import { WITHOUT_DISPLAY } from './arguments.ts'

/** Whether windows can be shown. Other systems always have a display. */
export const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY)

/**
 * Chromium reads how to do without a display before any code of ours runs. So this program runs itself once more, as a process that needs none.
 * Returns the exit code of that process, or `failed` if it has none. `undefined`: this is that process, or the system always has a display.
 */
export function runWithoutDisplay(failed: number): number | undefined {
  if (process.platform !== 'linux' || process.argv.includes(WITHOUT_DISPLAY)) return undefined
  const { status } = spawnSync(process.execPath, [...process.argv.slice(1), WITHOUT_DISPLAY], {
    stdio: 'inherit',
  })
  return status ?? failed
}
