/** Calls about the desktop around the program: its windows, its tray and its start. */
import { z } from 'zod'
import { PageCommand } from '../desktop/page-commands.ts'

const Nothing = z.void()

/** `unknown`: the system cannot be asked, for example without a session bus. */
export const TrayHostState = z.enum(['present', 'absent', 'unknown'])
export type TrayHostState = z.infer<typeof TrayHostState>

/** Whether our icon is among those that the host shows. */
export const TrayIconState = z.enum(['shown', 'hidden'])
export type TrayIconState = z.infer<typeof TrayIconState>

/** `overruled`: it was set, and the system or its user has switched it off elsewhere. */
export const StartsWithSystem = z.enum(['on', 'off', 'overruled'])
export type StartsWithSystem = z.infer<typeof StartsWithSystem>

const DesktopFacts = z.object({
  /** Whether there is a place for a tray icon now. */
  trayHost: TrayHostState,
  trayIcon: TrayIconState,
  /** What the system would really do, whatever the setting says. */
  startsWithSystem: StartsWithSystem,
  /** The desktop by the names that it gives itself (`ubuntu:GNOME`); empty where it does not say, as on macOS and Windows. */
  desktop: z.string().max(200),
})
export type DesktopFacts = z.infer<typeof DesktopFacts>

export const desktopCalls = {
  /** What a menu, the tray or another start has asked of the main page since; each command is returned once. */
  'desktop:take-command': { input: Nothing, output: PageCommand.optional() },
  /** Starts a second program on a demo vault. Only after a press of the user. */
  'desktop:open-demo': { input: Nothing, output: Nothing },
  /** Asks the system again. */
  'desktop:facts': { input: Nothing, output: DesktopFacts },
  /** Whose software is in this program, and under which licences. */
  'desktop:notices': { input: Nothing, output: z.string().max(2_000_000) },
} as const
