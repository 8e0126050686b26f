/** Real Electron for the benchmarks: opens the built program for measurements, or measures how long opening takes. */
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { ScriptTarget, transpileModule } from 'typescript'
import { findElectron } from '../../scripts/electron-binary.ts'
import { START_MARK } from '../../electron/desktop/start-marks.ts'
import { removeEntries } from '../demo/entries.ts'
import { answerOutside } from '../e2e/outside.ts'
import { placeFor, type ElectronPlace } from '../e2e/electron-place.ts'
import { loadBuilt } from '../host/built.ts'
import type { OpenPage } from './page-bench.ts'
import { openPalette } from './palette-bench.ts'
import type { PrintedTimes } from './starter.ts'

/** Selectors: the first element of a filled list, and the first element of an empty window. */
const LIST = '[role=grid] [role=row][data-key]'
const BODY = 'body'

export interface HiddenProgram {
  readonly electron: ElectronApplication
  /** Starts the program again with `args`. Milliseconds from the start of that process until the running one is notified. */
  readonly secondStart: (...args: string[]) => Promise<number>
  readonly close: () => Promise<void>
}

/** Milliseconds from the start of a process to the first paint of its page, and to the paint of the awaited element. */
export interface MeasuredStart {
  readonly frameMs: number
  readonly shownMs: number
  /** Processor time of all processes until then. Other load on the machine hardly affects it. */
  readonly processorMs: number
  /** Milliseconds from the start of the process to the end of each step of the program, in order. */
  readonly steps: readonly (readonly [step: string, ms: number])[]
}

/** A running program, and everything that a shell needs to run its command. */
export interface ProgramWithShell extends HiddenProgram {
  readonly page: Page
  /** The home of the program and of the shell. */
  readonly homeDir: string
  /** The folder of the built program. */
  readonly appDir: string
  /** Electron's own executable. */
  readonly executable: string
  /** The words that, put before a command, run it as the program's user. */
  readonly become: readonly string[]
}

export interface BenchElectron {
  /** Opens the program on a copy of `profile`. */
  readonly open: (profile: string) => Promise<OpenPage>
  /** Opens the program on a copy of `profile` without a window. */
  readonly openHidden: (profile: string) => Promise<HiddenProgram>
  /** Opens the program on a copy of `profile`, for commands that a shell runs. */
  readonly openWithShell: (profile: string) => Promise<ProgramWithShell>
  /** Opens Electron without a program and without a window. */
  readonly openEmpty: () => Promise<HiddenProgram>
  /** Starts the program on a copy of `profile`, and measures until its list is painted. With `undefined`, measures an empty window instead. */
  readonly startTime: (profile: string | undefined) => Promise<MeasuredStart>
  readonly close: () => void
}

