/** Starts the program a second time, as a desktop's own shortcut or a link does. */
import { spawn } from 'node:child_process'
import { inject } from 'vitest'
import type { ElectronApp } from './electron-app.ts'

/** Starts the program again on the same profile; resolves with the exit code of that second process. */
export function startAgain(
  { profile }: Pick<ElectronApp, 'profile'>,
  ...args: string[]
): Promise<number | null> {
  const place = inject('electron')
  if (place === undefined) throw new Error('There is no Electron on this machine')
  const second = spawn(place.executable, [place.appDir, `--profile=${profile.profileDir}`, ...args], {
    cwd: place.appDir,
    stdio: 'ignore',
    env: { ...process.env, ...place.user?.env, KEYHOLD_SESSION_HOME: profile.homeDir },
  })
  return new Promise((resolve) => second.on('exit', resolve))
}
