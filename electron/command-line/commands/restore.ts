/** `keyhold restore`: restores keys and accounts from a backup. */
import { resolve } from 'node:path'
import type { DryRun, RestoreKey, RestoreResult } from '../../../shared/backup/restore.ts'
import { EXIT, type ExitCode } from '../../../shared/contract/command-line-limits.ts'
import { askingProgram } from '../asking-program.ts'
import { tableLines } from '../columns.ts'
import { CommandStop, usage, type ActingCommand, type ActingContext, type Input } from '../command.ts'
import { failureWords, storedFailure } from '../failure-messages.ts'
import { openWith } from '../open-with.ts'
import { printProgress } from '../work-progress.ts'
import { RESTORE } from './restore-messages.ts'

export const restore: ActingCommand = {
  name: 'restore',
  ...RESTORE.spec,
  needsUnlocked: true,
  async acts(context, input) {
    const { backups } = context.vault()
    const { session } = context
    const { flags, values, words } = input
    if (values.has('key') && flags.has('all')) throw usage(RESTORE.both)
    if (flags.has('json') && !flags.has('dry-run')) throw usage(RESTORE.jsonAlone)
    const using = await openWith(context, input)
    const path = resolve(session.request.folder, words[0] ?? '')
    const dryRun = await printProgress(context, 'open', () => backups.open(path, using, session.signal))
    try {
      const keys = pickedOf(dryRun, input)
      const accounts = accountsOf(dryRun, keys, input)
      const settings = hasSettings(dryRun, input)
      if (flags.has('dry-run')) return await printDryRun(context, input, { dryRun, accounts, keys, settings })
      if (accounts.length + keys.length === 0 && !settings) {
        await context.output.lines(RESTORE.nothing)
        await printLeft(context, input, { dryRun, accounts, keys, settings })
        return EXIT.done
      }
      return await run(context, input, { dryRun, accounts, keys, settings })
    } finally {
      backups.close(dryRun.id)
    }
  },
}

interface Plan {
  readonly dryRun: DryRun
  /** The ids of the accounts to restore. */
  readonly accounts: readonly string[]
  readonly keys: readonly RestoreKey[]
  readonly settings: boolean
}

/** Throws {@link CommandStop} with exit code 3 if no key in the backup has a requested name. */
function pickedOf({ keys }: DryRun, { flags, values }: Input): readonly RestoreKey[] {
  const names = values.get('key')
  if (names === undefined)
    return keys.filter(({ status }) => status !== 'same' && (status !== 'differs' || flags.has('all')))
  for (const name of names)
    if (!keys.some((key) => key.name === name)) throw new CommandStop(EXIT.notFound, RESTORE.noKey(name))
  return keys.filter(({ name, status }) => names.includes(name) && status !== 'same')
}

/** Without `--key`: every account that is missing here or has no credential. With it: the accounts of the named keys. */
function accountsOf({ accounts }: DryRun, keys: readonly RestoreKey[], { values }: Input): readonly string[] {
  const needed = new Set(keys.map(({ account }) => account))
  return accounts
    .filter(({ id, status }) => status !== 'same' && (!values.has('key') || needed.has(id)))
    .map(({ id }) => id)
}

/** Whether to restore the settings: with `--settings`, or into an empty vault unless `--key` names keys. */
const hasSettings = ({ settings }: DryRun, { flags, values }: Input): boolean =>
  settings !== undefined && (flags.has('settings') || (settings.isSuggested && !values.has('key')))

async function printDryRun({ output }: ActingContext, input: Input, plan: Plan): Promise<ExitCode> {
  const { flags } = input
  const { dryRun, accounts, keys } = plan
  if (flags.has('json')) {
    await output.json(...dryRun.keys)
    return EXIT.done
  }
  const { madeAt, madeBy, missing, newerHere } = dryRun
  await output.notes({ text: RESTORE.madeAt(madeAt, madeBy), tone: 'soft' })
  if (dryRun.keys.length > 0) {
    const cells = [RESTORE.headings, ...dryRun.keys.map((key) => RESTORE.row(key))]
    const table = cells.map((texts) => texts.map((text) => ({ text })))
    await output.lines(...tableLines(table, output.width))
  }
  if (missing > 0) await output.notes(RESTORE.missing(missing))
  if (newerHere > 0) await output.notes(RESTORE.newerHere(newerHere))
  await printLeft({ output }, input, plan)
  if (plan.settings) await output.lines(RESTORE.wouldSettings(dryRun.settings?.count ?? 0))
  const count = accounts.length + keys.length
  await output.lines(count === 0 ? RESTORE.nothing : RESTORE.would(accounts.length, keys.length))
  return EXIT.done
}

async function run(context: ActingContext, input: Input, plan: Plan): Promise<ExitCode> {
  const { dryRun, accounts, keys, settings } = plan
  const { session, output } = context
  const result = await printProgress(context, 'restore', () =>
    context.vault().backupCommands.restore({
      dryRun,
      picked: { accounts, keys: keys.map(({ id }) => id), settings },
      program: askingProgram(session),
      signal: session.signal,
    }),
  )
  await output.lines(RESTORE.done(result))
  await printTrouble(context, result)
  await printLeft(context, input, plan)
  return result.failed.length > 0 || result.left > 0 ? EXIT.failed : EXIT.done
}

/** Prints nothing with `--key`: the user has chosen not to restore the other keys. */
async function printLeft(
  { output }: Pick<ActingContext, 'output'>,
  { values }: Input,
  { dryRun, keys }: Plan,
): Promise<void> {
  if (values.has('key')) return
  const left = dryRun.keys.filter((key) => key.status === 'differs' && !keys.includes(key)).length
  if (left > 0) await output.notes(RESTORE.left(left))
}

async function printTrouble(
  { output, program }: ActingContext,
  { failed, left }: RestoreResult,
): Promise<void> {
  const now = program.clock.now()
  for (const { name, error } of failed)
    await output.notes(RESTORE.failed(name, failureWords(storedFailure(error), { now })))
  if (left > 0) await output.notes(RESTORE.unreached(left))
}
