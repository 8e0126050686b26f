/** Plays the program for the `keyhold` command: a socket in a private folder, and a scripted answer to each client. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LONGEST_LINE } from '../../shared/contract/command-line-limits.ts'
import { SOCKET_NAME } from '../../shared/contract/command-line-place.ts'
import type { ClientMessage, CommandRequest, ServerMessage } from '../../shared/contract/command-line.ts'
import { linesOf } from '../../cli/lines.ts'

export interface Caller {
  readonly request: CommandRequest
  readonly socket: Socket
  /** Sends a line. Resolves when the client can take more. */
  say(message: ServerMessage): Promise<void>
  /** Sends raw bytes, which need not be a valid message. */
  sayRaw(bytes: string | Uint8Array): Promise<void>
  /** The next line of the client, or `undefined` if the client has closed its connection. */
  next(): Promise<ClientMessage | undefined>
  /** Resolves when the client has closed its connection. */
  readonly gone: Promise<void>
}

export interface CommandServer {
  /** The value for `KEYHOLD_COMMAND_LINE_DIR`. */
  readonly folder: string
  readonly socketPath: string
  /** All clients so far, in order of arrival. */
  readonly callers: readonly Caller[]
  close(): Promise<void>
}

export const encoded = (text: string | Uint8Array): string => Buffer.from(text).toString('base64')

export function newCommandFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-command-'))
  chmodSync(folder, 0o700)
  return folder
}

/** @param answer called once for each client, when its request has arrived; if it throws, that connection ends */
export async function startCommandServer(
  answer: (caller: Caller) => Promise<unknown> | undefined,
  { folder = newCommandFolder(), backlog = 511 } = {},
): Promise<CommandServer> {
  const sockets = new Set<Socket>()
  const callers: Caller[] = []
  const server = createServer((socket) => {
    sockets.add(socket)
    const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    socket.on('error', () => undefined)
    void callerOf(socket, gone)
      .then(async (caller) => {
        if (caller === undefined) return
        callers.push(caller)
        await answer(caller)
      })
      .catch(() => socket.destroy())
  })
  const socketPath = join(folder, SOCKET_NAME)
  await new Promise<void>((resolve) => server.listen({ path: socketPath, backlog }, resolve))
  return {
    folder,
    socketPath,
    callers,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function callerOf(socket: Socket, gone: Promise<void>): Promise<Caller | undefined> {
  const lines = linesOf(socket)
  const next = async <T>() => {
    const { value } = await lines.next().catch(() => ({ value: undefined }))
    return value === undefined ? undefined : (JSON.parse(value.toString('utf8')) as T)
  }
  const request = await next<CommandRequest>()
  if (request === undefined) return undefined
  const sayRaw = (bytes: string | Uint8Array) =>
    new Promise<void>((resolve) => void socket.write(bytes, () => resolve()))
  return {
    request,
    socket,
    gone,
    sayRaw,
    say: (message) => sayRaw(`${JSON.stringify(message)}\n`),
    next: () => next<ClientMessage>(),
  }
}

export const longLine = (bytes = LONGEST_LINE): string => `{"out":"${'A'.repeat(bytes)}"}\n`
