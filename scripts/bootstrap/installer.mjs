/**
 * Runs npm on a Node that fits, if need be both of the project's own choice in `.bootstrap`. Three things go wrong else:
 * on an older Node npm leaves out, without a word, the optional packages that ask for a newer one (the bundler's program
 * among them); npm must not run on the Node that it is about to replace; and Debian's npm compiles packages against
 * Debian's libnode, a second Node inside the process, which crashes it.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join, sep } from 'node:path'
import { OWN_DIR, ROOT, say } from './place.mjs'

/** Of the Node that is pinned, or newer. */
const NPM_VERSION = '11.19.1'
const OWN_NODE = join(
  OWN_DIR,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)
const OWN_NPM = join(OWN_DIR, 'node_modules', 'npm', 'bin', 'npm-cli.js')
/** Where Debian keeps its changed npm. */
const DEBIAN_NPM = '/usr/share/nodejs/npm'

/** The project's Node version, as in `24.1.0`. */
export const pinnedVersion = () => readFileSync(join(ROOT, '.nvmrc'), 'utf8').trim()

/** @param {string} program @returns {string | undefined} its version, when it is a Node that runs */
export function versionOf(program) {
  const { status, stdout } = spawnSync(program, ['-v'], { encoding: 'utf8' })
  return status === 0 ? stdout.trim().replace(/^v/, '') : undefined
}

/**
 * What npm came to, and what it said: that matters only when it failed.
 * @typedef {{ ok: boolean, output: string }} Ran
 */

/** Runs npm in the project's folder. @param {readonly string[]} args @param {Record<string, string>} env @returns {Ran} */
export function runNpm(args, env = {}) {
  if (fits()) return run('npm', args, ROOT, env)
  const own = installOwn()
  if (!own.ok) return own
  // In front, because install scripts call npm again by name.
  const PATH = `${join(OWN_DIR, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`
  return run(OWN_NODE, [OWN_NPM, ...args], ROOT, { PATH, ...env })
}

/** Whether what runs this, and the npm beside it, can do the installing. */
function fits() {
  /** @param {string} version */
  const major = (version) => version.split('.')[0]
  const isReplaced = process.execPath.startsWith(join(ROOT, 'node_modules') + sep)
  return !isReplaced && major(process.versions.node) === major(pinnedVersion()) && !existsSync(DEBIAN_NPM)
}

/** @returns {Ran} done, or there already */
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
