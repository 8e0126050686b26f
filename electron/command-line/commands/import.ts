/** `keyhold import`: secrets out of the files of other programs. */
import { resolve } from 'node:path'
import { EXIT, type ExitCode } from '../../../shared/contract/command-line-limits.ts'
import type { ImportPreview, ImportReport, ImportRow } from '../../../shared/contract/import.ts'
import { IMPORT_FORMATS, isImportFormat, type ImportFormat } from '../../../shared/model/import-formats.ts'
import { usage, valueOf, type ActingCommand, type ActingContext, type Input } from '../command.ts'
import { tableLines } from '../columns.ts'
import { failureWords, storedFailure } from '../failure-messages.ts'
import { firstLine } from '../first-line.ts'
import { askPassphrase, isAtTerminal } from '../passphrase.ts'
import { USAGE } from '../usage-messages.ts'
import { IMPORT } from './import-messages.ts'

export const importCommand: ActingCommand = {
  name: 'import',
  ...IMPORT.spec,
  needsUnlocked: true,
  async acts(context, input) {
    const { imports } = context.vault()
    const { session } = context
    const whole = (path: string): string => resolve(session.request.folder, path)
    const format = formatOf(input)
    const isOfAll = input.flags.has('all')
    const first = await imports.readPaths(input.words.map(whole), { format, isOfAll, signal: session.signal })
    try {
      const preview = await unlocked(context, input, first)
      await printFiles(context, preview)
      const rows = chosenOf(preview, input)
      await printRows(context, preview, rows, input)
      if (input.flags.has('dry-run') || rows.length === 0) return codeOf(preview)
      return await store(context, input, preview, rows)
    } finally {
      imports.close(first.id)
    }
  },
}

function formatOf(input: Input): ImportFormat | undefined {
  const format = valueOf(input, 'from')
  if (format !== undefined && !isImportFormat(format))
    throw usage(USAGE.choices('--from', format, IMPORT_FORMATS))
  return format
}

/** The preview after the files that need a passphrase are opened. On a terminal, a key file is tried alone before Keyhold asks for the passphrase. */
async function unlocked(
  context: ActingContext,
  input: Input,
  preview: ImportPreview,
): Promise<ImportPreview> {
  const { session } = context
  const { imports } = context.vault()
  if (encryptedIn(preview) === undefined) return preview
  const path = valueOf(input, 'key-file')
  const keyFile =
    path === undefined ? undefined : await imports.keyFile(resolve(session.request.folder, path))
  const open = (passphrase: string) =>
    imports.unlock(preview.id, passphrase, { keyFile, signal: session.signal })
  try {
    if (!isAtTerminal(session))
      return await open(await firstLine(session, { mayBeEmpty: keyFile !== undefined }))
    const opened = keyFile === undefined ? preview : await open('')
    const file = encryptedIn(opened)
    return file === undefined ? opened : await open(await askPassphrase(session, IMPORT.question(file)))
  } finally {
    keyFile?.fill(0)
  }
}

const encryptedIn = ({ files }: ImportPreview): string | undefined =>
  files.find(
    ({ error }) =>
      error?.kind === 'import' && (error.why === 'passphrase-needed' || error.why === 'wrong-passphrase'),
  )?.file

const wordsOf = (error: { readonly kind: string }, { program }: ActingContext): string =>
  failureWords(storedFailure(error), { now: program.clock.now() })

async function printFiles(context: ActingContext, { files, skipped }: ImportPreview): Promise<void> {
  const { output } = context
  for (const { file, format, entries, error } of files)
    if (error !== undefined) await output.notes(IMPORT.unread(file, wordsOf(error, context)))
    else if (format !== undefined)
      await output.notes({ text: IMPORT.file(file, format, entries), tone: 'soft' })
  for (const { name, why, place } of skipped)
    await output.notes({ text: IMPORT.skipped(name, IMPORT.place(place), why), tone: 'soft' })
}

const chosenOf = ({ rows }: ImportPreview, { flags }: Input): readonly ImportRow[] =>
  rows.filter(({ isSuggested }) => isSuggested || flags.has('all'))

async function printRows(
  { output }: ActingContext,
  preview: ImportPreview,
  rows: readonly ImportRow[],
  { flags }: Input,
): Promise<void> {
  const settings = preview.rows.length - rows.length
  if (flags.has('dry-run') && rows.length > 0) {
    const cells = rows.map((row) => [row.name, IMPORT.state(row), IMPORT.place(row.place)])
    const table = [IMPORT.headings, ...cells].map((texts) => texts.map((text) => ({ text })))
    await output.lines(...tableLines(table, output.width))
  }
  if (settings > 0) await output.notes(IMPORT.settings(settings))
  if (rows.length === 0) await output.notes(IMPORT.nothing)
  else if (flags.has('dry-run'))
    await output.lines(
      IMPORT.wouldStore(rows.filter(({ state }) => state === 'new' || state === 'joins').length),
    )
}

/** One unreadable file makes the command fail, even if all others were read. */
const codeOf = ({ files }: ImportPreview): ExitCode =>
  files.some(({ error }) => error !== undefined) ? EXIT.failed : EXIT.done

async function store(
  context: ActingContext,
  input: Input,
  preview: ImportPreview,
  rows: readonly ImportRow[],
): Promise<ExitCode> {
  const { session, output } = context
  const isApart = input.flags.has('apart')
  const choices = rows.map(({ row }) => ({ row, isApart }))
  const progress = session.request.terminal.err ? progressPrinter(context, rows.length) : () => undefined
  const report = await context.vault().imports.run(preview.id, choices, { signal: session.signal, progress })
  await output.lines(IMPORT.done(report))
  await printTrouble(context, report)
  return report.left > 0 || report.failed.length > 0 ? EXIT.failed : codeOf(preview)
}

async function printTrouble(context: ActingContext, { failed, left, stopped }: ImportReport): Promise<void> {
  const { output } = context
  for (const { name, place, error } of failed)
    await output.notes(IMPORT.failed(name, IMPORT.place(place), wordsOf(error, context)))
  if (stopped !== undefined) await output.notes(IMPORT.stopped(wordsOf(stopped, context), left))
  else if (left > 0) await output.notes(IMPORT.cancelled(left))
}

/** Prints after every tenth of the rows. */
function progressPrinter({ output }: ActingContext, all: number): (done: number) => void {
  let printed = 0
  return (done) => {
    const tenth = Math.floor(done * 10)
    if (tenth === printed || all < 100) return
    printed = tenth
    output.notes({ text: IMPORT.progress(Math.round(done * all), all), tone: 'soft' }).catch(() => undefined) // the client may have disconnected
  }
}
