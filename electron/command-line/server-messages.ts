/** Keyhold's answers to a client whose request reaches no command. */
import { PROTOCOL } from '../../shared/contract/command-line-limits.ts'

export const SERVER_WORDS = {
  tooMany: 'Keyhold is answering too many commands at once. Try again in a moment.',
  noRequest: 'Keyhold got no command within five seconds.',
  notUnderstood: 'Keyhold did not understand what the command sent.',
  closing: 'Keyhold is closing.',
  unexpected: (ticket: string) =>
    `Keyhold met an error that it did not expect. Its log has the details under ${ticket}.`,
  otherProtocol: (protocol: number) =>
    protocol < PROTOCOL
      ? 'This keyhold command is older than the Keyhold that is running. Update the command.'
      : 'The Keyhold that is running is older than this keyhold command. Quit Keyhold and start it again.',
} as const
