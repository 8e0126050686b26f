/** The context menu of a key or of a selection, where it was asked for: by right-click, the Menu key or Shift+F10. */
import { useRef } from 'react'
import { Popover } from 'react-aria-components'
import type { KeyRow } from '../../shared/model/model.ts'
import { MenuItems } from '../parts/menu.tsx'
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
  const point = useRef<HTMLSpanElement>(null)
  const rows = rowsOf(keys)
  const label = labelOf(rows)
  return (
    <>
      <span ref={point} className="menu-point" style={{ left: x, top: y }} aria-hidden="true" />
      <Popover
        className="popover"
        aria-label={label}
        triggerRef={point}
        placement="bottom start"
        offset={2}
        isOpen
        onOpenChange={(isOpen) => {
          if (!isOpen) closeKeyMenu()
        }}
      >
        <MenuItems label={label} entries={menuEntries(commandsForRows(rows))} onClose={closeKeyMenu} />
      </Popover>
    </>
  )
}
