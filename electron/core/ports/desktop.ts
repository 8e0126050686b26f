/** The desktop around the program: the calls that its pages make, and the settings that it needs. */
import type { DesktopFacts } from '../../../shared/contract/desktop.ts'
import type { StartTime } from '../../../shared/diagnostics/start-times.ts'
import type { ShortcutState, ViewCommand } from '../../../shared/contract/palette.ts'
import type { PageCommand } from '../../../shared/desktop/page-commands.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import type { GesturePort } from './gestures.ts'

/** `offered`: this program can start another one on a demo vault. `inside`: it is that other one. */
export type DemoPort =
  | { readonly role: 'inside' }
  | {
      readonly role: 'offered'
      /** Resolves when the other program runs. Rejects if the system did not start it. */
      readonly open: () => Promise<void>
    }

/** The window that asks the person about one request at a time. */
export interface ApprovalCardPort {
  /** Shows the current card in front of everything; opens the window at the first one. False if no window can be shown. */
  show(): boolean
  hide(): void
  /** Whether the system may leave the window behind others (Wayland): a notification then leads to it. */
  readonly mayStayBehind: boolean
  /** Presses in this window alone, since it has shown the current card and been left alone for half a second. */
  readonly gestures: GesturePort
  /** Runs when the person closes the window; a new handler replaces the previous one. */
  onClosed(handler: () => void): void
}

export interface DesktopPort {
  /** The command that waits for the main page; each command is returned once. */
  takeCommand(): PageCommand | undefined
  /** Applies these settings: called when the vault opens, and after each change. */
  useSettings(settings: Settings): void
  showPalette(): void
  hidePalette(): void
  /** Brings the main window to the front and shows this view. */
  openView(view: ViewCommand): void
  shortcut(): ShortcutState
  /** While the user records another shortcut, the current one does not fire. */
  recordShortcut(isRecording: boolean): void
  /** The real status of the tray and of the start with the system; checked again at each call. */
  facts(): Promise<DesktopFacts>
  /** Where the start of this process spent its time. Missing: its steps are not measured, as in a browser. */
  readonly startTimes?: () => readonly StartTime[]
  /** The third-party notices of this build. Rejects if they cannot be read. */
  notices(): Promise<string>
  /** The command that starts this program again, on its profile; missing: it cannot be started from outside, as in a browser. */
  readonly command?: readonly string[]
  /** Missing: there is no second window to open, as in a browser. */
  readonly demo?: DemoPort
  /** Missing: there is no window to ask in, as in a browser. */
  readonly approvalCard?: ApprovalCardPort
}
