/** The standard streams of this process. Reading and writing wait for the process at the other end. */
import { fstatSync, write } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { EXIT, LARGEST_PIECE } from '../shared/contract/command-line-limits.ts'
import { CLIENT_MESSAGES } from './client-messages.ts'
import { codeOf, Stop } from './ending.ts'

const writeSome = promisify(write)
const FULL_WAIT_MS = 5
/** The exit code that shells report for a program that SIGPIPE ended. Node ignores that signal. */
const BROKEN_PIPE = 141

/**
 * Writes to standard output (1) or error (2). By the file, since Node's streams make pipes and terminals fail when they are full, also for the
 * command that inherits them. Throws {@link Stop} when standard output fails: silently if its reader has gone.
 */
export async function writeAll(file: 1 | 2, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    try {
      at += (await writeSome(file, bytes, at)).bytesWritten
    } catch (error) {
      const code = codeOf(error)
      if (code === 'EAGAIN') await setTimeout(FULL_WAIT_MS)
      else if (file === 2) return
      else if (code === 'EPIPE') throw new Stop(BROKEN_PIPE, '')
      else throw new Stop(EXIT.failed, CLIENT_MESSAGES.outputFailed(code))
    }
  }
}

/** Yields standard input to its end, in pieces of the permitted size. Throws {@link Stop}. */
export async function* standardInput(): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    // Node reads a folder as an empty stream.
    if (fstatSync(0).isDirectory()) throw new Stop(EXIT.failed, CLIENT_MESSAGES.inputFailed('EISDIR'))
    for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) yield* piecesOf(chunk)
  } catch (error) {
    throw error instanceof Stop ? error : new Stop(EXIT.failed, CLIENT_MESSAGES.inputFailed(codeOf(error)))
  }
}

export function* piecesOf(chunk: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let at = 0; at < chunk.length; at += LARGEST_PIECE) yield chunk.subarray(at, at + LARGEST_PIECE)
}

export const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
