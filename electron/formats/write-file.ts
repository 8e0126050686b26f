/** Writes a file for another program, and reads it back before it is handed out. Pure: entries in, bytes out. */
import type { ExportEntry, LeftOutReason } from '../../shared/model/export.ts'
import type { ExportFormat } from '../../shared/model/export-formats.ts'
import { refusal } from './entry.ts'
import { readFile } from './read-file.ts'
import { writeBitwarden } from './write-bitwarden.ts'
import { writeCsv } from './write-csv.ts'
import { dotenvLine, writeDotenv } from './write-dotenv.ts'
import { writeKdbx } from './write-kdbx.ts'

export interface FileRequest {
  readonly format: ExportFormat
  /** Always for KeePass, possibly for Bitwarden, never for `.env` and CSV. */
  readonly passphrase: string | undefined
  /** For tests: makes the key derivation cheap. */
  readonly isQuick?: boolean | undefined
}

export interface WrittenFile {
  readonly bytes: Uint8Array
  /** The index of the entry, from 0. */
  readonly leftOut: readonly { readonly index: number; readonly why: LeftOutReason }[]
}

/** Throws an Error (a bug) unless every secret can be read back from the file. */
export async function writeFile(entries: readonly ExportEntry[], request: FileRequest): Promise<WrittenFile> {
  const leftOut: WrittenFile['leftOut'][number][] = []
  const fit = entries.filter((entry, index) => {
    const why = reason(entry, request.format)
    if (why !== undefined) leftOut.push({ index, why })
    return why === undefined
  })
  const written = await write(fit, request)
  const bytes = typeof written === 'string' ? new TextEncoder().encode(written) : written
  if (fit.length > 0) await check(bytes, fit, request)
  return { bytes, leftOut }
}

function reason(entry: ExportEntry, format: ExportFormat): LeftOutReason | undefined {
  const why = refusal(entry)
  if (why !== undefined) return why === 'empty' ? 'missing' : why
  return format === 'dotenv' && dotenvLine(entry) === undefined ? 'no-line' : undefined
}

const CHEAP = { kdf: { memory: 8 * 1024, passes: 1, lanes: 1 }, rounds: 1 }

function write(
  entries: readonly ExportEntry[],
  { format, passphrase, isQuick = false }: FileRequest,
): string | Uint8Array | Promise<string | Uint8Array> {
  const { kdf, rounds } = isQuick ? CHEAP : { kdf: undefined, rounds: undefined }
  switch (format) {
    case 'dotenv':
      return writeDotenv(entries)
    case 'csv':
      return writeCsv(entries)
    case 'bitwarden':
      return writeBitwarden(entries, passphrase, rounds)
    case 'kdbx':
      if (passphrase === undefined) throw new Error('A KeePass file needs a passphrase')
      return writeKdbx(entries, passphrase, kdf)
  }
}

/** In any order: KeePass and Bitwarden sort by folders. */
async function check(
  bytes: Uint8Array,
  entries: readonly ExportEntry[],
  { format, passphrase }: FileRequest,
): Promise<void> {
  const read = await readFile({ file: '', bytes, passphrase }, format)
  const [found, wanted] = [read.entries, entries].map((all) => all.map(({ secret }) => secret).sort())
  if (JSON.stringify(found) !== JSON.stringify(wanted))
    throw new Error('The file was not read as it was written')
}
