/** Turns a table of definitions, in menu order, into commands for one thing: an account, a column, a search, or keys. */
import { commandFacts, type CommandId } from '../../shared/desktop/commands.ts'
import { isMac } from '../app/platform.ts'
import type { IconName } from '../parts/icons.ts'
import type { Command } from './command.ts'
import { commandShortcut } from './shortcuts.ts'

interface Definition<Of> {
  readonly icon: IconName
  readonly isDanger?: true
  readonly isApart?: true
  /** Missing: the command always applies. */
  readonly applies?: (of: Of) => boolean
  readonly run: (of: Of) => void
}

export type CommandTable<Id extends CommandId, Of> = Readonly<Record<Id, Definition<Of>>>

/** One command, whether or not it applies. */
export function commandFrom<Id extends CommandId, Of>(table: CommandTable<Id, Of>, id: Id, of: Of): Command {
  const { icon, isDanger = false, isApart = false, run } = table[id]
  return {
    id,
    words: commandFacts(id).words,
    icon,
    isDanger,
    isApart,
    shortcut: commandShortcut(id, isMac),
    run: () => run(of),
  }
}

/** The commands that apply, in the order of the table. */
export const commandsFrom = <Id extends CommandId, Of>(
  table: CommandTable<Id, Of>,
  of: Of,
): readonly Command[] =>
  (Object.keys(table) as Id[])
    .filter((id) => table[id].applies?.(of) ?? true)
    .map((id) => commandFrom(table, id, of))
