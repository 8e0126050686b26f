/** The commands for a column of the list, in menu order: those of the head's menu. */
import { commandFacts, type CommandId } from '../../shared/desktop/commands.ts'
import type { ListColumn } from '../../shared/model/list-settings.ts'
import { isMac } from '../app/platform.ts'
import { movedColumn, orderedColumns } from '../list/columns.ts'
import type { IconName } from '../parts/icons.ts'
import { saveColumns, savedColumns, setColumnShown, sortIn } from '../screens/keys/list-settings.ts'
import type { Command } from './command.ts'
import { commandShortcut } from './shortcuts.ts'

interface Definition {
  readonly icon: IconName
  readonly applies?: (column: ListColumn) => boolean
  readonly isApart?: true
  readonly run: (column: ListColumn) => void
}

type ColumnCommandId = Extract<
  CommandId,
  'sort-up' | 'sort-down' | 'column-left' | 'column-right' | 'hide-column'
>

const isAt = (place: 0 | -1, column: ListColumn): boolean =>
  orderedColumns(savedColumns()).at(place)?.column === column

const move = (column: ListColumn, by: -1 | 1) => saveColumns(movedColumn(savedColumns(), column, by))

const DEFINITIONS: Record<ColumnCommandId, Definition> = {
  'sort-up': { icon: 'sortUp', run: (column) => sortIn(column, 'up') },
  'sort-down': { icon: 'sortDown', run: (column) => sortIn(column, 'down') },
  'column-left': {
    icon: 'back',
    isApart: true,
    applies: (column) => !isAt(0, column),
    run: (column) => move(column, -1),
  },
  'column-right': {
    icon: 'forward',
    applies: (column) => !isAt(-1, column),
    run: (column) => move(column, 1),
  },
  'hide-column': {
    icon: 'hide',
    applies: (column) => column !== 'name',
    run: (column) => setColumnShown(column, false),
  },
}

const IDS = Object.keys(DEFINITIONS) as readonly ColumnCommandId[]

export const commandsOfColumn = (column: ListColumn): readonly Command[] =>
  IDS.filter((id) => DEFINITIONS[id].applies?.(column) ?? true).map((id) => ({
    id,
    words: commandFacts(id).words,
    icon: DEFINITIONS[id].icon,
    shortcut: commandShortcut(id, isMac),
    isApart: DEFINITIONS[id].isApart ?? false,
    run: () => DEFINITIONS[id].run(column),
  }))
