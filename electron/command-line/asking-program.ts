/** The name of the program that calls a command, fit to be shown beside Keyhold's own words. */
import { describeProgram, programLine } from '../core/approvals/asking-program.ts'
import type { CommandSession } from './session.ts'

/** `undefined` where the system does not tell who asks. */
export const askingProgram = ({ requester }: Pick<CommandSession, 'requester'>): string | undefined =>
  requester && programLine(describeProgram(requester))
