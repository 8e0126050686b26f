/** Everything that must hold, in one command. Ends with `N passed, N failed`. */
import { report, runStep, runVitest, type Tally } from './steps.ts'

const tallies: Tally[] = [
  await runStep('types', 'npm', ['run', '--silent', 'types']),
  await runStep('format', 'npm', ['run', '--silent', 'format:check']),
  await runStep('lint', 'npm', ['run', '--silent', 'lint']),
  await runVitest('unit'),
]
process.exitCode = report(tallies)
