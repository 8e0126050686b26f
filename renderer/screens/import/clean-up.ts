/** The possible actions on files that still hold secrets in plain text. Pure. */
import type { CleanedFiles, CleanUp, FileChange, PlainFile } from '../../../shared/contract/import.ts'

export interface Cleaned extends CleanedFiles {
  readonly how: CleanUp
}

export const filesFor = (how: CleanUp, files: readonly PlainFile[]): readonly PlainFile[] =>
  files.filter(({ mayTrash, changes }) => (how === 'trash' ? mayTrash : changes.length > 0))

export const changesOf = (files: readonly PlainFile[]): readonly (FileChange & { readonly file: string })[] =>
  files.flatMap(({ file, changes }) => changes.map((change) => ({ ...change, file })))
