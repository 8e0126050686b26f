/** What every form of the `keyhold` command must do, against a program that is played. Linux and macOS. */
import { describe } from 'vitest'
import type { CommandClient } from './command-client/client.ts'
import { testEnds } from './command-client/ends.ts'
import { testMessages } from './command-client/messages.ts'
import { testStreams } from './command-client/streams.ts'
import { testTerminal } from './command-client/terminal.ts'
import { testTrouble } from './command-client/trouble.ts'

/** @param client the built form; asked for when the first test runs */
export function testCommandClient(name: string, client: () => CommandClient): void {
  // A script needs a tenth of a second of a processor to start, and some tests start it a hundred times.
  describe(`command: ${name}`, { timeout: 120_000 }, () => {
    describe('messages', () => testMessages(client))
    describe('streams', () => testStreams(client))
    describe('trouble', () => testTrouble(client))
    describe('ends', () => testEnds(client))
    describe('terminal', () => testTerminal(client))
  })
}
