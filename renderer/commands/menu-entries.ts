/** Converts commands to menu entries. Pure. */
import type { MenuEntry } from '../parts/menu.tsx'
import type { Command } from './command.ts'

export const menuEntries = (commands: readonly Command[]): readonly MenuEntry[] =>
  commands.map(({ id, words, icon, shortcut, isDanger = false, isApart = false, run }, index) => ({
    id,
    label: words,
    icon,
    danger: isDanger,
    apart: isApart && index > 0,
    ...(shortcut !== '' && { shortcut }),
    run,
  }))
