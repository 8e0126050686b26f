/** `keyhold backup`: all secrets into an encrypted file. */
import { resolve } from 'node:path'
import type { BackupState } from '../../../shared/backup/state.ts'
import { EXIT, type ExitCode } from '../../../shared/contract/command-line-limits.ts'
import type { EncryptFor } from '../../core/ports/worker.ts'
import { askingProgram } from '../asking-program.ts'
import { CommandStop, usage, type ActingCommand, type ActingContext, type Input } from '../command.ts'
import { readNewPassphrase } from '../passphrase.ts'
import { openWith } from '../open-with.ts'
import { printProgress } from '../work-progress.ts'
import { USAGE } from '../usage-messages.ts'
import { BACKUP } from './backup-messages.ts'

export const backup: ActingCommand = {
  name: 'backup',
  ...BACKUP.spec,
  needsUnlocked: true,
  async acts(context, input) {
    const [place] = input.words
    if (input.flags.has('check')) return check(context, input)
    if (input.values.has('identity')) throw usage(BACKUP.identityAlone)
    return place === undefined ? writeAutomatic(context, input) : writeTo(context, input, place)
  },
}

/** An automatic backup has no passphrase. Without an identity, it is compared with the bytes that were written. */
async function check(context: ActingContext, input: Input): Promise<ExitCode> {
  const { backups } = context.vault()
  refusePlace(input)
  const { last } = backups.state()
  if (last === undefined) throw new CommandStop(EXIT.notFound, BACKUP.noBackup)
  const isCompared = last.isAutomatic && !input.values.has('identity')
  const using = isCompared ? undefined : await openWith(context, input)
  const { signal } = context.session
  const { rehearsal } = await printProgress(context, 'rehearsal', () =>
    using === undefined ? backups.compare() : backups.rehearse(using, last.path, signal),
  )
  const { keys = 0, newerHere = 0 } = rehearsal ?? {}
  await context.output.lines(isCompared ? BACKUP.isWhole(last.path) : BACKUP.opens(last.path, keys))
  if (newerHere > 0) await context.output.notes(BACKUP.newerHere(newerHere))
  return EXIT.done
}

function refusePlace({ words, values, flags }: Input): void {
  if (words.length > 0 || values.has('to') || flags.has('force')) throw usage(BACKUP.checkAlone)
}

async function writeAutomatic(context: ActingContext, input: Input): Promise<ExitCode> {
  const { backups } = context.vault()
  if (input.values.has('to') || input.flags.has('force')) throw usage(BACKUP.noPlace)
  if (backups.state().automatic === undefined) throw usage(BACKUP.noAutomatic)
  await printProgress(context, 'backup', () => backups.writeAutomatic(context.session.signal))
  const { last } = backups.state()
  if (last !== undefined) await printWritten(context, last)
  return EXIT.done
}

async function writeTo(context: ActingContext, input: Input, place: string): Promise<ExitCode> {
  const { session } = context
  const target = await targetOf(context, input)
  const written = await printProgress(context, 'backup', () =>
    context.vault().backupCommands.write({
      place: resolve(session.request.folder, place),
      for: target,
      isForced: input.flags.has('force'),
      program: askingProgram(session),
      signal: session.signal,
    }),
  )
  if (written === undefined) throw new CommandStop(EXIT.failed, USAGE.fileThere(place))
  await printWritten(context, { path: written.path, ...written.counts })
  return EXIT.done
}

async function targetOf({ session }: ActingContext, { values }: Input): Promise<EncryptFor> {
  const recipients = values.get('to')
  if (recipients !== undefined) return { kind: 'recipients', recipients }
  return { kind: 'passphrase', passphrase: await readNewPassphrase(session, BACKUP.question) }
}

type Written = Pick<NonNullable<BackupState['last']>, 'path' | 'keys' | 'secrets' | 'missing'>

async function printWritten(
  { output }: ActingContext,
  { path, keys, secrets, missing }: Written,
): Promise<void> {
  await output.lines(BACKUP.done(path, keys, secrets))
  if (missing > 0) await output.notes(BACKUP.missing(missing))
}
