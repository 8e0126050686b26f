/** `npm start`: builds if needed and opens Keyhold in Electron or, if Electron is not available, in an installed browser. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from '../test/host/chromium.ts'
import { desktopClipboard, openInBrowser, saveInHome } from '../test/host/desktop.ts'
import { openHost } from '../test/host/host.ts'
import { ROOT, say } from './bootstrap/place.mjs'
import type { ServerMessage } from '../shared/contract/command-line.ts'
import { ANSWER_SWITCH } from '../shared/contract/command-line-place.ts'
import { EXIT } from '../shared/contract/command-line-limits.ts'
import { ensureSystem } from './bootstrap/system.mjs'
import { buildIfNeeded } from './build.ts'
import { fetchElectron, findElectron, UNREACHABLE } from './electron-binary.ts'

async function main(args: readonly string[]): Promise<number> {
  if (args.includes(ANSWER_SWITCH)) return answerCommand(args)
  const build = await buildIfNeeded()
  if (!build.ok) {
    console.error(build.output)
    say('the build failed, see above.')
    return 1
  }
  if (!hasScreen()) {
    say(
      'there is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set). `npm run demo -- --check` needs none.',
    )
    return 1
  }
  // SECURITY: Chromium's sandbox does not run as root, and Keyhold never runs in Electron without it.
  if (process.getuid?.() === 0) return openInHost('Electron does not run as root with its sandbox', args)
  const electron = await fetchElectron()
  if (electron === undefined) return openInHost(UNREACHABLE, args)
  return runElectron(electron, args)
}

/** The command of this checkout has found no running program, and talks to the program that is started here. */
async function answerCommand(args: readonly string[]): Promise<number> {
  const printError = (line: string) => answer({ err: Buffer.from(`${line}\n`).toString('base64') })
  const refuse = (line: string) => {
    printError(line)
    answer({ exit: EXIT.noProgram })
    return 0
  }
  const build = await buildIfNeeded(printError)
  if (!build.ok) return refuse(`${build.output}\nkeyhold: the build failed, see above.`)
  if (process.getuid?.() === 0)
    return refuse('keyhold: Keyhold is not running, and Electron does not run as root with its sandbox.')
  const electron = findElectron()
  if (electron === undefined)
    return refuse('keyhold: Keyhold is not running, and Electron is not there: run `npm start` once.')
  return runElectron(electron, args)
}

const answer = (message: ServerMessage) => void process.stdout.write(`${JSON.stringify(message)}\n`)

const hasScreen = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY)

function runElectron(electron: string, args: readonly string[]): Promise<number> {
  const child = spawn(electron, [ROOT, ...args], { stdio: 'inherit' })
  // Ctrl+C reaches Electron directly; Electron shuts down, and then this process ends.
  process.on('SIGINT', () => undefined)
  return new Promise((resolve) => {
    child.on('error', (error) => {
      say(`Electron did not start: ${error.message}`)
      resolve(1)
    })
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

/** Opens the same page and program with the same profile, until the window is closed. */
async function openInHost(why: string, args: readonly string[]): Promise<number> {
  ensureSystem(['browser', 'desktop'])
  const chromiumPath = findChromium()
  if (chromiumPath === undefined) {
    say(`${why}, and no Chromium or Chrome is installed to open Keyhold in instead.`)
    return 1
  }
  const systemClipboard = desktopClipboard()
  const missing = [
    'the tray icon',
    'the global shortcut',
    ...(systemClipboard === undefined ? ['copying to other programs'] : []),
  ]
  say(`${why}: Keyhold opens in ${chromiumPath} instead. Missing there: ${missing.join(', ')}.`)

  const profileDir = argument(args, 'profile') ?? defaultProfileDir()
  mkdirSync(profileDir, { recursive: true, mode: 0o700 })
  const browserDir = mkdtempSync(join(tmpdir(), 'keyhold-browser-'))
  try {
    const host = await openHost({
      chromiumPath,
      profileDir,
      browserDir,
      keychainService: process.env.KEYHOLD_KEYCHAIN_SERVICE,
      headless: false,
      desktop: { systemClipboard, openExternal: openInBrowser, saveFile: saveInHome },
    })
    process.on('SIGINT', () => void host.close())
    process.on('SIGTERM', () => void host.close())
    await host.closed
    await host.close()
    return 0
  } finally {
    rmSync(browserDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Electron's folder for this program's data (`app.getPath('userData')`), so that both open the same vault. */
function defaultProfileDir(): string {
  const name = 'Keyhold'
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', name)
  if (process.platform === 'win32')
    return join(process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), name)
  return join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), name)
}

function argument(args: readonly string[], name: string): string | undefined {
  const prefix = `--${name}=`
  return args.find((each) => each.startsWith(prefix))?.slice(prefix.length)
}

process.exitCode = await main(process.argv.slice(2))
