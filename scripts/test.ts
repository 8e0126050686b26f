/**
 * Runs every check in one command. Ends with `N passed, N failed`. With `KEYHOLD_TEST_PACKAGE`, makes a package, installs it, proves its promises and
 * removes it, too: nobody's own machine gets a package installed by a test.
 */
import { obstacleToCheck } from '../test/package/check.ts'
import { buildIfNeeded } from './build.ts'
import { fetchElectron, findElectron } from './electron-binary.ts'
import { missingForSession, throwawaySession } from './headless.ts'
import { makeAndCheck } from './package/make-and-check.ts'
import { productOf } from './package/product.ts'
import { failedStep, report, runStep, runTask, runVitest, type Tally } from './steps.ts'

/** Runs a project in a separate session. If no session can be created, its tests fail with the name of the missing program. */
async function runInSession(project: string, screen: boolean, half?: 1 | 2): Promise<Tally> {
  const missing = missingForSession({ screen })
  if (missing.length > 0) return failedStep(project, `not found on this machine: ${missing.join(', ')}`)
  const session = throwawaySession({ screen, nth: half })
  return runVitest(project, session, { shard: half === undefined ? undefined : `${half}/2` })
}

/** Reads the code: types, format and lint. */
async function checkCode(): Promise<readonly Tally[]> {
  const steps = { types: 'types', format: 'format:check', lint: 'lint' }
  const tallies: Tally[] = []
  for (const [name, script] of Object.entries(steps))
    tallies.push(await runStep(name, 'npm', ['run', '--silent', script]))
  return tallies
}

/** The tests that need no session. */
const runQuick = async () => [await runVitest('rules'), await runVitest('unit')]

/** A spec mostly waits for its window, so two sessions run half of them each. Other systems than Linux have one session and one keychain. */
const runSpecs = () =>
  Promise.all(
    process.platform === 'linux'
      ? [runInSession('e2e', true, 1), runInSession('e2e', true, 2)]
      : [runInSession('e2e', true)],
  )

async function checkPackage(): Promise<Tally> {
  const electron = findElectron()
  const obstacle = electron === undefined ? 'There is no Electron here.' : obstacleToCheck()
  if (electron === undefined || obstacle !== undefined) return failedStep('package', obstacle ?? '')
  return makeAndCheck(productOf(electron), console.log)
}

const built = await runTask('build', buildIfNeeded)
const [code, quick] = await Promise.all([checkCode(), runQuick()])
const tallies: Tally[] = [built, ...code, ...quick]
if (built.failed === 0) {
  tallies.push(await runInSession('integration', false))
  await fetchElectron() // the specs in Electron are skipped with a message if Electron is not available
  tallies.push(...(await runSpecs()))
  if (process.env.KEYHOLD_TEST_PACKAGE !== undefined) tallies.push(await checkPackage())
}
process.exitCode = report(tallies)
