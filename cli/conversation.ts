/** Runs one command: sends its request and carries out the program's messages, until the program ends the command or disconnects. */
import type { ClientMessage } from '../shared/contract/command-line.ts'
import { runChild, type RunningChild } from './child.ts'
import type { Connection } from './connection.ts'
import { Stop } from './ending.ts'
import { LineTooLong, linesOf } from './lines.ts'
import { askAtTerminal, type Question } from './question.ts'
import { readMessage, type Message, type Order } from './server-message.ts'
import { base64, standardInput, writeAll } from './streams.ts'

export type Outcome =
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'become'; readonly order: Order }
  /** The command is sent again, to another program. */
  | { readonly kind: 'retry' }
  /** The program sent a message that this client does not know. */
  | { readonly kind: 'not-understood' }
  /** The program has disconnected. */
  | { readonly kind: 'gone' }

const TAKES_TERMINAL: ReadonlySet<Message['kind']> = new Set(['send-input', 'child', 'become'])

const NOT_UNDERSTOOD: Outcome = { kind: 'not-understood' }

/** Ends its child in any case. Rejects with {@link Stop} when a standard stream fails. */
export async function converse(connection: Connection, request: string): Promise<Outcome> {
  const send = (message: ClientMessage) => connection.send(JSON.stringify(message))
  const input = oneInput(send)
  const child = oneChild(send)
  const question = oneQuestion(send)

  /** While a question waits, typed text belongs to its answer, so nothing else may read the terminal. */
  const isInTheWay = ({ kind }: Message): boolean =>
    kind === 'ask' ? input.hasBegun() || child.runs() : TAKES_TERMINAL.has(kind) && question.waits()

  /** Returns `false` if the message asks for something that cannot begin now. */
  const handle = async (message: Exclude<Message, Outcome>): Promise<boolean> => {
    switch (message.kind) {
      case 'out':
      case 'err':
        await writeAll(message.kind === 'out' ? 1 : 2, message.bytes)
        return true
      case 'send-input':
        return input.begin()
      case 'ask':
        return question.ask(message.bytes)
      case 'child':
        return child.begin(message.order)
      case 'end-child':
        void child.end() // its last output and its end are still reported
        return true
    }
  }

  const listen = async (): Promise<Outcome> => {
    void connection.send(request)
    for await (const line of linesOf(connection.from)) {
      const message = readMessage(line)
      if (message === undefined || isInTheWay(message)) return NOT_UNDERSTOOD
      // Another program would need the input that this one has already read.
      if (message.kind === 'retry') return input.hasBegun() || question.wasAsked() ? NOT_UNDERSTOOD : message
      if (message.kind === 'exit' || message.kind === 'become') return message
      if (!(await handle(message))) return NOT_UNDERSTOOD
    }
    return { kind: 'gone' }
  }

  try {
    return await Promise.race([listen(), input.failed])
  } catch (error) {
    if (error instanceof Stop) throw error
    // Otherwise the connection failed.
    return error instanceof LineTooLong ? NOT_UNDERSTOOD : { kind: 'gone' }
  } finally {
    await question.end()
    await child.end()
  }
}

type Send = (message: ClientMessage) => Promise<void>

/** Standard input, which is sent at most once. */
function oneInput(send: Send) {
  const { promise: failed, reject } = Promise.withResolvers<never>()
  let hasBegun = false
  const carry = async () => {
    for await (const piece of standardInput()) await send({ in: base64(piece) })
    await send({ in: null })
  }
  return {
    failed,
    hasBegun: () => hasBegun,
    /** Returns `false` if sending has begun before. */
    begin(): boolean {
      if (hasBegun) return false
      hasBegun = true
      carry().catch(reject)
      return true
    },
  }
}

/** Questions at the terminal, one at a time. */
function oneQuestion(send: Send) {
  let waiting: Question | undefined
  let wasAsked = false
  const report = async (question: Question) => {
    const line = await question.answer
    waiting = undefined
    await send({ answer: line === undefined ? null : base64(Buffer.from(line)) })
  }
  return {
    waits: () => waiting !== undefined,
    wasAsked: () => wasAsked,
    /** Returns `false` if a question waits already. */
    ask(words: Uint8Array): boolean {
      if (waiting !== undefined) return false
      wasAsked = true
      waiting = askAtTerminal(words)
      void report(waiting)
      return true
    },
    /** Resolves when the terminal has its old settings again. */
    async end() {
      waiting?.end()
      await waiting?.answer
    },
  }
}

/** Children that the program asks for, one at a time. */
function oneChild(send: Send) {
  let running: RunningChild | undefined
  const report = async (child: RunningChild) => {
    const last = await child.finished
    running = undefined // before the report, because the program may then ask for the next child
    await send(last)
  }
  return {
    runs: () => running !== undefined,
    /** Returns `false` if a child runs already. */
    begin(order: Order): boolean {
      if (running !== undefined) return false
      running = runChild(order, send)
      void report(running)
      return true
    },
    end: async () => running?.end(),
  }
}
