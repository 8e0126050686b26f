/** Saves the user's changes to the list's columns, order and groups in the settings. */
import { KEY_GROUPS } from '../../../shared/expiry/key-groups.ts'
import {
  NARROWEST_COLUMN,
  WIDEST_COLUMN,
  type ColumnSetting,
  type Foldable,
  type ListColumn,
} from '../../../shared/model/list-settings.ts'
import { setSort } from '../../app/page-actions.ts'
import type { Sort } from '../../list/key-order.ts'
import { withColumn } from '../../list/columns.ts'
import { useVault } from '../../vault/store.ts'
import { changeSettings } from '../../vault/vault-commands.ts'

const settings = () => useVault.getState().settings

/** The saved columns of the shown kind of view. */
export const savedColumns = (): readonly ColumnSetting[] | undefined =>
  settings().listColumns[useVault.getState().view.kind]

export function saveColumns(columns: readonly ColumnSetting[]): void {
  const kind = useVault.getState().view.kind
  void changeSettings({ listColumns: { ...settings().listColumns, [kind]: columns } })
}

/** Restores the default columns of the shown kind of view. */
export function resetColumns(): void {
  const kind = useVault.getState().view.kind
  const others = Object.entries(settings().listColumns).filter(([view]) => view !== kind)
  void changeSettings({ listColumns: Object.fromEntries(others) })
}

/** Limits a width to the bounds of a column, and rounds it to whole pixels. */
export const columnWidth = (widthPx: number): number =>
  Math.round(Math.min(WIDEST_COLUMN, Math.max(NARROWEST_COLUMN, widthPx)))

export function setColumnWidth(column: ListColumn, widthPx: number): void {
  saveColumns(withColumn(savedColumns(), column, { widthPx: columnWidth(widthPx) }))
}

export function setColumnShown(column: ListColumn, isShown: boolean): void {
  saveColumns(withColumn(savedColumns(), column, { hidden: isShown ? undefined : true }))
}

export function toggleFolded(section: Foldable): void {
  const folded = settings().foldedSections
  void changeSettings({
    foldedSections: folded.includes(section) ? folded.filter((one) => one !== section) : [...folded, section],
  })
}

/** Folds or unfolds all groups of keys. The sections of the sidebar stay as they are. */
export function foldGroups(folded: boolean): void {
  const others = settings().foldedSections.filter((one) => !(KEY_GROUPS as readonly string[]).includes(one))
  void changeSettings({ foldedSections: folded ? [...others, ...KEY_GROUPS] : others })
}

/** The order that the user chooses is also the list's initial order next time. The order of a saved search is not. */
function chooseSort(sort: Sort): void {
  setSort(sort)
  void changeSettings({ listSort: sort })
}

/** Reverses the direction if the list is already sorted by this column. */
export function sortBy(by: ListColumn): void {
  const { sort } = useVault.getState()
  chooseSort({ by, direction: sort.by === by && sort.direction === 'up' ? 'down' : 'up' })
}

/** Sorts by this column in this direction. */
export const sortIn = (by: ListColumn, direction: Sort['direction']): void => chooseSort({ by, direction })

/** Grouped by urgency, or flat in order of expiry. */
export const setGrouped = (grouped: boolean): void =>
  chooseSort({ by: grouped ? 'urgency' : 'expires', direction: 'up' })
