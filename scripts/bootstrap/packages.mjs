/** npm's packages: are they the locked ones, how they get here, and is the Node among them the pinned one. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { ROOT, say } from './place.mjs'

const MODULES = join(ROOT, 'node_modules')
const STAMP = join(MODULES, '.keyhold-bootstrap')
const LOCK = join(ROOT, 'package-lock.json')

/** npm's package `node` puts the real program here, beside the link in `.bin` that Windows cannot start directly. */
export const PINNED_NODE = join(MODULES, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** Where Debian's package of Node keeps its headers, for machines that cannot download them. */
const SYSTEM_HEADERS = '/usr/include/node/node.h'

/**
 * @typedef {{ version?: string, optional?: boolean }} Entry one package of a lock file
 * @param {string} path of a lock file @returns {Record<string, Entry>} by place in the tree, '' being the project itself
 */
const readPackages = (path) =>
  /** @type {{ packages: Record<string, Entry> }} */ (JSON.parse(readFileSync(path, 'utf8'))).packages

const lockHash = () => createHash('sha256').update(readFileSync(LOCK)).digest('hex')

/**
 * Whether `node_modules` holds what the lock file asks for: by our stamp, or, where someone has installed by hand, by
 * comparing npm's own record of what it installed. @returns {boolean}
 */
export function packagesAreCurrent() {
  const hash = lockHash()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return true
  const record = join(MODULES, '.package-lock.json')
  if (!existsSync(record) || !matches(readPackages(LOCK), readPackages(record))) return false
  writeFileSync(STAMP, hash)
  return true
}

/** @param {Record<string, Entry>} locked @param {Record<string, Entry>} installed */
function matches(locked, installed) {
  return Object.entries(locked).every(([place, { version, optional }]) => {
    if (place === '') return true
    const there = installed[place]
    return there === undefined ? optional === true : there.version === version
  })
}

/** Runs `npm ci`, once more with the system's headers when that fails where they exist. @returns {boolean} done */
export function installPackages() {
  if (process.platform === 'win32' && process.execPath.startsWith(MODULES + sep)) {
    // Windows cannot delete a program that runs, and this one runs from inside node_modules.
    say('The lock file has changed. Run `npm ci` once, then this command again.')
    return false
  }
  say('installing packages (npm ci)…')
  const done = npmCi({}) || (canUseSystemHeaders() && npmCi({ npm_config_nodedir: '/usr' }))
  if (!done) {
    say('npm ci failed, see above. Nothing else was changed.')
    return false
  }
  writeFileSync(STAMP, lockHash())
  return true
}

function canUseSystemHeaders() {
  if (!existsSync(SYSTEM_HEADERS)) return false
  say("trying again with the system's Node headers…")
  return true
}

/** @param {Record<string, string>} extra @returns {boolean} */
function npmCi(extra) {
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    // npm's chatter belongs to the set-up, not to the command's output.
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
    env: { ...process.env, ...extra },
  })
  return status === 0
}

/** What is wrong with the pinned Node, in a sentence. @returns {string | undefined} */
export function wrongNode() {
  const pinned = readFileSync(join(ROOT, '.nvmrc'), 'utf8').trim()
  const asked = spawnSync(PINNED_NODE, ['-v'], { encoding: 'utf8' })
  if (asked.status === 0 && asked.stdout.trim() === `v${pinned}`) return undefined
  const found = asked.status === 0 ? `it is ${asked.stdout.trim()}` : 'it is not there'
  return (
    `Node ${pinned} should be in node_modules, but ${found}. The package "node" brings it with an install script: ` +
    'if install scripts are switched off (`npm config get ignore-scripts`), switch them on, delete node_modules and try again.'
  )
}
