/**
 * Prepares the machine and then runs a script. Every command of the README starts with it: `node scripts/bootstrap.mjs <script.ts> [args]`.
 *
 * Installs what is missing (system packages if permitted, npm packages, the pinned Node), then runs the script
 * with that Node. Plain JavaScript without packages, because nothing is installed yet. Runs on Node 18 and later.
 * Prints each step. Takes a fraction of a second if nothing is missing.
 */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { basename, delimiter, join } from 'node:path'
import { packagesAreCurrent, installPackages, wrongNode, PINNED_NODE } from './bootstrap/packages.mjs'
import { ROOT, say } from './bootstrap/place.mjs'
import { ensureSystem } from './bootstrap/system.mjs'

/** The system packages that each command needs. `build` is added only while npm packages are installed. */
const NEEDS = /** @type {Record<string, readonly import('./bootstrap/system.mjs').Need[]>} */ ({
  'start.ts': ['app'],
  'demo.ts': ['app', 'browser', 'headless'],
  'check.ts': ['partners'],
  'test.ts': ['app', 'browser', 'headless', 'clipboard', 'partners'],
  'bench.ts': ['app', 'browser', 'headless', 'package', 'compare'],
  'package.ts': ['app', 'headless', 'package'],
})

/** `npm test` installs and checks a package only on request (see scripts/test.ts). */
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
  // The terminal sends Ctrl+C to the child as well. Wait for the child, so that it can clean up before the prompt returns.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  return new Promise((resolve) => {
    child.on('error', (error) => {
      say(`${script} could not be started: ${error.message}`)
      resolve(1)
    })
    child.on('exit', (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    )
  })
}

process.exitCode = await main(process.argv[2], process.argv.slice(3))
