/** The program's own switches and links. The client becomes the program for these, so that they work the same with and without the command. */
import { looksLikeLink } from '../core/desktop/deep-links.ts'
import { SWITCHES } from './help-messages.ts'
import { looksLikeReference } from '../../shared/model/references.ts'

export const PROGRAM_SWITCHES = [
  { name: '--hidden', help: SWITCHES.hidden },
  { name: '--quick', help: SWITCHES.quick },
  { name: '--lock', help: SWITCHES.lock },
  { name: '--demo', help: SWITCHES.demo },
  { name: '--doctor', help: SWITCHES.doctor },
] as const

/** Whether the call is one of the program itself: one of its switches or a link comes first. A reference to a secret is no link. */
export const isForProgram = ([first = '']: readonly string[]): boolean =>
  PROGRAM_SWITCHES.some(({ name }) => name === first) || (looksLikeLink(first) && !looksLikeReference(first))
