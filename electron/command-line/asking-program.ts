/** The name of the program that runs a command, in a form that is safe to show beside Keyhold's own text. */
import { describeProgram, programLine } from '../core/approvals/asking-program.ts'
import type { CommandSession } from './session.ts'

/** `undefined` if the system does not identify the calling process. */
export const askingProgram = ({ requester }: Pick<CommandSession, 'requester'>): string | undefined =>
  requester && programLine(describeProgram(requester))
