#!/usr/bin/env node
/**
 * The `keyhold` command as a script, for checkouts and for packages without the native form (cli/relay/main.rs). It carries its arguments to the
 * program and the program's answer back; all words, rules and parsing are the program's.
 */
import { EXIT } from '../shared/contract/command-line-limits.ts'
import { become } from './become.ts'
import { CLIENT_MESSAGES } from './client-messages.ts'
import { converse } from './conversation.ts'
import { connectToProgram } from './connection.ts'
import { codeOf, sayLast, Stop } from './ending.ts'
import { requestLine } from './request.ts'

/** How many programs in turn may ask to retry before the command fails. */
const MOST_PROGRAMS = 3

/** Resolves with the exit code; never, if another command replaces this process. Rejects with {@link Stop}. */
async function main(args: readonly string[]): Promise<number> {
  const request = requestLine(args, process.env)
  for (let count = 0; count < MOST_PROGRAMS; count += 1) {
    const connection = await connectToProgram(process.env)
    const outcome = await converse(connection, request)
    switch (outcome.kind) {
      case 'exit':
        return outcome.code
      case 'become':
        await connection.close()
        return become(outcome.order)
      case 'retry':
        await connection.close()
        break
      case 'not-understood':
        throw new Stop(EXIT.failed, CLIENT_MESSAGES.notUnderstood)
      case 'gone':
        throw new Stop(EXIT.noProgram, CLIENT_MESSAGES.ended)
    }
  }
  throw new Stop(EXIT.noProgram, CLIENT_MESSAGES.ended)
}

try {
  process.exit(await main(process.argv.slice(2)))
} catch (error) {
  const stop =
    error instanceof Stop ? error : new Stop(EXIT.failed, CLIENT_MESSAGES.unreachable(codeOf(error)))
  sayLast(stop.sentence)
  process.exit(stop.code)
}
