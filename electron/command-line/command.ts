/** What a command is: how it is called, what its help says, and what it does. A command exists once; everything else is drawn from this. */
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

/** What completes an argument or the value of an option. */
export type Completes = 'keys' | 'accounts' | 'commands' | 'files' | 'programs' | 'query' | readonly string[]

export interface ArgumentSpec {
  /** In capitals, as the help names it. */
  readonly name: string
  readonly help: string
  readonly isOptional?: true
  /** Only the last may be repeated. */
  readonly isRepeated?: true
  readonly completes?: Completes
}

export interface OptionSpec {
  /** What follows it, in capitals; missing: nothing does. */
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
  /** Words after `--` are a command of their own, and no arguments. */
  readonly rest?: ArgumentSpec
  readonly examples: readonly Example[]
  /** Refused while the app is locked. */
  readonly needsUnlocked: boolean
  /** What the person is asked before: whether a secret may leave, or whether a key may change. */
  readonly asks?: 'secret' | 'change'
  /** Left out of the help, the manual and completions: only completions call it. */
  readonly isHidden?: true
}

/** The commands that the help names. */
export const shownOf = <C extends CommandSpec>(commands: readonly C[]): readonly C[] =>
  commands.filter(({ isHidden }) => isHidden !== true)

/** The words of one call, sorted by the command's own spec. */
export interface Input {
  readonly flags: ReadonlySet<string>
  readonly values: ReadonlyMap<string, readonly string[]>
  readonly words: readonly string[]
  /** What follows `--`, for a command with `rest`. */
  readonly rest: readonly string[]
}

/** For commands that only read. Without a running program they work on the database itself. */
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

/** Hears every event of this name that pages hear; the returned function ends it. */
export type Listen = <K extends EventName>(name: K, heard: (payload: Payload<K>) => void) => () => void

/** The running program, as commands use it. */
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
  /** The exit code; `undefined` once the client became another command. `run` ends with any code. */
  readonly acts: (context: ActingContext, input: Input) => Promise<number | undefined>
  /** The program's own switches that do the same where no program runs. Missing: the program is started for the command. */
  readonly switches?: (input: Input) => readonly string[]
}

export type Command = ReadingCommand | ActingCommand

/** Ends a command with words on standard error. Not a failure of the core: those are worded by `failure-messages.ts`. */
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

/** The call itself is wrong: says so, and that `--help` helps. */
export const usage = (...lines: readonly string[]): CommandStop => new CommandStop(EXIT.usage, ...lines)

export const valueOf = ({ values }: Pick<Input, 'values'>, option: string): string | undefined =>
  values.get(option)?.at(-1)
