/** The context menu of a key or of a selection, where it was asked for: by right-click, the Menu key or Shift+F10. */
import { useRef } from 'react'
import { Popover } from 'react-aria-components'
import type { KeyId } from '../../shared/model/model.ts'
import { MenuItems } from '../parts/menu.tsx'
import { metadataOfKey, rowsOf } from './at-hand.ts'
import { commandsForKey } from './commands-of-key.ts'
import { commandsForKeys } from './commands-of-keys.ts'
import { commandMessages } from './commands-messages.ts'
import { closeKeyMenu, useKeyMenu, type KeyMenuState } from './key-menu-state.ts'
import { menuEntries } from './menu-entries.ts'
import type { Command } from './command.ts'

function commandsFor(ids: readonly KeyId[]): {
  readonly label: string
  readonly commands: readonly Command[]
} {
  const rows = rowsOf(ids)
  const [only] = rows
  if (only === undefined || rows.length > 1)
    return {
      label: commandMessages.menuOfMany(rows.length),
      commands: commandsForKeys(rows.map(({ id }) => id)),
    }
  return { label: commandMessages.menuOf(only.name), commands: commandsForKey(only, metadataOfKey(only)) }
}

export function KeyMenu() {
  const open = useKeyMenu((state) => state.open)
  return open === undefined ? null : <OpenMenu key={`${open.x} ${open.y} ${open.keys[0]}`} open={open} />
}

function OpenMenu({ open }: { readonly open: NonNullable<KeyMenuState['open']> }) {
  const { keys, x, y } = open
  const point = useRef<HTMLSpanElement>(null)
  const { label, commands } = commandsFor(keys)
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
        <MenuItems label={label} entries={menuEntries(commands)} onClose={closeKeyMenu} />
      </Popover>
    </>
  )
}
