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
  /** Whether it is a secret by all that can be told. The others are settings, such as a port. */
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
