/** Draws the context menu of a key or of a selection, after a right-click, the Menu key or Shift+F10. */
import type { KeyRow } from '../../shared/model/model.ts'
import { PointMenu } from '../parts/point-menu.tsx'
import { rowsOf } from './at-hand.ts'
import { commandsForRows } from './commands-of-rows.ts'
import { commandMessages } from './commands-messages.ts'
import { closeKeyMenu, useKeyMenu, type KeyMenuState } from './key-menu-state.ts'
import { menuEntries } from './menu-entries.ts'

function labelOf(rows: readonly KeyRow[]): string {
  const [only] = rows
  return only === undefined || rows.length > 1
    ? commandMessages.menuOfMany(rows.length)
    : commandMessages.menuOf(only.name)
}

export function KeyMenu() {
  const open = useKeyMenu((state) => state.open)
  return open === undefined ? null : <OpenMenu key={`${open.x} ${open.y} ${open.keys[0]}`} open={open} />
}

function OpenMenu({ open }: { readonly open: NonNullable<KeyMenuState['open']> }) {
  const { keys, x, y } = open
  const rows = rowsOf(keys)
  return (
    <PointMenu
      label={labelOf(rows)}
      entries={menuEntries(commandsForRows(rows))}
      x={x}
      y={y}
      onClose={closeKeyMenu}
    />
  )
}
