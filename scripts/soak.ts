/**
 * `npm run soak [minutes]`: runs the built program in real Electron for an hour, which is 72 hours by the program's own clock. Needs Linux. A failure
 * prints its seed; `KEYHOLD_SEED` repeats the same actions, but a machine of another speed performs fewer or more of them.
 */
import { randomInt } from 'node:crypto'
import { buildIfNeeded } from './build.ts'
import { fetchElectron, UNREACHABLE } from './electron-binary.ts'
import { missingForSession, throwawaySession } from './headless.ts'
import { failedStep, report, runTask, runVitest, type Tally } from './steps.ts'

const [minutes = '60'] = process.argv.slice(2)

async function soak(): Promise<Tally> {
  if (process.platform !== 'linux')
    return failedStep('soak', 'it measures what only Linux tells of a process')
  const missing = missingForSession({ screen: true })
  if (missing.length > 0) return failedStep('soak', `not found on this machine: ${missing.join(', ')}`)
  if ((await fetchElectron()) === undefined) return failedStep('soak', UNREACHABLE)
  const { command, env } = throwawaySession({ screen: true })
  const seed = process.env.KEYHOLD_SEED ?? String(randomInt(0x7fffffff))
  return runVitest('soak', {
    command,
    env: { ...env, KEYHOLD_SEED: seed, KEYHOLD_SOAK_MINUTES: minutes },
  })
}

process.exitCode = report([await runTask('build', buildIfNeeded), await soak()])
