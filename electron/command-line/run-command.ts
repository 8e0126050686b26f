/** Runs one call of the `keyhold` command: finds the command, parses its words, and turns every failure into text and an exit code. */
import { EXIT, type ExitCode } from '../../shared/contract/command-line-limits.ts'
import { Failure } from '../../shared/contract/errors.ts'
import { detailOf } from '../core/keys/detail.ts'
import type { Log } from '../core/ports/world.ts'
import type { Vault } from '../core/vault.ts'
import { becomeProgram } from './become-program.ts'
import {
  CommandStop,
  shownOf,
  usage,
  type ActingContext,
  type Command,
  type ProgramParts,
  type ReadingContext,
} from './command.ts'
import { COMMANDS } from './commands.ts'
import { exitCodeOf, failureWords } from './failure-messages.ts'
import { commandHelp } from './help-text.ts'
import { createOutput, type Output } from './output.ts'
import { parseInput, unknownCommand } from './parse.ts'
import { isForProgram } from './program-switches.ts'
import { SessionEnded, type CommandSession, type RunCommand } from './session.ts'
import { USAGE } from './usage-messages.ts'
import { readingOf, type VaultReading } from './vault-reading.ts'

/** Text and exit codes for every call. The commands themselves are in `commands/`. */
export function createRunCommand(program: ProgramParts): RunCommand {
  const { lock, clock, log } = program

  function vault(): Vault {
    if (lock.isLocked()) throw new Failure({ kind: 'locked' })
    return program.vault()
  }

  return (session) =>
    reported(session, { now: () => clock.now(), log }, async (output) => {
      const { args } = session.request
      if (isForProgram(args)) return becomeProgram(session, program.desktop.command ?? [], args)
      const context: ActingContext = {
        session,
        output,
        program,
        version: program.version,
        commands: COMMANDS,
        isLocked: () => lock.isLocked(),
        reading: () => readVault(vault(), clock.now()),
        vault,
      }
      return runIn(context, args, (command) =>
        'acts' in command ? command.acts.bind(command, context) : undefined,
      )
    })
}

type Action = (input: ReturnType<typeof parseInput>) => Promise<number | undefined>

/** Finds the command that `args` name and runs it. `acting` supplies the running program to commands that need it. */
export async function runIn(
  context: ReadingContext,
  args: readonly string[],
  acting: (command: Command) => Action | undefined,
): Promise<number | undefined> {
  const { command, words } = commandOf(args)
  const input = parseInput(command, words)
  if (input.flags.has('help')) {
    await context.output.lines(...commandHelp(command))
    return EXIT.done
  }
  if (command.needsUnlocked && context.isLocked()) throw new Failure({ kind: 'locked' })
  return 'reads' in command ? command.reads(context, input) : acting(command)?.(input)
}

/** The short options that stand for a command. */
const SHORT: Readonly<Record<string, string>> = {
  '-h': 'help',
  '--help': 'help',
  '-V': 'version',
  '--version': 'version',
}

/** Throws {@link CommandStop} if there is no such command. */
export function commandOf(args: readonly string[]): {
  readonly command: Command
  readonly words: readonly string[]
} {
  const [first = 'status', ...words] = args
  const name = Object.hasOwn(SHORT, first) ? SHORT[first] : first
  const command = COMMANDS.find((one) => one.name === name)
  if (command !== undefined) return { command, words }
  if (first.startsWith('-')) throw usage(USAGE.unknownOption(first))
  throw unknownCommand(first, COMMANDS, 'keyhold')
}

interface Reporting {
  readonly now: () => number
  readonly log: Pick<Log, 'unexpected'>
}

/** Rejects only with {@link SessionEnded}: other failures become text on standard error and an exit code. */
export async function reported(
  session: CommandSession,
  { now, log }: Reporting,
  run: (output: Output) => Promise<number | undefined>,
): Promise<number | undefined> {
  const output = createOutput(session)
  try {
    return await run(output)
  } catch (error) {
    if (error instanceof SessionEnded || session.signal.aborted) throw new SessionEnded()
    const { code, lines } = wordedError(error, { now, log })
    const [first = '', ...more] = lines
    const help = code === EXIT.usage ? [USAGE.seeHelp(knownCommand(session.request.args))] : []
    await output.notes(`keyhold: ${first}`, ...more, ...help)
    return code
  }
}

function wordedError(error: unknown, { now, log }: Reporting): { code: ExitCode; lines: readonly string[] } {
  if (error instanceof CommandStop) return error
  const failure =
    error instanceof Failure
      ? error.error
      : ({ kind: 'unexpected', ticket: log.unexpected('command line', error) } as const)
  return { code: exitCodeOf(failure), lines: [failureWords(failure, { now: now() })] }
}

const knownCommand = ([first]: readonly string[]): string | undefined =>
  shownOf(COMMANDS).find(({ name }) => name === first)?.name

function readVault(vault: Vault, now: number): VaultReading {
  const { rows } = vault
  return readingOf({
    now,
    keys: vault.allKeys(),
    providers: rows.providers(),
    accounts: () => rows.allAccounts(),
    operations: () => rows.openOperations(),
    settings: () => rows.settings(),
    detail: (key) => detailOf(key, vault.store, rows, vault.copy.forms),
  })
}
