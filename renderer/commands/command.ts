/** A command as menus, the palette and the shortcut sheet draw it: its label for the present keys, and its action. */
import type { CommandId } from '../../shared/desktop/commands.ts'
import type { IconName } from '../parts/icons.ts'

export interface Command {
  readonly id: CommandId
  readonly words: string
  readonly icon: IconName
  /** In this system's notation; empty if there is none. */
  readonly shortcut: string
  /** Whether the command is destructive. */
  readonly isDanger?: boolean
  /** Whether a menu draws a line above the command. */
  readonly isApart?: boolean
  readonly run: () => void
}
