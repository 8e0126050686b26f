/** The guarantees of every form of the `keyhold` command. A fake plays the program. For Linux and macOS. */
import { describe } from 'vitest'
import type { CommandClient } from './command-client/client.ts'
import { testEnds } from './command-client/ends.ts'
import { testMessages } from './command-client/messages.ts'
import { testQuestions } from './command-client/questions.ts'
import { testStreams } from './command-client/streams.ts'
import { testTerminal } from './command-client/terminal.ts'
import { testTrouble } from './command-client/trouble.ts'

/** @param client returns the built form; called when the first test runs */
export function testCommandClient(name: string, client: () => CommandClient): void {
  // Starting a script takes 0.1 s of processor time, and some tests start it a hundred times.
  describe(`command: ${name}`, { timeout: 120_000 }, () => {
    describe('messages', () => testMessages(client))
    describe('streams', () => testStreams(client))
    describe('trouble', () => testTrouble(client))
    describe('ends', () => testEnds(client))
    describe('terminal', () => testTerminal(client))
    describe('questions', () => testQuestions(client))
  })
}
