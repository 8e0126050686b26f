/**
 * Runs npm on a Node that fits. On an older one npm leaves out, without a word, every optional package that asks for a
 * newer Node, among them the bundler's program; and npm must not run on the Node that it is about to replace.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, sep } from 'node:path'
import { ROOT, say } from './place.mjs'

const HOME = join(ROOT, '.bootstrap')
const NAME = process.platform === 'win32' ? 'node.exe' : 'node'

/** The project's Node version, as in `24.1.0`. */
export const pinnedVersion = () => readFileSync(join(ROOT, '.nvmrc'), 'utf8').trim()

/** @param {string} program @returns {string | undefined} its version, when it is a Node that runs */
export function versionOf(program) {
  const { status, stdout } = spawnSync(program, ['-v'], { encoding: 'utf8' })
  return status === 0 ? stdout.trim().replace(/^v/, '') : undefined
}

/** @param {string} version */
const major = (version) => version.split('.')[0]

/** Runs npm in the project's folder on a Node that fits. @param {readonly string[]} args @param {Record<string, string>} env @returns {boolean} done */
export function runNpm(args, env = {}) {
  const node = fittingNode()
  return node !== undefined && npm(ROOT, args, { PATH: pathFrom(node), ...env }, node)
}

/** @returns {string | undefined} the program that runs this, or one of its own in `.bootstrap` */
function fittingNode() {
  const isOurs = process.execPath.startsWith(join(ROOT, 'node_modules') + sep)
  if (!isOurs && major(process.versions.node) === major(pinnedVersion())) return process.execPath
  const own = join(HOME, 'node_modules', 'node', 'bin', NAME)
  if (versionOf(own) === pinnedVersion() || installOwn()) return own
  return undefined
}

/** @returns {boolean} done */
function installOwn() {
  say(`fetching Node ${pinnedVersion()} to install with…`)
  mkdirSync(HOME, { recursive: true })
  const manifest = { private: true, dependencies: { node: pinnedVersion() }, allowScripts: { node: true } }
  writeFileSync(join(HOME, 'package.json'), JSON.stringify(manifest))
  return npm(HOME, ['install', '--no-package-lock'], {}, undefined)
}

/** @param {string} node */
const pathFrom = (node) => `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`

/**
 * @param {string} cwd @param {readonly string[]} args @param {Record<string, string>} env
 * @param {string | undefined} node runs npm; `undefined`: whichever npm's own first line names
 */
function npm(cwd, args, env, node) {
  const all = [...args, '--no-audit', '--no-fund', '--loglevel=error']
  // npm's own path, when npm runs this; some systems write a fixed Node into npm's first line.
  const script = process.env.npm_execpath
  const [program, ...rest] =
    node !== undefined && script?.endsWith('.js') === true ? [node, script, ...all] : ['npm', ...all]
  const { status } = spawnSync(/** @type {string} */ (program), rest, {
    cwd,
    // npm's chatter belongs to the set-up, not to the command's output.
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32' && program === 'npm',
    env: { ...process.env, ...env },
  })
  return status === 0
}
