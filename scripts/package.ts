/**
 * `npm run package`: makes the packages for users, from the built program and a local Electron, in `dist/`. With `--check`, makes only the .deb,
 * installs it, tests its promises as an unprivileged user, and removes it; that needs root and ends with `N passed, N failed`. With `--release`,
 * fails if the local Electron is not the pinned one.
 */
import { obstacleToCheck } from '../test/package/check.ts'
import { buildIfNeeded } from './build.ts'
import { fetchElectron, UNREACHABLE } from './electron-binary.ts'
import { makeAndCheck } from './package/make-and-check.ts'
import { makePackages } from './package/make.ts'
import { makeElsewhere } from './package/other-systems.ts'
import { productOf, type Product } from './package/product.ts'
import { report } from './steps.ts'

const USAGE = 'npm run package [-- --check | --release]'

async function main(args: readonly string[]): Promise<number> {
  const unknown = args.filter((arg) => arg !== '--check' && arg !== '--release')
  if (unknown.length > 0) return refuse(`Unknown: ${unknown.join(', ')}. ${USAGE}`)
  const obstacle = args.includes('--check') ? obstacleToCheck() : undefined
  if (obstacle !== undefined) return refuse(obstacle)
  const build = await buildIfNeeded()
  if (!build.ok) return refuse(build.output)
  const { platform } = process
  if (platform === 'darwin' || platform === 'win32') return list(await makeElsewhere(platform, console.log))
  return packageHere(args)
}

/** Makes the packages on Linux. */
async function packageHere(args: readonly string[]): Promise<number> {
  const electron = await fetchElectron()
  if (electron === undefined) return refuse(UNREACHABLE)
  const product = productOf(electron)
  if (args.includes('--release') && product.isStandIn)
    return refuse(`Electron ${product.electronVersion} is not the pinned one.`)
  return args.includes('--check') ? report([await makeAndCheck(product, console.log)]) : make(product)
}

function refuse(why: string): number {
  console.error(why)
  return 1
}

async function make(product: Product): Promise<number> {
  const code = list(await makePackages(product, { say: console.log }))
  if (product.isStandIn)
    console.log(`For checks only: Electron ${product.electronVersion} stands in for the pinned one.`)
  return code
}

function list(files: readonly string[]): number {
  for (const file of files) console.log(file)
  return 0
}

process.exitCode = await main(process.argv.slice(2))
