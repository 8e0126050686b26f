/**
 * The first thing that every command of the README runs: `node scripts/bootstrap.mjs <script.ts> [args]`.
 *
 * Makes a fresh machine ready (system packages where it may, npm packages, the pinned Node), then runs the script
 * with that Node. Plain JavaScript without packages, because nothing is installed yet; any Node from 18 on runs it.
 * Says what it does, and takes a fraction of a second when nothing is missing.
 */
import { spawn } from 'node:child_process'
import { basename, delimiter, join } from 'node:path'
import { packagesAreCurrent, installPackages, wrongNode, PINNED_NODE } from './bootstrap/packages.mjs'
import { ROOT, say } from './bootstrap/place.mjs'
import { ensureSystem } from './bootstrap/system.mjs'

/** What each command needs of the system beyond npm's packages; `build` comes in only when packages are installed. */
const NEEDS = /** @type {Record<string, readonly import('./bootstrap/system.mjs').Need[]>} */ ({
  'start.ts': ['app'],
  'demo.ts': ['app', 'browser', 'headless'],
  'test.ts': ['app', 'browser', 'headless', 'clipboard'],
  'bench.ts': ['app', 'browser', 'headless', 'package'],
  'package.ts': ['app', 'headless', 'package'],
})

/** `npm test` installs and checks a package only where it is told to (see scripts/test.ts). */
const PACKAGE_NEEDS = process.env.KEYHOLD_TEST_PACKAGE === undefined ? [] : /** @type {const} */ (['package'])

/** @param {string | undefined} script @param {readonly string[]} args @returns {Promise<number>} the exit code */
async function main(script, args) {
  if (script === undefined) {
    say('usage: node scripts/bootstrap.mjs <script.ts> [args]')
    return 2
  }
  if (Number(process.versions.node.split('.')[0]) < 18) {
    say(`Node ${process.versions.node} is too old to begin with: install Node 18 or later.`)
    return 1
  }

  const current = packagesAreCurrent()
  ensureSystem([
    ...(current ? [] : /** @type {const} */ (['build'])),
    ...(NEEDS[basename(script)] ?? []),
    ...PACKAGE_NEEDS,
  ])
  if (!current && !installPackages()) return 1

  const wrong = wrongNode()
  if (wrong !== undefined) {
    say(wrong)
    return 1
  }
  return run(join(ROOT, script), args)
}

/** @param {string} script @param {readonly string[]} args @returns {Promise<number>} the exit code */
function run(script, args) {
  const binDir = join(ROOT, 'node_modules', '.bin')
  const child = spawn(PINNED_NODE, [script, ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${binDir}${delimiter}${process.env.PATH ?? ''}` },
  })
  // Ctrl+C reaches the child by itself: wait for it, so that it can clean up before the prompt returns.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  return new Promise((resolve) => {
    child.on('error', (error) => {
      say(`${script} could not be started: ${error.message}`)
      resolve(1)
    })
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)))
  })
}

process.exitCode = await main(process.argv[2], process.argv.slice(3))
