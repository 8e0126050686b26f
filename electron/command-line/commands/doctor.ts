/** `keyhold doctor`: what works on this machine, as the running program sees it. */
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import { doctorText } from '../../../shared/diagnostics/doctor-text.ts'
import type { DoctorReport } from '../../../shared/diagnostics/doctor.ts'
import { machineReport } from '../../../shared/diagnostics/machine-report.ts'
import { startTimesLines } from '../../../shared/diagnostics/start-times.ts'
import { becomeProgram } from '../become-program.ts'
import { CommandStop, type ActingCommand, type ActingContext, type Input } from '../command.ts'
import { DOCTOR } from './doctor-messages.ts'

/** The switches that make the program itself print the report. Throws {@link CommandStop} for `--timing`: only a running program has start times. */
function switchesFor({ flags }: Input): readonly string[] {
  if (flags.has('timing')) throw new CommandStop(EXIT.noProgram, DOCTOR.noStart)
  return ['--doctor', ...(flags.has('json') ? ['--json'] : [])]
}

export const doctor: ActingCommand = {
  name: 'doctor',
  ...DOCTOR.spec,
  needsUnlocked: false,
  switches: switchesFor,
  async acts(context, input) {
    const { flags } = input
    const { output, program, version } = context
    if (flags.has('timing')) return printStartTimes(context, input)
    const vault = openVault(context)
    if (vault === undefined) return examineApart(context, switchesFor(input))
    const facts = await vault.machine.facts() // contains no name of a key, so it is allowed while the app is locked
    const lines = machineReport(facts)
    const report: DoctorReport = {
      format: 1,
      program: version,
      at: program.clock.now(),
      isWell: !lines.some(({ state }) => state === 'broken'),
      lines: [...lines],
      facts,
    }
    if (flags.has('json')) await output.json(report)
    else await output.lines(...doctorText(report).trimEnd().split('\n'))
    return report.isWell ? EXIT.done : EXIT.failed
  },
}

/** Needs no open vault, because a start has times even if its database does not open. */
async function printStartTimes({ output, program, version }: ActingContext, { flags }: Input) {
  const start = program.desktop.startTimes?.() ?? []
  if (flags.has('json')) await output.json({ format: 1, program: version, start })
  else await output.lines(...startTimesLines(start))
  return EXIT.done
}

function openVault({ program }: ActingContext) {
  try {
    return program.vault()
  } catch (error) {
    if (error instanceof Failure && error.error.kind === 'vault') return undefined
    throw error
  }
}

/** Starts the program's own doctor, which also examines the database that did not open. Throws Failure `vault` if that program cannot be started. */
async function examineApart(
  { session, program }: ActingContext,
  switches: readonly string[],
): Promise<number | undefined> {
  const { command } = program.desktop
  if (command === undefined) program.vault()
  return becomeProgram(session, command ?? [], switches)
}
