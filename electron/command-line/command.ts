/** The definition of a command: its name, arguments, help and action. Help, manual, pages and completions are generated from it. */
import { EXIT, type ExitCode } from '../../shared/contract/command-line-limits.ts'
import type { EventName, Payload } from '../../shared/contract/contract.ts'
import type { Approvals } from '../core/approvals/approvals.ts'
import type { LockHandle } from '../core/locked-vault.ts'
import type { DesktopPort } from '../core/ports/desktop.ts'
import type { Clock, Log } from '../core/ports/world.ts'
import type { Vault } from '../core/vault.ts'
import type { Output } from './output.ts'
import type { CommandSession } from './session.ts'
import type { VaultReading } from './vault-reading.ts'

/** The kind of completion of an argument or an option's value. */
export type Completes = 'keys' | 'accounts' | 'commands' | 'files' | 'programs' | 'query' | readonly string[]

export interface ArgumentSpec {
  /** In capitals, as in the help. */
  readonly name: string
  readonly help: string
  readonly isOptional?: true
  /** Only the last argument may be repeated. */
  readonly isRepeated?: true
  readonly completes?: Completes
}

export interface OptionSpec {
  /** The name of the option's value, in capitals. Missing: the option has no value. */
  readonly value?: string
  readonly short?: string
  readonly isRepeated?: true
  readonly help: string
  readonly completes?: Completes
}

export interface Example {
  readonly line: string
  readonly says: string
}

export interface CommandSpec {
  readonly name: string
  /** One line, without a full stop. */
  readonly summary: string
  /** Paragraphs. */
  readonly details: readonly string[]
  readonly arguments?: readonly ArgumentSpec[]
  readonly options?: Readonly<Record<string, OptionSpec>>
  /** The words after `--` form another command; they are no arguments. */
  readonly rest?: ArgumentSpec
  readonly examples: readonly Example[]
  /** Refused while the app is locked. */
  readonly needsUnlocked: boolean
  /** What the user is asked first: to let a secret leave the vault, or to let a key change. */
  readonly asks?: 'secret' | 'change'
  /** Omitted from the help, the manual and completions, because only completion scripts call it. */
  readonly isHidden?: true
}

/** The commands that the help names. */
export const shownOf = <C extends CommandSpec>(commands: readonly C[]): readonly C[] =>
  commands.filter(({ isHidden }) => isHidden !== true)

/** The parsed words of one call. */
export interface Input {
  readonly flags: ReadonlySet<string>
  readonly values: ReadonlyMap<string, readonly string[]>
  readonly words: readonly string[]
  /** The words after `--`, for a command with `rest`. */
  readonly rest: readonly string[]
}

/** For commands that only read. Without a running program they read the database directly. */
export interface ReadingContext {
  readonly session: CommandSession
  readonly output: Output
  readonly version: string
  /** Every command, for help and completions. */
  readonly commands: readonly CommandSpec[]
  readonly isLocked: () => boolean
  /** Throws Failure `locked`, `vault`. */
  readonly reading: () => VaultReading
}

/** Calls back for every event of this name that pages receive. The returned function ends this. */
export type Listen = <K extends EventName>(name: K, heard: (payload: Payload<K>) => void) => () => void

/** What commands use of the running program. */
export interface ProgramParts {
  /** Throws Failure `vault` while the database is shut. */
  vault(): Vault
  /** Throws Failure `vault` while the database is shut. */
  approvals(): Approvals
  readonly listen: Listen
  readonly lock: LockHandle
  readonly desktop: DesktopPort
  readonly clock: Clock
  readonly log: Log
  readonly version: string
}

export interface ActingContext extends ReadingContext {
  readonly program: ProgramParts
  /** Throws Failure `locked`, `vault`. */
  readonly vault: () => Vault
}

export interface ReadingCommand extends CommandSpec {
  readonly reads: (context: ReadingContext, input: Input) => Promise<ExitCode>
}

export interface ActingCommand extends CommandSpec {
  /** Returns the exit code; `undefined` if another command replaced the client. `run` may return any code. */
  readonly acts: (context: ActingContext, input: Input) => Promise<number | undefined>
  /** The program's switches that do the same if no program runs. Missing: the program is started for the command. */
  readonly switches?: (input: Input) => readonly string[]
}

export type Command = ReadingCommand | ActingCommand

/** Ends a command with text on standard error. For failures of the core, `failure-messages.ts` has the text. */
export class CommandStop extends Error {
  readonly code: ExitCode
  readonly lines: readonly string[]

  constructor(code: ExitCode, ...lines: readonly string[]) {
    super('A command ended')
    this.name = 'CommandStop'
    this.code = code
    this.lines = lines
  }
}

/** Ends a wrong call, and mentions `--help`. */
export const usage = (...lines: readonly string[]): CommandStop => new CommandStop(EXIT.usage, ...lines)

export const valueOf = ({ values }: Pick<Input, 'values'>, option: string): string | undefined =>
  values.get(option)?.at(-1)
