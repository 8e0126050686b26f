/** Builds the first line of a command: its arguments, folder and environment. */
import { closeSync, openSync, readFileSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { isatty, WriteStream } from 'node:tty'
import type { CommandRequest } from '../shared/contract/command-line.ts'
import {
  EXIT,
  LONGEST_ARGUMENT,
  LONGEST_LINE,
  LONGEST_NAME,
  LONGEST_VALUE,
  MOST_ARGUMENTS,
  MOST_COLUMNS,
  PROTOCOL,
  REFERENCE,
  SENT_VARIABLES,
} from '../shared/contract/command-line-limits.ts'
import { CLIENT_MESSAGES } from './client-messages.ts'
import { Stop } from './ending.ts'

/** Returns the line without its line feed. Throws {@link Stop}. */
export function requestLine(args: readonly string[], environment: NodeJS.ProcessEnv): string {
  if (!areArgumentsText()) throw new Stop(EXIT.usage, CLIENT_MESSAGES.notText)
  if (args.length > MOST_ARGUMENTS || args.some(({ length }) => length > LONGEST_ARGUMENT)) throw tooLong()
  const request: CommandRequest = {
    protocol: PROTOCOL,
    args: [...args],
    folder: workingFolder(environment),
    variables: sentVariables(environment),
    terminal: terminalFacts(),
  }
  const line = JSON.stringify(request)
  if (Buffer.byteLength(line) > LONGEST_LINE) throw tooLong()
  return line
}

const tooLong = () => new Stop(EXIT.usage, CLIENT_MESSAGES.tooLong)

/** Node silently replaces bytes of arguments that are not UTF-8, so the command would use other names. Linux has the bytes in `/proc`. */
function areArgumentsText(): boolean {
  if (process.platform !== 'linux') return true
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(readFileSync('/proc/self/cmdline'))
    return true
  } catch (error) {
    return !(error instanceof TypeError)
  }
}

/** For a deleted folder: the name that the shell has for it. */
function workingFolder({ PWD = '' }: NodeJS.ProcessEnv): string {
  try {
    return process.cwd()
  } catch {
    if (isAbsolute(PWD)) return PWD
    throw new Stop(EXIT.failed, CLIENT_MESSAGES.noFolder)
  }
}

function sentVariables(environment: NodeJS.ProcessEnv): Record<string, string> {
  const isSent = (name: string, value: string) =>
    SENT_VARIABLES.some((sent) => sent === name) || value.startsWith(REFERENCE)
  const sent = Object.entries(environment).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined &&
      isSent(entry[0], entry[1]) &&
      entry[0].length <= LONGEST_NAME &&
      entry[1].length <= LONGEST_VALUE,
  )
  return Object.fromEntries(sent)
}

function terminalFacts(): CommandRequest['terminal'] {
  const facts = { in: isatty(0), out: isatty(1), err: isatty(2) }
  const columns = facts.in || facts.out || facts.err ? terminalColumns() : undefined
  return columns === undefined ? facts : { ...facts, columns }
}

/** Avoids Node's own streams: they make the terminal non-blocking, and a following command, which inherits it, would fail when it is busy. */
function terminalColumns(): number | undefined {
  try {
    const terminal = openSync(process.platform === 'win32' ? 'CONOUT$' : '/dev/tty', 'w')
    const stream = isatty(terminal) ? new WriteStream(terminal) : undefined
    const columns = stream?.columns
    if (stream === undefined) closeSync(terminal)
    stream?.destroy()
    return columns !== undefined && columns >= 1 && columns <= MOST_COLUMNS ? columns : undefined
  } catch {
    return undefined
  }
}
