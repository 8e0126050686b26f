/** The commands for a column of the list, in the order of the column head's menu. */
import type { CommandId } from '../../shared/desktop/commands.ts'
import type { ListColumn } from '../../shared/model/list-settings.ts'
import { movedColumn, shownColumns } from '../list/columns.ts'
import { saveColumns, savedColumns, setColumnShown, sortIn } from '../screens/keys/list-settings.ts'
import { useVault } from '../vault/store.ts'
import type { Command } from './command.ts'
import { commandsFrom, type CommandTable } from './command-table.ts'

type ColumnCommandId = Extract<
  CommandId,
  'sort-up' | 'sort-down' | 'column-left' | 'column-right' | 'hide-column'
>

/** The columns that this view shows in a wide pane. Hidden columns are not counted. */
const shown = (): readonly ListColumn[] =>
  shownColumns(useVault.getState().view.kind, savedColumns(), undefined).map(({ column }) => column)

const isAt = (place: 0 | -1, column: ListColumn): boolean => shown().at(place) === column

const move = (column: ListColumn, by: -1 | 1) => saveColumns(movedColumn(savedColumns(), shown(), column, by))

const TABLE: CommandTable<ColumnCommandId, ListColumn> = {
  'sort-up': { icon: 'sortUp', run: (column) => sortIn(column, 'up') },
  'sort-down': { icon: 'sortDown', run: (column) => sortIn(column, 'down') },
  'column-left': {
    icon: 'back',
    isApart: true,
    applies: (column) => !isAt(0, column),
    run: (column) => move(column, -1),
  },
  'column-right': {
    icon: 'toRight',
    applies: (column) => !isAt(-1, column),
    run: (column) => move(column, 1),
  },
  'hide-column': {
    icon: 'hide',
    applies: (column) => column !== 'name',
    run: (column) => setColumnShown(column, false),
  },
}

export const commandsOfColumn = (column: ListColumn): readonly Command[] => commandsFrom(TABLE, column)
