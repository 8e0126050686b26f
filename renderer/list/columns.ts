/** Decides which columns a list of a given width shows, in which order and how wide. Pure. */
import {
  LIST_COLUMNS,
  type ColumnSetting,
  type ListColumn,
  type ListView,
} from '../../shared/model/list-settings.ts'

export interface ShownColumn {
  readonly column: ListColumn
  /** Ignored for `name`, which takes the remaining width. */
  readonly widthPx: number
}

const WIDTHS: Record<ListColumn, number> = {
  name: 212,
  variable: 120,
  account: 140,
  state: 148,
  expires: 144,
  used: 84,
}

/** Minimum widths in a narrow pane. A column that the user made narrower than this keeps its width. */
const LEAST: Partial<Record<ListColumn, number>> = { name: 140, state: 88, expires: 96 }

/** Columns are removed in this order as the pane gets narrower. */
const FIRST_TO_GO: readonly ListColumn[] = ['used', 'variable', 'account', 'state']

/** The account column shrinks to this width in favour of the key's name and state. No other column takes its room. */
const LEAST_ACCOUNT_PX = 96

/** A name of this width can be distinguished from others. Above it, the state gets the room first, because a cut state is useless. */
const READABLE_NAME_PX = 160

/** A name of this width can be distinguished from others beside the buttons that appear under the mouse. */
const ROOMY_NAME_PX = 200

/** These columns are removed before they take that room from the name. */
const AFTER_NAME: ReadonlySet<ListColumn> = new Set(['used', 'variable'])

/** In a narrow pane, the remaining room goes to the columns in this order, each up to its limit or its preferred width. */
const FIRST_TO_WIDEN: readonly (readonly [column: ListColumn, limitPx?: number])[] = [
  ['name', READABLE_NAME_PX],
  ['state'],
  ['name'],
  ['account'],
  ['expires'],
]

/** The width of the checkbox, the star, and the gaps around and between them. */
const SIDES_PX = 16 + 24 + 3 * 12
const GAP_PX = 12

/** All columns in the user's order. A column that a newer version added gets its default place. */
export function orderedColumns(saved: readonly ColumnSetting[] = []): readonly ColumnSetting[] {
  const all = [...saved]
  for (const [place, column] of LIST_COLUMNS.entries())
    if (!all.some((one) => one.column === column)) all.splice(place, 0, { column })
  return all
}

/**
 * The columns that a view shows. `widthPx` is the width of the whole list; `undefined` before the first measurement.
 * The view of one account leaves out the account column, because every row would repeat the same name.
 */
export function shownColumns(
  view: ListView,
  saved: readonly ColumnSetting[] | undefined,
  widthPx: number | undefined,
): readonly ShownColumn[] {
  const isOne = view === 'account' || view === 'by-hand'
  const wanted = orderedColumns(saved)
    .filter(({ column, hidden }) => column === 'name' || (!hidden && !(isOne && column === 'account')))
    .map((one): ShownColumn => ({ column: one.column, widthPx: one.widthPx ?? WIDTHS[one.column] }))
  return widthPx === undefined ? wanted : fitting(wanted, widthPx)
}

function fitting(columns: readonly ShownColumn[], widthPx: number): readonly ShownColumn[] {
  if (neededPx(columns) <= widthPx) return columns
  let least: readonly ShownColumn[] = columns.map((one) => ({
    ...one,
    widthPx: Math.min(one.widthPx, LEAST[one.column] ?? one.widthPx),
  }))
  const name = columns.find(({ column }) => column === 'name')?.widthPx ?? 0
  const leastName = least.find(({ column }) => column === 'name')?.widthPx ?? 0
  const moreForName = Math.max(0, Math.min(name, ROOMY_NAME_PX) - leastName)
  for (const gone of FIRST_TO_GO) {
    const needed = neededPx(least) + (AFTER_NAME.has(gone) ? moreForName : 0)
    if (needed > widthPx) least = least.filter(({ column }) => column !== gone)
  }
  return widened(least, columns, widthPx)
}

/** Gives the remaining room to the narrowed columns, up to their preferred widths. */
function widened(
  least: readonly ShownColumn[],
  wanted: readonly ShownColumn[],
  widthPx: number,
): readonly ShownColumn[] {
  const widths = new Map(least.map((one) => [one.column, one.widthPx]))
  const account = widths.get('account')
  if (account !== undefined) widths.set('account', Math.min(account, LEAST_ACCOUNT_PX))
  const neededHere = neededPx([...widths].map(([column, width]) => ({ column, widthPx: width })))
  let leftPx = Math.max(0, widthPx - neededHere)
  for (const [column, limitPx = Infinity] of FIRST_TO_WIDEN) {
    const has = widths.get(column)
    const wants = wanted.find((one) => one.column === column)?.widthPx
    if (has === undefined || wants === undefined) continue
    const more = Math.max(0, Math.min(leftPx, wants - has, limitPx - has))
    widths.set(column, has + more)
    leftPx -= more
  }
  return least.map((one) => ({ ...one, widthPx: widths.get(one.column) ?? one.widthPx }))
}

const neededPx = (columns: readonly ShownColumn[]): number =>
  columns.reduce((sum, { widthPx }) => sum + widthPx + GAP_PX, SIDES_PX)

/** The value of `grid-template-columns`. */
export const columnTemplate = (columns: readonly ShownColumn[]): string =>
  [
    '16px',
    '24px',
    ...columns.map(({ column, widthPx }) => (column === 'name' ? 'minmax(80px, 1fr)' : `${widthPx}px`)),
  ].join(' ')

/** All columns in their order, with one column changed. */
export function withColumn(
  saved: readonly ColumnSetting[] | undefined,
  column: ListColumn,
  change: Omit<ColumnSetting, 'column'>,
): readonly ColumnSetting[] {
  return orderedColumns(saved).map((one) => (one.column === column ? { ...one, ...change } : one))
}

/** Moves a column one place left (-1) or right (1) among these columns, which are in their order. At either end the column does not move. */
export const movedColumn = (
  saved: readonly ColumnSetting[] | undefined,
  among: readonly ListColumn[],
  column: ListColumn,
  by: -1 | 1,
): readonly ColumnSetting[] => columnMovedTo(saved, among, column, Math.max(0, among.indexOf(column) + by))

/** Moves a column to `place`, counted among the others of these columns, which are in their order. The rest keep their order. */
export function columnMovedTo(
  saved: readonly ColumnSetting[] | undefined,
  among: readonly ListColumn[],
  column: ListColumn,
  place: number,
): readonly ColumnSetting[] {
  const all = orderedColumns(saved)
  const rest = all.filter((one) => one.column !== column)
  const others = among.filter((one) => one !== column)
  const next = others[place]
  const at =
    next === undefined
      ? rest.findIndex((one) => one.column === others.at(-1)) + 1
      : rest.findIndex((one) => one.column === next)
  return rest.toSpliced(at, 0, ...all.filter((one) => one.column === column))
}
