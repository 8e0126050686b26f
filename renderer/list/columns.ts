/** Which columns a list of this width shows, in which order and how wide. Pure. */
import {
  LIST_COLUMNS,
  type ColumnSetting,
  type ListColumn,
  type ListView,
} from '../../shared/model/list-settings.ts'

export interface ShownColumn {
  readonly column: ListColumn
  /** `name` takes what the others leave. */
  readonly widthPx: number
}

const WIDTHS: Record<ListColumn, number> = {
  name: 160,
  variable: 120,
  account: 140,
  state: 124,
  expires: 136,
  used: 84,
}

/** In a pane without room for more; a column that was made narrower than this stays so. */
const LEAST: Partial<Record<ListColumn, number>> = { name: 140, state: 88, expires: 96 }

/** Given up in this order as the pane gets narrow. */
const FIRST_TO_GO: readonly ListColumn[] = ['used', 'variable', 'account', 'state']

/** Tick, star, and the gaps around and between. */
const SIDES_PX = 16 + 20 + 3 * 12
const GAP_PX = 12

/** All columns in the user's order, those that a newer version added at their place. */
export function orderedColumns(saved: readonly ColumnSetting[] = []): readonly ColumnSetting[] {
  const all = [...saved]
  for (const [place, column] of LIST_COLUMNS.entries())
    if (!all.some((one) => one.column === column)) all.splice(place, 0, { column })
  return all
}

/** `widthPx`: of the whole list; `undefined` before it was measured. An account's own view does not repeat its name in every row. */
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
  for (const gone of FIRST_TO_GO)
    if (neededPx(least) > widthPx) least = least.filter(({ column }) => column !== gone)
  return least
}

const neededPx = (columns: readonly ShownColumn[]): number =>
  columns.reduce((sum, { widthPx }) => sum + widthPx + GAP_PX, SIDES_PX)

/** For `grid-template-columns`. */
export const columnTemplate = (columns: readonly ShownColumn[]): string =>
  [
    '16px',
    '20px',
    ...columns.map(({ column, widthPx }) => (column === 'name' ? 'minmax(80px, 1fr)' : `${widthPx}px`)),
  ].join(' ')

/** With one column changed; the rest in the order that is shown. */
export function withColumn(
  saved: readonly ColumnSetting[] | undefined,
  column: ListColumn,
  change: Omit<ColumnSetting, 'column'>,
): readonly ColumnSetting[] {
  return orderedColumns(saved).map((one) => (one.column === column ? { ...one, ...change } : one))
}

/** One place to the left (-1) or to the right (1); at the end it stays. */
export function movedColumn(
  saved: readonly ColumnSetting[] | undefined,
  column: ListColumn,
  by: -1 | 1,
): readonly ColumnSetting[] {
  const all = [...orderedColumns(saved)]
  const from = all.findIndex((one) => one.column === column)
  const to = from + by
  const [one, other] = [all[from], all[to]]
  if (one === undefined || other === undefined) return all
  all[from] = other
  all[to] = one
  return all
}
