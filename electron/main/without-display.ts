/** Runs without a display, where Chromium would crash on Linux. */
import { spawnSync } from 'node:child_process'
import { WITHOUT_DISPLAY } from './arguments.ts'

/** Whether windows can be shown. Other systems always have a display. */
export const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY)

/**
 * Chromium reads the switch for running without a display before our code runs. So this process starts itself again with that switch. Returns
 * the exit code of that process, or `failed` if it has none; `undefined` if this is that process, or the system always has a display.
 */
export function runWithoutDisplay(failed: number): number | undefined {
  if (process.platform !== 'linux' || process.argv.includes(WITHOUT_DISPLAY)) return undefined
  const { status } = spawnSync(process.execPath, [...process.argv.slice(1), WITHOUT_DISPLAY], {
    stdio: 'inherit',
  })
  return status ?? failed
}
