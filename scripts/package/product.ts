/** Describes the product to package: names, version, time and system. Every file of a package uses these. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { ROOT } from '../bootstrap/place.mjs'
import { commandForm, type CommandForm } from './command-folder.ts'

/** Where a package installs the program and its parts. The folder's name is also the package's name. */
export const INSTALLED = {
  dir: '/usr/lib/keyhold',
  program: '/usr/lib/keyhold/keyhold',
  /** The `keyhold` command, which connects to the program. */
  command: '/usr/lib/keyhold/resources/cli/keyhold',
  /** The command that users type: a link to the `keyhold` command. */
  launcher: '/usr/bin/keyhold',
} as const

/** The name by which software centres and macOS know the program. */
export const COMPONENT = 'dev.keyhold.keyhold'

const Manifest = z.object({
  name: z.string(),
  productName: z.string(),
  version: z.string(),
  description: z.string(),
  author: z.string(),
  desktopName: z.string(),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.object({ electron: z.string() }).loose(),
})

export type Manifest = z.infer<typeof Manifest>

export const readManifest = (): Manifest =>
  Manifest.parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')))

/** The names of each processor architecture in different systems. */
const ARCHITECTURES = {
  x64: { deb: 'amd64', rpm: 'x86_64' },
  arm64: { deb: 'arm64', rpm: 'aarch64' },
} as const

export interface Product {
  readonly manifest: Manifest
  /** Electron's own folder, which the program is made from. */
  readonly electronDir: string
  readonly electronVersion: string
  /** Whether another Electron than the one in package.json is used. Such a result is only for checks. */
  readonly isStandIn: boolean
  /** The version that package managers compare. */
  readonly packageVersion: string
  readonly arch: keyof typeof ARCHITECTURES
  readonly debArch: string
  readonly rpmArch: string
  /** The form in which the `keyhold` command was built. */
  readonly commandForm: CommandForm
  /** The single time stamp of all files, in seconds since 1970 (`SOURCE_DATE_EPOCH`). */
  readonly epoch: number
}

/** Reads everything that a package depends on. `electron` is the path of Electron's executable. Throws for a processor without a package. */
export function productOf(electron: string, env: NodeJS.ProcessEnv = process.env): Product {
  const electronDir = dirname(electron)
  return productFor({ electronDir, electronVersion: versionIn(electronDir), env })
}

interface Parts {
  readonly electronDir?: string
  readonly electronVersion?: string | undefined
  readonly env?: NodeJS.ProcessEnv
}

/** The same for the pinned Electron, if it is downloaded later. */
export function productFor({
  electronDir = '',
  electronVersion: given,
  env = process.env,
}: Parts = {}): Product {
  const manifest = readManifest()
  const { arch } = process
  if (arch !== 'x64' && arch !== 'arm64') throw new Error(`There is no package for ${arch}`)
  const pinned = manifest.devDependencies.electron
  const electronVersion = given ?? pinned
  const isStandIn = electronVersion !== pinned
  return {
    manifest,
    electronDir,
    electronVersion,
    isStandIn,
    packageVersion: packageVersionOf(manifest.version, isStandIn ? electronVersion : undefined),
    arch,
    debArch: ARCHITECTURES[arch].deb,
    rpmArch: ARCHITECTURES[arch].rpm,
    commandForm: commandForm(),
    epoch: epochOf(env, () => lastCommitTime()),
  }
}

/**
 * The version as dpkg and rpm sort it: a pre-release (`1.0.0-beta.1`) comes before its release, and a build with a stand-in for the pinned Electron
 * comes before one without.
 */
export function packageVersionOf(version: string, standIn: string | undefined): string {
  const ordered = version.replace('-', '~')
  return standIn === undefined ? ordered : `${ordered}~electron${standIn}`
}

/** `SOURCE_DATE_EPOCH`, otherwise the time of the last commit. Throws if the variable is not a time. */
export function epochOf(env: NodeJS.ProcessEnv, commitTime: () => number): number {
  const given = env.SOURCE_DATE_EPOCH
  if (given === undefined) return commitTime()
  if (!/^\d{1,12}$/.test(given)) throw new Error('SOURCE_DATE_EPOCH is not a number of seconds')
  return Number(given)
}

/** Sources without a Git history get a fixed time, so that their packages are reproducible, too. */
function lastCommitTime(): number {
  const { status, stdout } = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: ROOT, encoding: 'utf8' })
  return status === 0 && /^\d+\s*$/.test(stdout) ? Number(stdout) : Date.UTC(2026, 0, 1) / 1_000
}

function versionIn(electronDir: string): string | undefined {
  const file = join(electronDir, 'version')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : undefined
}
