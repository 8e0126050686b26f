/** Checks and installs the npm packages, and checks the pinned Node among them. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { systemHeaders } from './headers.mjs'
import { pinnedVersion, runNpm, versionOf } from './installer.mjs'
import { ROOT, say } from './place.mjs'

const MODULES = join(ROOT, 'node_modules')
const STAMP = join(MODULES, '.keyhold-bootstrap')
const LOCK = join(ROOT, 'package-lock.json')

/** The npm package `node` puts the real program here. Windows cannot start the link in `.bin` directly. */
export const PINNED_NODE = join(MODULES, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/**
 * @typedef {{ version?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} Entry one package
 * @param {string} path of a lock file @returns {Record<string, Entry>} by place in the tree, '' being the project itself
 */
const readPackages = (path) =>
  /** @type {{ packages: Record<string, Entry> }} */ (JSON.parse(readFileSync(path, 'utf8'))).packages

const lockHash = () => createHash('sha256').update(readFileSync(LOCK)).digest('hex')

/**
 * Whether `node_modules` matches the lock file: according to this script's stamp or, after a manual installation, by
 * npm's own record of what it installed. @returns {boolean}
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

/** Whether Debian's npm compiled keytar against Debian's libnode (see installer.mjs). */
function linksNode() {
  const binary = join(MODULES, 'keytar', 'build', 'Release', 'keytar.node')
  return existsSync(binary) && readFileSync(binary).includes('libnode.so')
}

/** An optional package with a program for one kind of system is required on that system. @param {Entry} entry */
function isNeeded({ optional, os, cpu, libc }) {
  if (optional !== true) return true
  const isForHere = os?.includes(process.platform) === true && cpu?.includes(process.arch) === true
  return isForHere && libc?.includes('musl') !== true
}

/** Runs `npm ci` with the system's headers. Without them, or if that fails, npm downloads headers. @returns {boolean} whether it succeeded */
export function installPackages() {
  if (process.platform === 'win32' && process.execPath.startsWith(MODULES + sep)) {
    // Windows cannot delete a running program, and this Node runs from node_modules.
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

/** The problem with the pinned Node, as a sentence. @returns {string | undefined} */
export function wrongNode() {
  const found = versionOf(PINNED_NODE)
  if (found === pinnedVersion()) return undefined
  return (
    `Node ${pinnedVersion()} should be in node_modules, but ${found === undefined ? 'it is not there' : `it is ${found}`}. ` +
    'The package "node" brings it with an install script: if install scripts are switched off ' +
    '(`npm config get ignore-scripts`), switch them on, delete node_modules and try again.'
  )
}
