/** Finds the Chromium that is installed on this machine. Never downloads one. */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const MAC = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
)
const WINDOWS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']
const LINUX = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge']

function candidates(): readonly string[] {
  if (process.platform === 'darwin') return MAC
  if (process.platform === 'win32')
    return [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => WINDOWS.map((name) => join(folder, name)))
  const folders = (process.env.PATH ?? '').split(delimiter)
  return LINUX.flatMap((name) => folders.map((folder) => join(folder, name)))
}

/** The path of the executable, or `undefined`. */
export const findChromium = (): string | undefined => candidates().find((path) => existsSync(path))

/** How Chromium is launched. It refuses to run its sandbox as root; sandboxes are tested in Electron. */
export const CHROMIUM = {
  chromiumSandbox: process.getuid?.() !== 0,
  args: ['--no-first-run', '--password-store=basic', '--use-mock-keychain'],
}
