/** Finds Electron's own program, and fetches it with its official installer. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './bootstrap/place.mjs'

const PACKAGE_DIR = join(ROOT, 'node_modules', 'electron')
/** The download is about 120 MB. A limit is needed because a server behind a firewall may never answer. */
const FETCH_LIMIT_MS = 5 * 60_000
/** Why there is no Electron after {@link fetchElectron}, for the line that reports it. */
export const UNREACHABLE = "Electron's program could not be fetched"

/**
 * The path that `require('electron')` would return, without its attempt to download: the official override variable first, then the package's own
 * folder. `undefined` if there is no such file.
 */
export function findElectron(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const name = readName() ?? defaultName()
  const dist = env.ELECTRON_OVERRIDE_DIST_PATH ?? join(PACKAGE_DIR, 'dist')
  const path = join(dist, name)
  return existsSync(path) ? path : undefined
}

/** Written by the installer. */
function readName(): string | undefined {
  try {
    return readFileSync(join(PACKAGE_DIR, 'path.txt'), 'utf8')
  } catch {
    return undefined
  }
}

function defaultName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

/** Finds Electron, or runs its installer and checks again. Reports the download; never throws. `undefined`: the download failed. */
export async function fetchElectron(limitMs: number = FETCH_LIMIT_MS): Promise<string | undefined> {
  const found = findElectron()
  if (found !== undefined || process.env.ELECTRON_OVERRIDE_DIST_PATH !== undefined) return found
  console.error("keyhold: fetching Electron's program (once)…")
  await runInstaller(limitMs)
  return findElectron()
}

function runInstaller(limitMs: number): Promise<void> {
  const child = spawn(process.execPath, [join(PACKAGE_DIR, 'install.js')], { stdio: 'ignore' })
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs)
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      resolve()
    }
    child.on('error', end)
    child.on('exit', end)
  })
}
