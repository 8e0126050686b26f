/** The desktop around the program: what its pages ask about it, and what it has to know of the settings. */
import type { DesktopFacts } from '../../../shared/contract/desktop.ts'
import type { ShortcutState, ViewAct } from '../../../shared/contract/palette.ts'
import type { PageCommand } from '../../../shared/desktop/page-commands.ts'
import type { Settings } from '../../../shared/model/settings.ts'

export interface DesktopPort {
  /** What the main page has been asked to do and has not yet heard of; each act is handed out once. */
  takeAct(): PageCommand | undefined
  /** Takes the settings that hold from now on: when the vault opens, and after each change. */
  useSettings(settings: Settings): void
  showPalette(): void
  hidePalette(): void
  /** Brings the main window forward, with this view in it. */
  openView(view: ViewAct): void
  shortcut(): ShortcutState
  /** While the user records another shortcut, this one does not fire. */
  recordShortcut(isRecording: boolean): void
  /** How the tray and the start with the system really are; asked anew. */
  facts(): Promise<DesktopFacts>
}
