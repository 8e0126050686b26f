/** The program's own switches. The client becomes the program for these, so that they work the same with and without the command. */
import { SWITCHES } from './help-messages.ts'

export const PROGRAM_SWITCHES = [
  { name: '--hidden', help: SWITCHES.hidden },
  { name: '--quick', help: SWITCHES.quick },
  { name: '--lock', help: SWITCHES.lock },
  { name: '--demo', help: SWITCHES.demo },
  { name: '--doctor', help: SWITCHES.doctor },
] as const

/** Whether the call is one of the program itself: one of its switches comes first. */
export const isForProgram = ([first]: readonly string[]): boolean =>
  PROGRAM_SWITCHES.some(({ name }) => name === first)
