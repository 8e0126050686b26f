/** npm's packages: are they the locked ones, how they get here, and is the Node among them the pinned one. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { systemHeaders } from './headers.mjs'
import { pinnedVersion, runNpm, versionOf } from './installer.mjs'
import { ROOT, say } from './place.mjs'

const MODULES = join(ROOT, 'node_modules')
const STAMP = join(MODULES, '.keyhold-bootstrap')
const LOCK = join(ROOT, 'package-lock.json')

/** npm's package `node` puts the real program here, beside the link in `.bin` that Windows cannot start directly. */
export const PINNED_NODE = join(MODULES, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/**
 * @typedef {{ version?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} Entry one package
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
  if (!existsSync(record) || !matches(readPackages(LOCK), readPackages(record)) || linksNode()) return false
  writeFileSync(STAMP, hash)
  return true
}

/** @param {Record<string, Entry>} locked @param {Record<string, Entry>} installed */
function matches(locked, installed) {
  return Object.entries(locked).every(([place, entry]) => {
    if (place === '') return true
    const there = installed[place]
    return there === undefined ? !isNeeded(entry) : there.version === entry.version
  })
}

/** Whether keytar was compiled by Debian's npm, against a Node of its own (see installer.mjs). */
function linksNode() {
  const binary = join(MODULES, 'keytar', 'build', 'Release', 'keytar.node')
  return existsSync(binary) && readFileSync(binary).includes('libnode.so')
}

/** Optional packages that hold programs for one kind of system are needed on it. @param {Entry} entry */
function isNeeded({ optional, os, cpu, libc }) {
  if (optional !== true) return true
  const isForHere = os?.includes(process.platform) === true && cpu?.includes(process.arch) === true
  return isForHere && libc?.includes('musl') !== true
}

/** Runs `npm ci`: with the system's headers where it has some, else, or when that fails, with downloaded ones. @returns {boolean} done */
export function installPackages() {
  if (process.platform === 'win32' && process.execPath.startsWith(MODULES + sep)) {
    // Windows cannot delete a program that runs, and this one runs from inside node_modules.
    say('The lock file has changed. Run `npm ci` once, then this command again.')
    return false
  }
  say('installing packages (npm ci)…')
  const headers = systemHeaders()
  const attempts = [...(headers === undefined ? [] : [{ npm_config_nodedir: headers }]), {}]
  const outputs = /** @type {string[]} */ ([])
  for (const env of attempts) {
    const { ok, output } = runNpm(['ci'], env)
    if (ok) {
      writeFileSync(STAMP, lockHash())
      return true
    }
    outputs.push(output)
  }
  say(`npm ci failed:\n${outputs.join('\n')}`)
  return false
}

/** What is wrong with the pinned Node, in a sentence. @returns {string | undefined} */
export function wrongNode() {
  const found = versionOf(PINNED_NODE)
  if (found === pinnedVersion()) return undefined
  return (
    `Node ${pinnedVersion()} should be in node_modules, but ${found === undefined ? 'it is not there' : `it is ${found}`}. ` +
    'The package "node" brings it with an install script: if install scripts are switched off ' +
    '(`npm config get ignore-scripts`), switch them on, delete node_modules and try again.'
  )
}
