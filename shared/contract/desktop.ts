/** Calls about the desktop: the program's windows, tray and start. */
import { z } from 'zod'
import { PageCommand } from '../desktop/page-commands.ts'

const Nothing = z.void()

/** `unknown`: Keyhold cannot ask the system, for example without a session bus. */
export const TrayHostState = z.enum(['present', 'absent', 'unknown'])
export type TrayHostState = z.infer<typeof TrayHostState>

/** Whether the host shows Keyhold's icon. */
export const TrayIconState = z.enum(['shown', 'hidden'])
export type TrayIconState = z.infer<typeof TrayIconState>

/** `overruled`: it was turned on, but the system or the user has turned it off outside of Keyhold. */
export const StartsWithSystem = z.enum(['on', 'off', 'overruled'])
export type StartsWithSystem = z.infer<typeof StartsWithSystem>

const DesktopFacts = z.object({
  /** Whether the desktop can show a tray icon now. */
  trayHost: TrayHostState,
  trayIcon: TrayIconState,
  /** Whether the system will really start the program, which may differ from the setting. */
  startsWithSystem: StartsWithSystem,
  /** The names that the desktop gives itself (`ubuntu:GNOME`); empty if it gives none, as on macOS and Windows. */
  desktop: z.string().max(200),
})
export type DesktopFacts = z.infer<typeof DesktopFacts>

export const desktopCalls = {
  /** The next command from a menu, the tray or another start for the main page. Each command is returned once. */
  'desktop:take-command': { input: Nothing, output: PageCommand.optional() },
  /** Starts a second program with a demo vault. Needs a press by the user. */
  'desktop:open-demo': { input: Nothing, output: Nothing },
  /** Reads the facts from the system again. */
  'desktop:facts': { input: Nothing, output: DesktopFacts },
  /** The notices of the software in this program, with their licences. */
  'desktop:notices': { input: Nothing, output: z.string().max(2_000_000) },
} as const
