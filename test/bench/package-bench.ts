/** The time until the first window of the packaged program, compared with the unpackaged one. The starts alternate. Linux only. */
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { productOf } from '../../scripts/package/product.ts'
import { makeProgramFolder } from '../../scripts/package/program-folder.ts'
import { placeFor, type ElectronPlace } from '../e2e/electron-place.ts'
import { watchScreen } from '../package/screen.ts'
import { pairFigure, type Figure } from './figures.ts'

const ROUNDS = 7
const LOOK_EVERY_MS = 2
const PATIENCE_MS = 60_000

/** `electron`: the path of Electron's executable. The first start of each kind warms the disk's cache and does not count. */
export async function benchPackage(electron: string): Promise<Figure> {
  const dir = mkdtempSync(join(tmpdir(), 'keyhold-bench-package-'))
  chmodSync(dir, 0o755)
  try {
    const place = placeFor(electron, join(dir, 'unpackaged'))
    const programDir = join(dir, 'packaged')
    await makeProgramFolder(productOf(electron), programDir, join(dir, 'work'))
    const bare = place.user?.env.KEYHOLD_E2E_ELECTRON ?? place.executable
    const packaged = () => timeToWindow(place, [join(programDir, 'keyhold')], dir)
    const unpackaged = () => timeToWindow(place, [bare, place.appDir], dir)
    await unpackaged()
    await packaged()
    const times = { unpackaged: [] as number[], packaged: [] as number[] }
    for (let round = 0; round < ROUNDS; round += 1) {
      times.unpackaged.push(await unpackaged())
      times.packaged.push(await packaged())
    }
    return pairFigure({
      ...{
        what: 'start of the package to its first window',
        samples: times.packaged,
        by: 'median',
        atMost: 1,
      },
      ...{ yardstick: 'unpackaged', yardstickSamples: times.unpackaged },
    })
  } finally {
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Milliseconds from the start of the process to its first window on the screen, on an empty home. */
async function timeToWindow(
  { user }: ElectronPlace,
  [program = '', ...args]: readonly string[],
  dir: string,
): Promise<number> {
  const homeDir = mkdtempSync(join(dir, 'home-'))
  const configDir = join(homeDir, '.config')
  mkdirSync(configDir)
  if (user !== undefined)
    for (const each of [homeDir, configDir]) chownSync(each, idOf(user.name, '-u'), idOf(user.name, '-g'))
  const become =
    user === undefined ? [] : ['setpriv', '--reuid', user.name, '--regid', user.name, '--init-groups']
  const [first = '', ...rest] = [...become, program, ...args]
  const watch = await watchScreen(process.env.DISPLAY ?? '')
  const from = performance.now()
  const child = spawn(first, rest, {
    cwd: homeDir,
    env: { PATH: process.env.PATH, DISPLAY: process.env.DISPLAY, HOME: homeDir, XDG_CONFIG_HOME: configDir },
    stdio: 'ignore',
    detached: true, // a separate process group, so that the program ends with all its processes
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  try {
    while (watch.appeared() === 0) {
      if (performance.now() - from > PATIENCE_MS) throw new Error('No window appeared')
      await delay(LOOK_EVERY_MS)
    }
    return performance.now() - from
  } finally {
    watch.stop()
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    await ended
    rmSync(homeDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

const idOf = (user: string, which: '-u' | '-g') =>
  Number(execFileSync('id', [which, user], { encoding: 'utf8' }))
