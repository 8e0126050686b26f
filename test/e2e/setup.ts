/** Once before all specs: where Electron is, who runs it, and which Chromium the browser host uses. */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { ROOT } from '../../scripts/bootstrap/place.mjs'
import { findElectron } from '../../scripts/electron-binary.ts'
import { findChromium } from '../host/chromium.ts'
import { stageApp } from './staged-app.ts'

/** The user that Electron runs as when the tests run as root. */
const USER = 'keyhold-e2e'

/** How specs start Electron. */
export interface ElectronPlace {
  readonly executable: string
  readonly appDir: string
  /** The unprivileged user and what its wrapper is told; `undefined` when the tests are not root's. */
  readonly user: { readonly name: string; readonly env: Readonly<Record<string, string>> } | undefined
}

declare module 'vitest' {
  interface ProvidedContext {
    /** `undefined`: there is no Electron on this machine, and its specs are skipped. */
    electron: ElectronPlace | undefined
    chromiumPath: string
  }
}

let stageDir: string | undefined

export function setup(project: TestProject): void {
  const chromiumPath = findChromium()
  if (chromiumPath === undefined)
    throw new Error('No Chromium or Chrome is installed; the browser host needs one')
  project.provide('chromiumPath', chromiumPath)

  stageDir = mkdtempSync(join(tmpdir(), 'keyhold-e2e-app-'))
  const electron = findElectron()
  project.provide('electron', electron === undefined ? undefined : placeFor(electron, stageDir))
}

export function teardown(): void {
  if (stageDir !== undefined) rmSync(stageDir, { recursive: true, force: true })
}

function placeFor(electron: string, stageDir: string): ElectronPlace {
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

/** Electron's program where the user can start it: in place, or else as a copy of its whole folder. */
function readable(electron: string, stageDir: string): string {
  const mayStart = ['--reuid', USER, '--regid', USER, '--init-groups', 'test', '-x', electron]
  if (spawnSync('setpriv', mayStart).status === 0) return electron
  const copyDir = join(stageDir, 'electron')
  cpSync(dirname(electron), copyDir, { recursive: true })
  return join(copyDir, basename(electron))
}
