/** A command as a menu, the palette and the shortcut sheet draw it: its words for what it is about now, and its act. */
import type { CommandId } from '../../shared/desktop/commands.ts'
import type { IconName } from '../parts/icons.ts'

export interface Command {
  readonly id: CommandId
  readonly words: string
  readonly icon: IconName
  /** As this system writes it; empty where there is none. */
  readonly shortcut: string
  /** It ends something. */
  readonly isDanger?: boolean
  /** A line is drawn above it in a menu. */
  readonly isApart?: boolean
  readonly act: () => void
}
