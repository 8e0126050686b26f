/** `keyhold export`: secrets into a file for another program. */
import { basename, resolve } from 'node:path'
import { EXIT, type ExitCode } from '../../../shared/contract/command-line-limits.ts'
import type { ExportReport } from '../../../shared/model/export.ts'
import {
  EXPORT_ENCRYPTION,
  EXPORT_ENDINGS,
  EXPORT_FORMATS,
  isExportFormat,
  type ExportFormat,
} from '../../../shared/model/export-formats.ts'
import { askingProgram } from '../asking-program.ts'
import {
  CommandStop,
  usage,
  valueOf,
  type ActingCommand,
  type ActingContext,
  type Input,
} from '../command.ts'
import { askPassphrase, isAtTerminal, readNewPassphrase } from '../passphrase.ts'
import { parseSearch } from '../search.ts'
import { printProgress } from '../work-progress.ts'
import { USAGE } from '../usage-messages.ts'
import { EXPORT } from './export-messages.ts'
import { keysFor } from './ls.ts'

export const exportCommand: ActingCommand = {
  name: 'export',
  ...EXPORT.spec,
  needsUnlocked: true,
  async acts(context, input) {
    const { session } = context
    const to = valueOf(input, 'to')
    if (to === undefined) throw usage(EXPORT.noFile)
    const format = formatOf(input, to)
    const isEncrypted = EXPORT_ENCRYPTION[format] === 'always' || input.flags.has('encrypt')
    if (isEncrypted && EXPORT_ENCRYPTION[format] === 'never') throw usage(EXPORT.noEncryption)
    const found = keysFor(parseSearch(input.words), context.reading())
    if (!found.some(({ version }) => version > 0)) throw new CommandStop(EXIT.notFound, EXPORT.none)
    await prove(context)
    const passphrase = isEncrypted ? await readNewPassphrase(session, EXPORT.question) : undefined
    const path = resolve(session.request.folder, to)
    const report = await printProgress(context, 'export', async () =>
      context.vault().exportRequests.byCommand({
        keys: found.map(({ id }) => id),
        format,
        passphrase,
        path,
        isForced: input.flags.has('force'),
        program: askingProgram(session),
        signal: session.signal,
      }),
    )
    if (report === undefined) throw new CommandStop(EXIT.failed, USAGE.fileThere(to))
    return await printReport(context, report, { path, isEncrypted })
  },
}

/**
 * SECURITY: asks for the passphrase of the app lock where one is set, as the window does. An export cannot be undone, and anybody at an unlocked
 * desktop could approve the request.
 */
async function prove({ session, program: { lock } }: ActingContext): Promise<void> {
  if (!lock.canLock()) return
  if (!isAtTerminal(session)) throw new CommandStop(EXIT.denied, EXPORT.needsTerminal)
  await lock.prove(await askPassphrase(session, EXPORT.lockQuestion))
}

/** The format that `--format` names, otherwise the one that the file's name suggests. */
function formatOf(input: Input, to: string): ExportFormat {
  const format = valueOf(input, 'format')
  if (format !== undefined) {
    if (!isExportFormat(format)) throw usage(USAGE.choices('--format', format, EXPORT_FORMATS))
    return format
  }
  const name = basename(to).toLowerCase()
  const named = EXPORT_FORMATS.find((one) => name.endsWith(EXPORT_ENDINGS[one]) || isEnvFile(one, name))
  if (named === undefined) throw usage(EXPORT.noFormat(to))
  return named
}

/** Such as `.env.local`. */
const isEnvFile = (format: ExportFormat, name: string): boolean =>
  format === 'dotenv' && name.startsWith('.env.')

async function printReport(
  { output }: ActingContext,
  { exported, withoutSecret, leftOut, renamed }: ExportReport,
  { path, isEncrypted }: { readonly path: string; readonly isEncrypted: boolean },
): Promise<ExitCode> {
  if (exported > 0) await output.lines(EXPORT.done(exported, path))
  if (exported > 0 && !isEncrypted) await output.notes(EXPORT.plain)
  if (withoutSecret > 0) await output.notes({ text: EXPORT.withoutSecret(withoutSecret), tone: 'soft' })
  await output.notes(
    ...leftOut.map(({ name, why }) => EXPORT.leftOut(name, why)),
    ...renamed.map(({ name, variable }) => EXPORT.renamed(name, variable)),
  )
  if (exported === 0) await output.notes(EXPORT.empty)
  return leftOut.length > 0 ? EXIT.failed : EXIT.done
}
