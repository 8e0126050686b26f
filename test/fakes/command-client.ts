/** A scripted client of the command line: sends what a test passes, whole or in pieces, and collects the answers. */
import { connect, type Socket } from 'node:net'
import { PROTOCOL } from '../../shared/contract/command-line-limits.ts'
import { ServerMessage, type ClientMessage, type CommandRequest } from '../../shared/contract/command-line.ts'

export interface RawClient {
  readonly socket: Socket
  /** The messages, each checked against the contract on arrival. */
  readonly messages: readonly ServerMessage[]
  readonly send: (message: ClientMessage | CommandRequest) => void
  readonly write: (text: string | Uint8Array) => void
  /** Standard output and standard error so far. */
  readonly out: () => string
  readonly err: () => string
  readonly exit: () => number | undefined
  /** Resolves with the exit code when the connection has closed, or with `undefined` if no code arrived. */
  readonly closed: Promise<number | undefined>
  /** Closes the connection as a killed client does. */
  readonly kill: () => void
}

export const commandRequest = (
  args: readonly string[] = [],
  more: Partial<CommandRequest> = {},
): CommandRequest => ({
  protocol: PROTOCOL,
  args: [...args],
  folder: '/',
  variables: {},
  terminal: { in: false, out: false, err: false },
  ...more,
})

/** Resolves when connected. Rejects with the system's error. */
export async function connectRaw(path: string): Promise<RawClient> {
  const socket = connect(path)
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  socket.on('error', () => undefined)
  return rawClient(socket)
}

/** Sends a request and waits for its end. */
export async function askRaw(
  path: string,
  args: readonly string[],
  more: Partial<CommandRequest> = {},
): Promise<RawClient> {
  const client = await connectRaw(path)
  client.send(commandRequest(args, more))
  await client.closed
  return client
}

function rawClient(socket: Socket): RawClient {
  const messages: ServerMessage[] = []
  let text = ''
  socket.on('data', (bytes) => {
    const lines = (text + bytes.toString('utf8')).split('\n')
    text = lines.pop() ?? ''
    for (const line of lines) messages.push(ServerMessage.parse(JSON.parse(line)))
  })
  const textOf = (name: 'out' | 'err') =>
    Buffer.concat(
      messages.flatMap((message) =>
        name in message ? [Buffer.from((message as Record<string, string>)[name]!, 'base64')] : [],
      ),
    ).toString('utf8')
  const exit = () => messages.flatMap((message) => ('exit' in message ? [message.exit] : []))[0]
  return {
    socket,
    messages,
    send: (message) => void socket.write(`${JSON.stringify(message)}\n`),
    write: (bytes) => void socket.write(bytes),
    out: () => textOf('out'),
    err: () => textOf('err'),
    exit,
    closed: new Promise((resolve) => socket.once('close', () => resolve(exit()))),
    kill: () => void socket.destroy(),
  }
}
