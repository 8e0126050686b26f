/**
 * Runs npm on a suitable Node. If there is none, installs Node and npm into `.bootstrap`. Without that, three things go wrong:
 * on an older Node, npm silently omits optional packages that need a newer one (the bundler's program
 * among them); npm must not run on the Node that it replaces; and Debian's npm compiles packages against
 * Debian's libnode, a second Node in the same process, which crashes.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join, sep } from 'node:path'
import { OWN_DIR, ROOT, say } from './place.mjs'

/** The npm version that comes with the pinned Node, or a newer one. */
const NPM_VERSION = '11.19.1'
const OWN_NODE = join(
  OWN_DIR,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)
const OWN_NPM = join(OWN_DIR, 'node_modules', 'npm', 'bin', 'npm-cli.js')
/** The folder of Debian's modified npm. */
const DEBIAN_NPM = '/usr/share/nodejs/npm'

/** The project's Node version, such as `24.1.0`. */
export const pinnedVersion = () => readFileSync(join(ROOT, '.nvmrc'), 'utf8').trim()

/** @param {string} program @returns {string | undefined} its version, if it is a working Node */
export function versionOf(program) {
  const { status, stdout } = spawnSync(program, ['-v'], { encoding: 'utf8' })
  return status === 0 ? stdout.trim().replace(/^v/, '') : undefined
}

/**
 * The result of npm, and its output, which is needed only if npm failed.
 * @typedef {{ ok: boolean, output: string }} Ran
 */

/** Runs npm in the project's folder. @param {readonly string[]} args @param {Record<string, string>} env @returns {Ran} */
export function runNpm(args, env = {}) {
  if (fits()) return run('npm', args, ROOT, env)
  const own = installOwn()
  if (!own.ok) return own
  // First in PATH, because install scripts call npm by name.
  const PATH = `${join(OWN_DIR, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`
  return run(OWN_NODE, [OWN_NPM, ...args], ROOT, { PATH, ...env })
}

/** Whether the running Node and its npm can install the packages. */
function fits() {
  /** @param {string} version */
  const major = (version) => version.split('.')[0]
  const isReplaced = process.execPath.startsWith(join(ROOT, 'node_modules') + sep)
  return !isReplaced && major(process.versions.node) === major(pinnedVersion()) && !existsSync(DEBIAN_NPM)
}

/** @returns {Ran} also successful if it is already installed */
function installOwn() {
  if (existsSync(OWN_NPM) && versionOf(OWN_NODE) === pinnedVersion()) return { ok: true, output: '' }
  say(`fetching Node ${pinnedVersion()} and npm ${NPM_VERSION} to install with…`)
  mkdirSync(OWN_DIR, { recursive: true })
  const manifest = {
    private: true,
    dependencies: { node: pinnedVersion(), npm: NPM_VERSION },
    allowScripts: { node: true },
  }
  writeFileSync(join(OWN_DIR, 'package.json'), JSON.stringify(manifest))
  return run('npm', ['install', '--no-package-lock'], OWN_DIR, {})
}

/**
 * @param {string} program @param {readonly string[]} args @param {string} cwd @param {Record<string, string>} env
 * @returns {Ran}
 */
function run(program, args, cwd, env) {
  const { status, output, error } = spawnSync(
    program,
    [...args, '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
      maxBuffer: 64_000_000,
      shell: process.platform === 'win32' && program === 'npm',
      env: { ...process.env, ...env },
    },
  )
  return { ok: status === 0, output: error?.message ?? output.join('') }
}
