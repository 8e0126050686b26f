/** The menu of the list's head, at the pointer: the commands for the column, a checkbox item for each column, and the dialog of all columns. */
import type { ListColumn } from '../../../shared/model/list-settings.ts'
import { commandsOfColumn } from '../../commands/commands-of-column.ts'
import { menuEntries } from '../../commands/menu-entries.ts'
import { windowCommand, windowCommandApplies } from '../../commands/window-commands.ts'
import { orderedColumns } from '../../list/columns.ts'
import type { MenuEntry } from '../../parts/menu.tsx'
import { PointMenu } from '../../parts/point-menu.tsx'
import { COLUMN_WORDS, COLUMNS_TITLE } from './list-messages.ts'
import { savedColumns, setColumnShown } from './list-settings.ts'

export interface OpenColumnsMenu {
  /** The column under the pointer; missing over the checkbox and the star. */
  readonly column: ListColumn | undefined
  readonly x: number
  readonly y: number
}

interface Props {
  readonly open: OpenColumnsMenu
  readonly onClose: () => void
}

export function ColumnsMenu({ open: { column, x, y }, onClose }: Props) {
  return (
    <PointMenu
      key={`${x} ${y}`}
      label={column === undefined ? COLUMNS_TITLE : COLUMN_WORDS[column]}
      entries={entriesFor(column)}
      x={x}
      y={y}
      onClose={onClose}
    />
  )
}

function entriesFor(column: ListColumn | undefined): readonly MenuEntry[] {
  const ofColumn = column === undefined ? [] : menuEntries(commandsOfColumn(column))
  const ofAll = (['reset-columns', 'columns'] as const).filter(windowCommandApplies).map(windowCommand)
  return [...ofColumn, ...apart(ticks()), ...apart(menuEntries(ofAll))]
}

/** The name has no checkbox item, because it is always shown. */
const ticks = (): readonly MenuEntry[] =>
  orderedColumns(savedColumns())
    .filter(({ column }) => column !== 'name')
    .map(({ column, hidden }) => ({
      id: `show-${column}`,
      label: COLUMN_WORDS[column],
      ...(hidden !== true && { icon: 'check' as const }),
      run: () => setColumnShown(column, hidden === true),
    }))

const apart = ([first, ...others]: readonly MenuEntry[]): readonly MenuEntry[] =>
  first === undefined ? [] : [{ ...first, apart: true }, ...others]
