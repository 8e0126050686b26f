/** The fast inner loop: types, lint and unit tests. `npm test` runs everything. */
import { report, runStep, runVitest, type Tally } from './steps.ts'

const tallies: Tally[] = [
  await runStep('types', 'npm', ['run', '--silent', 'types']),
  await runStep('lint', 'npm', ['run', '--silent', 'lint']),
  await runVitest('rules'),
  await runVitest('unit'),
]
process.exitCode = report(tallies)