/** Returns `undefined` if there is no Electron. */
export function findBenchElectron(): BenchElectron | undefined {
  const electron = findElectron()
  if (electron === undefined) return undefined
  const stageDir = mkdtempSync(join(tmpdir(), 'keyhold-bench-'))
  chmodSync(stageDir, 0o755)
  const place = placeFor(electron, stageDir)
  const starterDir = stageStarter(stageDir)

  function copyOf(profile: string | undefined): { homeDir: string; profileDir: string } {
    const homeDir = mkdtempSync(join(stageDir, 'home-'))
    const profileDir = join(homeDir, 'profile')
    if (profile === undefined) mkdirSync(profileDir)
    else cpSync(profile, profileDir, { recursive: true })
    if (place.user !== undefined) execFileSync('chown', ['-R', `${place.user.name}:`, homeDir])
    return { homeDir, profileDir }
  }

  async function launch(appDir: string, profile: string | undefined, ...args: string[]) {
    const { homeDir, profileDir } = copyOf(profile)
    const service = `Keyhold bench ${String(process.pid)}`
    const words = [appDir, `--profile=${profileDir}`]
    const electron = await _electron.launch({
      executablePath: place.executable,
      args: [...words, ...args],
      cwd: appDir,
      chromiumSandbox: true, // Playwright turns the sandbox off by default.
      env: definedEnv({
        ...place.user?.env,
        KEYHOLD_SESSION_HOME: homeDir,
        KEYHOLD_KEYCHAIN_SERVICE: service,
      }),
    })
    const close = async () => {
      await electron.close()
      // The keychain entries of a separate user are deleted with the session.
      if (place.user === undefined && profile !== undefined) await forgetEntries(service, profileDir)
    }
    async function secondStart(...more: string[]): Promise<number> {
      const heard = await electron.evaluateHandle(({ app }) => ({
        at: new Promise<number>((resolve) => {
          app.once('second-instance', () => resolve(performance.timeOrigin + performance.now()))
        }),
      }))
      const from = Date.now()
      const ended = once(start([...words, ...more], { HOME: homeDir }, homeDir), 'exit')
      const ms = (await heard.evaluate(({ at }) => at)) - from
      await Promise.all([ended, heard.dispose()])
      return ms
    }
    return { electron, homeDir, secondStart, close }
  }

  /** Starts the process without a session around it, so that only the process itself is timed. */
  function start(args: readonly string[], env: NodeJS.ProcessEnv, cwd: string) {
    const { program, args: become } = asUser(place)
    const stdio = ['ignore', 'pipe', 'ignore'] as const
    return spawn(program, [...become, ...args], { cwd, env: definedEnv(env), stdio: [...stdio] })
  }

  return {
    async open(profile) {
      const { electron, close } = await launch(place.appDir, profile)
      await answerOutside(electron)
      return {
        page: await electron.firstWindow(),
        main: { watch: () => watchMain(electron), pid: await electron.evaluate(() => process.pid) },
        palette: () => openPalette(electron),
        async openPlain() {
          const plain = await launch(stageEmpty(stageDir), undefined, '--window')
          return { page: await plain.electron.firstWindow(), close: plain.close }
        },
        close,
      }
    },
    openHidden: (profile) => launch(place.appDir, profile, '--hidden'),
    async openWithShell(profile) {
      const launched = await launch(place.appDir, profile)
      const { program, args } = asUser(place)
      const words = [program, ...args]
      return {
        ...launched,
        page: await launched.electron.firstWindow(),
        appDir: place.appDir,
        executable: words.at(-1) ?? program,
        become: words.slice(0, -1),
      }
    },
    openEmpty: () => launch(stageEmpty(stageDir), undefined),
    async startTime(profile) {
      const isEmpty = profile === undefined
      const { homeDir, profileDir } = copyOf(profile)
      const env = {
        HOME: homeDir,
        KEYHOLD_BENCH_MAIN: isEmpty ? '' : pathToFileURL(join(place.appDir, 'out', 'main', 'main.js')).href,
        KEYHOLD_BENCH_SELECTOR: isEmpty ? BODY : LIST,
      }
      const from = Date.now()
      const child = start([starterDir, `--profile=${profileDir}`], env, homeDir)
      const ended = once(child, 'exit')
      const { framedAt, shownAt, processorS, marks } = await printedTimes(child.stdout)
      await ended
      rmSync(homeDir, { recursive: true, force: true, maxRetries: 5 })
      const steps = marks
        .filter(([name]) => name.startsWith(START_MARK))
        .map(([name, at]) => [name.slice(START_MARK.length), at - from] as const)
      return { frameMs: framedAt - from, shownMs: shownAt - from, processorMs: processorS * 1_000, steps }
    },
    close: () => rmSync(stageDir, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** Measures main's event loop from inside the process. */
async function watchMain(electron: ElectronApplication): Promise<() => Promise<number>> {
  const histogram = await electron.evaluateHandle(() => {
    const watched = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 1 })
    watched.enable()
    return watched
  })
  return () => histogram.evaluate((watched) => watched.max / 1e6)
}

async function forgetEntries(service: string, profileDir: string): Promise<void> {
  const { createOsKeychain } = await loadBuilt()
  const keychain = createOsKeychain({ service })
  try {
    await removeEntries(keychain, profileDir)
  } finally {
    keychain.close()
  }
}

/** The words that start Electron as its user. */
function asUser({ executable, user }: ElectronPlace): { program: string; args: readonly string[] } {
  if (user === undefined) return { program: executable, args: [] }
  const become = ['--reuid', user.name, '--regid', user.name, '--init-groups']
  return { program: 'setpriv', args: [...become, user.env.KEYHOLD_E2E_ELECTRON ?? ''] }
}

async function printedTimes(output: AsyncIterable<Buffer>): Promise<PrintedTimes> {
  let text = ''
  for await (const chunk of output) {
    text += chunk.toString('utf8')
    const found = /^shown (.+)$/m.exec(text)?.[1]
    if (found !== undefined && text.includes(`${found}\n`)) return JSON.parse(found) as PrintedTimes
  }
  throw new Error('Electron ended before its page showed anything')
}

/** A minimal program that runs once per profile, and opens an empty window on request. */
const EMPTY = `const { app, BrowserWindow } = require('electron')
app.enableSandbox()
app.setPath('userData', process.argv.find((one) => one.startsWith('--profile=')).slice('--profile='.length))
if (!app.requestSingleInstanceLock()) app.quit()
else if (process.argv.includes('--window'))
  app.whenReady().then(() => {
    const window = new BrowserWindow({ width: 1200, height: 800, webPreferences: { sandbox: true } })
    return window.loadURL('data:text/html,<title>Empty</title><p>Empty')
  })
`

/** Writes an Electron entry that does nothing and does not quit. */
function stageEmpty(stageDir: string): string {
  const dir = join(stageDir, 'empty')
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, 'main.cjs'), EMPTY)
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ name: 'keyhold-empty', main: 'main.cjs' }))
  return dir
}

function stageStarter(stageDir: string): string {
  const dir = join(stageDir, 'starter')
  mkdirSync(dir)
  const source = readFileSync(new URL('./starter.ts', import.meta.url), 'utf8')
  const { outputText } = transpileModule(source, { compilerOptions: { target: ScriptTarget.ES2024 } })
  writeFileSync(join(dir, 'starter.mjs'), outputText)
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ name: 'keyhold-bench', main: 'starter.mjs' }))
  return dir
}

function definedEnv(more: NodeJS.ProcessEnv): Record<string, string> {
  const all = Object.entries({ ...process.env, ...more })
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== undefined))
}
