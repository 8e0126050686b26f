/** What an import of keys from files of other programs shows and reports. */
import { z } from 'zod'
import { IMPORT_FORMATS } from '../model/import-formats.ts'
import { SKIP_REASONS } from '../model/import.ts'
import { KeyId } from '../model/model.ts'

/** Names one import from its first file to its report. */
export const ImportId = z.uuid().brand<'ImportId'>()
export type ImportId = z.infer<typeof ImportId>

const Place = z.object({ file: z.string(), line: z.int().optional(), path: z.string().optional() })

export const ImportRow = z.object({
  /** Its number in this import, from 0. */
  row: z.int(),
  name: z.string(),
  state: z.enum(['new', 'known', 'twice', 'joins']),
  /** The key that has this secret, or that lacks one. */
  key: KeyId.optional(),
  keyName: z.string().optional(),
  /** Whether it looks like a secret. The others are settings, such as a port. */
  isSuggested: z.boolean(),
  variable: z.string(),
  /** What kind of key it is, by the form of its secret. */
  kind: z.string().optional(),
  place: Place,
})
export type ImportRow = z.infer<typeof ImportRow>

/** As an `AppError`; `renderer/messages/errors.ts` has the sentence. */
const Trouble = z.looseObject({ kind: z.string() })

export const ImportedFile = z.object({
  /** Its number in this import, from 0. */
  index: z.int(),
  file: z.string(),
  format: z.enum(IMPORT_FORMATS).optional(),
  entries: z.int(),
  /** Why it could not be read. */
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
  /** Rows whose secret was there already. */
  known: z.int(),
  failed: z.array(z.object({ name: z.string(), place: Place, error: Trouble })),
  /** Rows that were not reached: the import was cancelled, or `stopped`. A second import takes them up. */
  left: z.int(),
  /** Why it could not go on. */
  stopped: Trouble.optional(),
})
export type ImportReport = z.infer<typeof ImportReport>

/** One line of a `.env` file before and after: the value that it has is a secret, which stays in main. */
export const FileChange = z.object({ line: z.int(), variable: z.string(), reference: z.string() })
export type FileChange = z.infer<typeof FileChange>

/** A file that still holds secrets in plain text, each of which is stored. */
export const PlainFile = z.object({
  /** Its number in this import, from 0. */
  index: z.int(),
  file: z.string(),
  /** Whether everything in it is stored, so that it may go to the trash. */
  mayTrash: z.boolean(),
  /** Secrets that references can take the place of. */
  changes: z.array(FileChange),
})
export type PlainFile = z.infer<typeof PlainFile>

const CLEAN_UPS = ['trash', 'references'] as const
export type CleanUp = (typeof CLEAN_UPS)[number]

export const CleanedFiles = z.object({
  /** Files that were changed or moved. */
  done: z.int(),
  failed: z.array(z.object({ file: z.string(), error: Trouble })),
})
export type CleanedFiles = z.infer<typeof CleanedFiles>

/** An import that the page can ask more about. `size`: the longest of its lists, which come in parts. */
export const ImportHead = z.object({ id: ImportId, size: z.int() })
export type ImportHead = z.infer<typeof ImportHead>

const Nothing = z.void()

export const importCalls = {
  /**
   * The user chooses files or a folder in a dialog of the system, or has just dropped them on the window, and main reads them. `import` is missing
   * if there are none.
   */
  'import:choose': {
    input: z.strictObject({
      from: z.enum(['files', 'folder', 'dropped']),
      format: z.enum(IMPORT_FORMATS).optional(),
    }),
    output: z.object({ import: ImportHead.optional() }),
  },
  /** The preview from the row, left-out row and file with this number on, each at most `IMPORT_PART`. */
  'import:part': {
    input: z.strictObject({ import: ImportId, from: z.int().min(0).max(1_000_000) }),
    output: ImportPreview.omit({ id: true }),
  },
  /** The user chooses the key file of a KeePass file; main keeps it for `import:unlock`. `name` is missing if the user chose none. */
  'import:choose-key-file': {
    input: z.strictObject({ import: ImportId }),
    output: z.object({ name: z.string().optional() }),
  },
  /** Tries a passphrase, with the key file if one was chosen, on every file that needs one. Empty: the key file alone. */
  'import:unlock': {
    input: z.strictObject({ import: ImportId, passphrase: z.string().max(10_000) }),
    output: ImportHead,
  },
  /** Stores the rows with these numbers, one after the other. `isApart`: as new keys only. Answers at the end. */
  'import:run': {
    input: z.strictObject({
      import: ImportId,
      rows: z.array(z.int().min(0)).max(200_000),
      isApart: z.boolean(),
    }),
    output: ImportReport,
  },
  /**
   * The files of this import that still hold secrets in plain text, from the one at this place of their list on, as many as one
   * answer holds. `next`: where to go on. Missing: there are no more.
   */
  'import:plain-files': {
    input: z.strictObject({ import: ImportId, from: z.int().min(0).max(1_000_000) }),
    output: z.object({ files: z.array(PlainFile), next: z.int().optional() }),
  },
  /**
   * Moves these files to the system's trash, or puts references in place of their secrets and moves the originals there. Needs a press by the user.
   * Each secret is read back from the keychain first, and a file that has changed since it was read stays as it is.
   */
  'import:clean-files': {
    input: z.strictObject({
      import: ImportId,
      how: z.enum(CLEAN_UPS),
      files: z.array(z.int().min(0)).max(20_000),
    }),
    output: CleanedFiles,
  },
  /** Ends what the window reads, unlocks or stores. Rows that are being stored are stored to their end. */
  'import:cancel': { input: Nothing, output: Nothing },
  /** Forgets what was read. */
  'import:close': { input: z.strictObject({ import: ImportId }), output: Nothing },
} as const

export const ImportProgress = z.object({
  work: z.enum(['comparing', 'storing']),
  /** From 0 to 1. */
  done: z.number(),
})
export type ImportProgress = z.infer<typeof ImportProgress>
