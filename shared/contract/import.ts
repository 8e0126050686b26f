/** The preview and the report of an import of keys from other programs' files. */
import { z } from 'zod'
import { IMPORT_FORMATS } from '../model/import-formats.ts'
import { SKIP_REASONS } from '../model/import.ts'
import { KeyId } from '../model/model.ts'

/** Identifies one import from its first file to its report. */
export const ImportId = z.uuid().brand<'ImportId'>()
export type ImportId = z.infer<typeof ImportId>

const Place = z.object({ file: z.string(), line: z.int().optional(), path: z.string().optional() })

export const ImportRow = z.object({
  /** The row's number in this import, from 0. */
  row: z.int(),
  name: z.string(),
  state: z.enum(['new', 'known', 'twice', 'joins']),
  /** The key that has this secret, or that lacks one. */
  key: KeyId.optional(),
  keyName: z.string().optional(),
  /** Whether the value looks like a secret. Other values are settings, such as a port. */
  isSuggested: z.boolean(),
  variable: z.string(),
  /** The kind of key, recognised by the shape of its secret. */
  kind: z.string().optional(),
  place: Place,
})
export type ImportRow = z.infer<typeof ImportRow>

/** An `AppError`; `renderer/messages/errors.ts` words it. */
const Trouble = z.looseObject({ kind: z.string() })

export const ImportedFile = z.object({
  /** The file's number in this import, from 0. */
  index: z.int(),
  file: z.string(),
  format: z.enum(IMPORT_FORMATS).optional(),
  entries: z.int(),
  /** Why the file could not be read. */
  error: Trouble.optional(),
})
export type ImportedFile = z.infer<typeof ImportedFile>

export const ImportPreview = z.object({
  id: ImportId,
  files: z.array(ImportedFile),
  rows: z.array(ImportRow),
  skipped: z.array(z.object({ name: z.string(), why: z.enum(SKIP_REASONS), place: Place })),
})
export type ImportPreview = z.infer<typeof ImportPreview>

export const ImportReport = z.object({
  added: z.int(),
  joined: z.int(),
  /** The number of rows whose secret Keyhold already had. */
  known: z.int(),
  failed: z.array(z.object({ name: z.string(), place: Place, error: Trouble })),
  /** The number of rows that were not reached, because the import was cancelled or `stopped`. Another import of the file adds them. */
  left: z.int(),
  /** Why the import stopped before its end. */
  stopped: Trouble.optional(),
})
export type ImportReport = z.infer<typeof ImportReport>

/** The change of one line of a `.env` file. The line's present value is a secret, which stays in main. */
export const FileChange = z.object({ line: z.int(), variable: z.string(), reference: z.string() })
export type FileChange = z.infer<typeof FileChange>

/** A file that still holds secrets in plain text. Keyhold has stored every one of them. */
export const PlainFile = z.object({
  /** The file's number in this import, from 0. */
  index: z.int(),
  file: z.string(),
  /** Whether Keyhold has stored everything in the file, so that the file may go to the trash. */
  mayTrash: z.boolean(),
  /** Secrets that references can replace. */
  changes: z.array(FileChange),
})
export type PlainFile = z.infer<typeof PlainFile>

const CLEAN_UPS = ['trash', 'references'] as const
export type CleanUp = (typeof CLEAN_UPS)[number]

export const CleanedFiles = z.object({
  /** The number of files that were changed or moved. */
  done: z.int(),
  failed: z.array(z.object({ file: z.string(), error: Trouble })),
})
export type CleanedFiles = z.infer<typeof CleanedFiles>

/** An import that later calls refer to. `size`: the length of its longest list; the page fetches lists in parts. */
export const ImportHead = z.object({ id: ImportId, size: z.int() })
export type ImportHead = z.infer<typeof ImportHead>

const Nothing = z.void()

export const importCalls = {
  /**
   * Reads files or a folder that the user chooses in a dialog of the system, or has just dropped on the window. `import` is missing if there are
   * none.
   */
  'import:choose': {
    input: z.strictObject({
      from: z.enum(['files', 'folder', 'dropped']),
      format: z.enum(IMPORT_FORMATS).optional(),
    }),
    output: z.object({ import: ImportHead.optional() }),
  },
  /** The part of the preview that begins at this number: at most `IMPORT_PART` rows, as many left-out rows, and as many files. */
  'import:part': {
    input: z.strictObject({ import: ImportId, from: z.int().min(0).max(1_000_000) }),
    output: ImportPreview.omit({ id: true }),
  },
  /** The user chooses the key file of a KeePass file; main keeps it for `import:unlock`. `name` is missing if the user chose none. */
  'import:choose-key-file': {
    input: z.strictObject({ import: ImportId }),
    output: z.object({ name: z.string().optional() }),
  },
  /** Tries a passphrase, with the key file if the user chose one, on every file that needs one. Empty: the key file alone. */
  'import:unlock': {
    input: z.strictObject({ import: ImportId, passphrase: z.string().max(10_000) }),
    output: ImportHead,
  },
  /** Stores the rows with these numbers one after the other, and resolves at the end. `isApart`: stores them only as new keys. */
  'import:run': {
    input: z.strictObject({
      import: ImportId,
      rows: z.array(z.int().min(0)).max(200_000),
      isApart: z.boolean(),
    }),
    output: ImportReport,
  },
  /**
   * The files of this import that still hold secrets in plain text, from this position of their list on, as many as fit into one answer. `next`: the
   * position to continue at; missing at the end.
   */
  'import:plain-files': {
    input: z.strictObject({ import: ImportId, from: z.int().min(0).max(1_000_000) }),
    output: z.object({ files: z.array(PlainFile), next: z.int().optional() }),
  },
  /**
   * Moves these files to the system's trash, or replaces their secrets with references and moves the originals there. Needs a press by the user.
   * Reads each secret back from the keychain first, and does not touch a file that has changed since it was read.
   */
  'import:clean-files': {
    input: z.strictObject({
      import: ImportId,
      how: z.enum(CLEAN_UPS),
      files: z.array(z.int().min(0)).max(20_000),
    }),
    output: CleanedFiles,
  },
  /** Cancels the window's reading, unlocking or storing. Rows that are being stored are completed. */
  'import:cancel': { input: Nothing, output: Nothing },
  /** Forgets the import's data. */
  'import:close': { input: z.strictObject({ import: ImportId }), output: Nothing },
} as const

export const ImportProgress = z.object({
  work: z.enum(['comparing', 'storing']),
  /** From 0 to 1. */
  done: z.number(),
})
export type ImportProgress = z.infer<typeof ImportProgress>
