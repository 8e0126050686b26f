/**
 * Runs every check in one command. Ends with `N passed, N failed`. With `KEYHOLD_TEST_PACKAGE`, also makes a package, installs it, tests its promises
 * and removes it; without the variable, a test never installs a package on a developer's machine. With `--full`, runs everything that is otherwise
 * sampled (`test/full.ts`).
 */
import { obstacleToCheck } from '../test/package/check.ts'
import { buildIfNeeded } from './build.ts'
import { fetchElectron, findElectron } from './electron-binary.ts'
import { missingForSession, throwawaySession } from './headless.ts'
import { makeAndCheck } from './package/make-and-check.ts'
import { productOf } from './package/product.ts'
import { failedStep, report, runStep, runTask, runVitest, type Tally } from './steps.ts'

/** Runs a project in a separate session. If no session can be created, its tests fail with the name of the missing program. */
async function runInSession(project: string, screen: boolean): Promise<Tally> {
  const missing = missingForSession({ screen })
  if (missing.length > 0) return failedStep(project, `not found on this machine: ${missing.join(', ')}`)
  return runVitest(project, throwawaySession({ screen }))
}

async function checkPackage(): Promise<Tally> {
  const electron = findElectron()
  const obstacle = electron === undefined ? 'There is no Electron here.' : obstacleToCheck()
  if (electron === undefined || obstacle !== undefined) return failedStep('package', obstacle ?? '')
  return makeAndCheck(productOf(electron), console.log)
}

const npmRun = (name: string, script = name) => runStep(name, 'npm', ['run', '--silent', script])

if (process.argv.includes('--full')) process.env.KEYHOLD_TEST_FULL = '1'

const built = await runTask('build', buildIfNeeded)
const isBuilt = built.failed === 0
if (isBuilt) await fetchElectron() // the specs in Electron are skipped with a message if Electron is not available

const tallies: Tally[] = [
  built,
  await npmRun('types'),
  await npmRun('lint'),
  await npmRun('format', 'format:check'),
]
for (const project of ['rules', 'unit', 'vendors']) tallies.push(await runVitest(project))
if (isBuilt) {
  tallies.push(await runInSession('integration', false))
  tallies.push(await runInSession('e2e', true))
  // Runs alone: on a busy machine a Chromium process may outlive its program, which the check treats as a failure.
  if (process.env.KEYHOLD_TEST_PACKAGE !== undefined) tallies.push(await checkPackage())
}
process.exitCode = report(tallies)
