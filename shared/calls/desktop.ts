/** Calls about the desktop around the program: its windows, its tray and its start. */
import { z } from 'zod'
import { PageAct } from '../page-acts.ts'

const Nothing = z.void()

export const desktopCalls = {
  /** What a menu, the tray or another start has asked of the main page since; each act is handed out once. */
  'desktop:take-act': { input: Nothing, output: PageAct.optional() },
} as const
