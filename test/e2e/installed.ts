/** The built program in the layout of a package, so that it considers itself installed (`app.isPackaged`). Linux only. */
import { spawn } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Writable } from 'node:stream'
import { inject } from 'vitest'
import { z } from 'zod'
import { ROOT } from '../../scripts/bootstrap/place.mjs'
import { standInEntry } from '../../scripts/package/stand-in.ts'
import type { ElectronPlace } from './electron-place.ts'

/** Longer than any start that does not hang. */
const LIMIT_MS = 20_000

export interface Installed {
  /** Runs the program to its end in a session of its own, as the unprivileged user of the tests. */
  readonly run: (homeDir: string, args: readonly string[]) => Promise<Ran>
  readonly remove: () => void
}

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** The program's output on file descriptor 4, where `--remote-debugging-pipe` answers. */
  readonly pipe: string
}

/** Electron considers a program installed if its file is not named `electron`. The layout of its folder makes no difference. */
export function layOutInstalled(): Installed {
  const place = inject('electron')
  if (place === undefined) throw new Error('There is no Electron on this machine')
  const electron = place.user?.env.KEYHOLD_E2E_ELECTRON ?? place.executable
  const dir = mkdtempSync(join(tmpdir(), 'keyhold-installed-'))
  chmodSync(dir, 0o755)
  const program = join(dir, 'keyhold')
  for (const name of readdirSync(dirname(electron)))
    if (name !== 'electron' && name !== 'resources')
      symlinkSync(join(dirname(electron), name), join(dir, name))
  copyFileSync(electron, program)
  putApp(dirname(electron), place.appDir, join(dir, 'resources'))
  return {
    run: (homeDir, args) => run(place, program, homeDir, args),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  }
}

/**
 * The pinned Electron loads `resources/app` itself. Another Electron starts the program through the default app that came with it, as in the other
 * specs: the default app reads the program's folder from the command line, and that argument must not remain there.
 */
function putApp(electronDir: string, appDir: string, resourcesDir: string): void {
  mkdirSync(resourcesDir)
  const target = join(resourcesDir, 'app')
  if (isPinned(electronDir)) {
    symlinkSync(appDir, target)
    return
  }
  const defaultApp = join(electronDir, 'resources', 'default_app.asar', 'main.mjs')
  mkdirSync(target)
  writeFileSync(join(target, 'package.json'), '{ "name": "keyhold", "type": "module", "main": "main.js" }')
  writeFileSync(join(target, 'main.js'), standInEntry(JSON.stringify(appDir), JSON.stringify(defaultApp)))
}

function isPinned(electronDir: string): boolean {
  const Manifest = z.object({ devDependencies: z.object({ electron: z.string() }) })
  const { devDependencies } = Manifest.parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')))
  const file = join(electronDir, 'version')
  return existsSync(file) && readFileSync(file, 'utf8').trim().replace(/^v/, '') === devDependencies.electron
}

function run(place: ElectronPlace, program: string, homeDir: string, args: readonly string[]): Promise<Ran> {
  const isAsUser = place.user !== undefined
  const child = spawn(isAsUser ? place.executable : program, args, {
    cwd: homeDir,
    env: {
      ...process.env,
      ...place.user?.env,
      ...(isAsUser ? { KEYHOLD_E2E_ELECTRON: program } : { XDG_CONFIG_HOME: join(homeDir, '.config') }),
      HOME: homeDir,
      KEYHOLD_SESSION_HOME: homeDir,
    },
    detached: true, // a separate process group, so that a hanging program can be killed with all its processes
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
  })
  const limit = setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), LIMIT_MS)
  const [, stdout, stderr, commands, answers] = child.stdio
  if (commands instanceof Writable) {
    commands.on('error', () => undefined) // the program may end without reading
    commands.write('{"id":1,"method":"Target.getTargets"}\0')
  }
  const texts = [stdout, stderr, answers].map(textOf)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(limit)
      resolve({ code, stdout: texts[0]!(), stderr: texts[1]!(), pipe: texts[2]!() })
    })
  })
}

function textOf(stream: NodeJS.EventEmitter | null | undefined): () => string {
  let text = ''
  stream?.on('data', (bytes: Buffer) => (text += bytes.toString()))
  return () => text
}
