/** JSON-RPC 2.0 over lines: requests side by side, each of which can be cancelled. Whatever comes, the answer is an error and never an end. */
import { setImmediate } from 'node:timers/promises'
import type { CommandSession } from '../session.ts'
import { MCP } from '../commands/mcp-messages.ts'
import { createMcpLines, type McpLine } from './mcp-lines.ts'

export const RPC = {
  parse: -32_700,
  invalidRequest: -32_600,
  unknownMethod: -32_601,
  invalidParams: -32_602,
  internal: -32_603,
  refused: -32_000,
} as const

/** Becomes the answer's error. */
export class RpcError extends Error {
  override readonly name = 'RpcError'
  readonly code: number

  constructor(code: number, words: string) {
    super(words)
    this.code = code
  }
}

export type Params = Readonly<Record<string, unknown>>
type Id = string | number

export interface RpcDeps {
  readonly session: CommandSession
  /** Writes one message. */
  readonly send: (message: unknown) => Promise<void>
  /** Answers a request. Throws {@link RpcError}. */
  readonly answer: (method: string, params: Params, signal: AbortSignal) => Promise<unknown>
  /** Words for what nobody expected. */
  readonly unexpected: (error: unknown) => string
}

/** More requests side by side nobody needs. */
const MOST_OPEN = 32
const LONGEST_ID = 1_000

export const isObject = (value: unknown): value is Params =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isId = (value: unknown): value is Id =>
  (typeof value === 'string' && value.length <= LONGEST_ID) || Number.isSafeInteger(value)

/** Resolves at the end of the input. Rejects with `SessionEnded` when the client has gone. */
export async function serveJsonRpc({ session, send, answer, unexpected }: RpcDeps): Promise<void> {
  const open = new Map<Id, AbortController>()
  const running = new Set<Promise<void>>()
  const lines = createMcpLines()
  /** One after the other; the next input waits for what is written. */
  let written: Promise<void> = Promise.resolve()

  function write(message: Params): void {
    written = written.then(() => send({ jsonrpc: '2.0', ...message }))
    written.catch(() => undefined) // awaited between pieces
  }

  const refuse = (id: Id | null, code: number, words: string) =>
    write({ id, error: { code, message: words } })

  async function run(id: Id, method: string, params: Params, cancel: AbortController): Promise<void> {
    try {
      const result = await answer(method, params, cancel.signal)
      if (!cancel.signal.aborted) write({ id, result })
    } catch (error) {
      if (cancel.signal.aborted) return // nobody waits for it
      if (error instanceof RpcError) refuse(id, error.code, error.message)
      else refuse(id, RPC.internal, unexpected(error))
    } finally {
      open.delete(id)
    }
  }

  function request(id: Id, method: string, params: Params): void {
    if (open.has(id)) {
      refuse(id, RPC.invalidRequest, MCP.sameId)
      return
    }
    if (open.size >= MOST_OPEN) {
      refuse(id, RPC.refused, MCP.tooMany)
      return
    }
    const cancel = new AbortController()
    open.set(id, cancel)
    const ended = run(id, method, params, cancel).finally(() => running.delete(ended))
    running.add(ended)
  }

  function takeObject({ jsonrpc, id, method, params = {}, ...more }: Params): void {
    const known = isId(id) ? id : null
    if (jsonrpc !== '2.0') {
      refuse(known, RPC.invalidRequest, MCP.noVersion)
      return
    }
    if (typeof method !== 'string') {
      // Nothing was asked of the client, so an answer of its own means nothing.
      if (!('result' in more || 'error' in more)) refuse(known, RPC.invalidRequest, MCP.noMethod)
    } else if (id === undefined) takeNotification(method, params)
    else takeRequest(known, method, params)
  }

  function takeRequest(id: Id | null, method: string, params: unknown): void {
    if (id === null) refuse(null, RPC.invalidRequest, MCP.noId)
    else if (isObject(params)) request(id, method, params)
    else refuse(id, RPC.invalidParams, MCP.noParams)
  }

  function takeNotification(method: string, params: unknown): void {
    if (method !== 'notifications/cancelled' || !isObject(params)) return
    const { requestId } = params
    if (isId(requestId)) open.get(requestId)?.abort()
  }

  function take(line: McpLine): void {
    if ('wrong' in line) {
      refuse(null, RPC.parse, MCP.wrongLine[line.wrong])
      return
    }
    if (line.text.trim() === '') return
    let message: unknown
    try {
      message = JSON.parse(line.text)
    } catch {
      refuse(null, RPC.parse, MCP.noJson)
      return
    }
    if (isObject(message)) takeObject(message)
    else refuse(null, RPC.invalidRequest, Array.isArray(message) ? MCP.noBatches : MCP.noObject)
  }

  try {
    for await (const piece of session.input()) {
      lines.take(piece).forEach(take)
      await written
    }
    lines.end().forEach(take)
    await setImmediate() // what waits for nobody is still answered
  } finally {
    for (const cancel of open.values()) cancel.abort()
    await Promise.allSettled(running)
  }
  await written
}
