/**
 * The states of an import, and the user's choices in its preview. Pure.
 *
 * choosing (the user chooses files; main reads them) → locked (a file needs a passphrase) → preview → storing → ended.
 *
 * In every state the page has only names, places and numbers of rows; the secrets stay in the main process.
 */
import type { AppError } from '../../../shared/contract/errors.ts'
import type {
  ImportedFile,
  ImportId,
  ImportPreview,
  ImportProgress,
  ImportReport,
  ImportRow,
} from '../../../shared/contract/import.ts'

/** The preview that main has read. */
export type Found = ImportPreview

export interface Choice {
  /** Numbers of the rows to store. */
  readonly ticked: ReadonlySet<number>
  readonly shown: ItemKind | 'all'
  /** Adds new keys only, also where a key of an account lacks this secret. */
  readonly isApart: boolean
}

export type ImportState =
  | {
      readonly state: 'choosing'
      readonly isReading: boolean
      /** The progress of the comparison with the vault, from 0 to 1; `undefined` before it starts. */
      readonly done: number | undefined
      readonly error: AppError | undefined
    }
  | {
      readonly state: 'locked'
      readonly found: Found
      readonly isTrying: boolean
      /** The name of the chosen key file. */
      readonly keyFile: string | undefined
      readonly error: AppError | undefined
    }
  | {
      readonly state: 'preview'
      readonly found: Found
      readonly choice: Choice
      readonly error: AppError | undefined
    }
  | {
      readonly state: 'storing'
      readonly found: Found
      readonly choice: Choice
      readonly done: number
      readonly isStopping: boolean
    }
  | { readonly state: 'ended'; readonly found: Found; readonly choice: Choice; readonly report: ImportReport }

export const BEFORE: Extract<ImportState, { state: 'choosing' }> = {
  state: 'choosing',
  isReading: false,
  done: undefined,
  error: undefined,
}

/** The outcome of a row: `other` rows have values that do not look like secrets, `skipped` rows are never imported. */
export const ITEM_KINDS = ['new', 'joins', 'known', 'twice', 'other', 'skipped'] as const
export type ItemKind = (typeof ITEM_KINDS)[number]

export type Item =
  | { readonly kind: Exclude<ItemKind, 'skipped'>; readonly row: ImportRow }
  | { readonly kind: 'skipped'; readonly skipped: Found['skipped'][number] }

const kindOf = ({ state, isSuggested }: ImportRow): Exclude<ItemKind, 'skipped'> =>
  isSuggested || state === 'known' ? state : 'other'

/** All lines of the preview: the rows in the order of the files, then the skipped ones. */
export const itemsOf = ({ rows, skipped }: Found): readonly Item[] => [
  ...rows.map((row) => ({ kind: kindOf(row), row })),
  ...skipped.map((one) => ({ kind: 'skipped' as const, skipped: one })),
]

export const shownItems = (items: readonly Item[], shown: Choice['shown']): readonly Item[] =>
  shown === 'all' ? items : items.filter(({ kind }) => kind === shown)

export function countsOf(items: readonly Item[]): Readonly<Record<ItemKind, number>> {
  const counts = { new: 0, joins: 0, known: 0, twice: 0, other: 0, skipped: 0 }
  for (const { kind } of items) counts[kind] += 1
  return counts
}

/** A secret that Keyhold already has, and a row without a secret, cannot be stored. */
export const canTick = (item: Item): boolean => item.kind !== 'known' && item.kind !== 'skipped'

/** The initial choice: every secret that is new. */
export const firstChoice = ({ rows }: Found): Choice => ({
  ticked: new Set(
    rows.flatMap((row) => {
      const kind = kindOf(row)
      return kind === 'new' || kind === 'joins' ? [row.row] : []
    }),
  ),
  shown: 'all',
  isApart: false,
})

export function toggled(choice: Choice, item: Item): Choice {
  if (item.kind === 'skipped' || !canTick(item)) return choice
  const ticked = new Set(choice.ticked)
  if (!ticked.delete(item.row.row)) ticked.add(item.row.row)
  return { ...choice, ticked }
}

const tickable = (items: readonly Item[]): readonly number[] =>
  items.flatMap((item) => (item.kind !== 'skipped' && canTick(item) ? [item.row.row] : []))

/** Whether all, some or none of the lines that can be ticked are ticked. */
export function ticksOf(items: readonly Item[], { ticked }: Choice): 'all' | 'some' | 'none' {
  const rows = tickable(items)
  const count = rows.filter((row) => ticked.has(row)).length
  if (count === 0) return 'none'
  return count === rows.length ? 'all' : 'some'
}

/** Ticks all of these lines, or none of them if all are ticked. Other lines do not change. */
export function toggledAll(choice: Choice, items: readonly Item[]): Choice {
  const ticked = new Set(choice.ticked)
  const isClearing = ticksOf(items, choice) === 'all'
  for (const row of tickable(items))
    if (isClearing) ticked.delete(row)
    else ticked.add(row)
  return { ...choice, ticked }
}

export const isEncrypted = ({ error }: ImportedFile): boolean =>
  error?.kind === 'import' && (error.why === 'passphrase-needed' || error.why === 'wrong-passphrase')

/** The files that a passphrase may open. */
export const encryptedIn = ({ files }: Found): readonly ImportedFile[] => files.filter(isEncrypted)

export const isWrongPassphrase = (found: Found): boolean =>
  encryptedIn(found).some(({ error }) => error?.why === 'wrong-passphrase')

/** The state after files were read or a passphrase was tried. The passphrase is asked for as long as a file is still encrypted. */
export const whenRead = (found: Found, keyFile?: string): ImportState =>
  encryptedIn(found).length > 0
    ? { state: 'locked', found, isTrying: false, keyFile, error: undefined }
    : toPreview(found)

export const toPreview = (found: Found): ImportState => ({
  state: 'preview',
  found,
  choice: firstChoice(found),
  error: undefined,
})

export function whenProgressed(state: ImportState, { work, done }: ImportProgress): ImportState {
  if (work === 'storing') return state.state === 'storing' ? { ...state, done } : state
  return state.state === 'choosing' && state.isReading ? { ...state, done } : state
}

export const idOf = (state: ImportState): ImportId | undefined =>
  state.state === 'choosing' ? undefined : state.found.id
