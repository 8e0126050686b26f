/** How the built program is started in real Electron with its sandbox, whichever user runs the tests. */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { ROOT } from '../../scripts/bootstrap/place.mjs'
import { stageApp } from './staged-app.ts'

/** The user that Electron runs as when the tests run as root. */
const USER = 'keyhold-e2e'

export interface ElectronPlace {
  readonly executable: string
  readonly appDir: string
  /** The unprivileged user and the environment for its wrapper; `undefined` when the tests do not run as root. */
  readonly user: { readonly name: string; readonly env: Readonly<Record<string, string>> } | undefined
}

/** Where to start Electron from: in place, except for root. Root gets a copy of the built program in `stageDir` and a user that may read it. */
export function placeFor(electron: string, stageDir: string): ElectronPlace {
  if (process.getuid?.() !== 0) return { executable: electron, appDir: ROOT, user: undefined }
  if (spawnSync('id', [USER], { stdio: 'ignore' }).status !== 0)
    execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', USER])
  stageApp(stageDir)
  return {
    executable: join(ROOT, 'test', 'e2e', 'electron-as-user.sh'),
    appDir: stageDir,
    user: {
      name: USER,
      env: {
        KEYHOLD_E2E_USER: USER,
        KEYHOLD_E2E_SESSION: join(stageDir, 'scripts', 'throwaway-session.sh'),
        KEYHOLD_E2E_ELECTRON: readable(electron, stageDir),
      },
    },
  }
}

/** Path of an Electron executable that the user can start: in place, or else in a copy of its whole folder. */
function readable(electron: string, stageDir: string): string {
  const mayStart = ['--reuid', USER, '--regid', USER, '--init-groups', 'test', '-x', electron]
  if (spawnSync('setpriv', mayStart).status === 0) return electron
  const copyDir = join(stageDir, 'electron')
  cpSync(dirname(electron), copyDir, { recursive: true })
  return join(copyDir, basename(electron))
}
