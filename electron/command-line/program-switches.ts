/** The program's own switches and links. For these the program replaces the client, so they work the same with and without the command. */
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

/** Whether the first word is a switch of the program or a link. A reference to a secret is no link. */
export const isForProgram = ([first = '']: readonly string[]): boolean =>
  PROGRAM_SWITCHES.some(({ name }) => name === first) || (looksLikeLink(first) && !looksLikeReference(first))
