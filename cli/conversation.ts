/** Carries one command: sends its request and does what the program says, until the program ends it or is gone. */
import type { ClientMessage } from '../shared/contract/command-line.ts'
import { runChild, type RunningChild } from './child.ts'
import type { Door } from './door.ts'
import { Stop } from './ending.ts'
import { LineTooLong, linesOf } from './lines.ts'
import { askAtTerminal, type Question } from './question.ts'
import { readMessage, type Message, type Order } from './server-message.ts'
import { base64, standardInput, writeAll } from './streams.ts'

export type Outcome =
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'become'; readonly order: Order }
  /** Another program answers from now on. */
  | { readonly kind: 'retry' }
  /** The program said what this client does not know. */
  | { readonly kind: 'not-understood' }
  /** The program is gone. */
  | { readonly kind: 'gone' }

const TAKES_TERMINAL: ReadonlySet<Message['kind']> = new Set(['send-input', 'child', 'become'])

const NOT_UNDERSTOOD: Outcome = { kind: 'not-understood' }

/** Leaves no child behind. Rejects with {@link Stop} when a standard stream fails. */
export async function converse(door: Door, request: string): Promise<Outcome> {
  const send = (message: ClientMessage) => door.send(JSON.stringify(message))
  const input = oneInput(send)
  const child = oneChild(send)
  const question = oneQuestion(send)

  /** What is typed at a question is the answer's alone. */
  const isInTheWay = ({ kind }: Message): boolean =>
    kind === 'ask' ? input.hasBegun() || child.runs() : TAKES_TERMINAL.has(kind) && question.waits()

  /** `false`: what the message asks for cannot begin now. */
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
    void door.send(request)
    for await (const line of linesOf(door.from)) {
      const message = readMessage(line)
      if (message === undefined || isInTheWay(message)) return NOT_UNDERSTOOD
      // What another program would need of the input is lost.
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
    // Else it is the connection that failed.
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
    /** `false`: it has begun before. */
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
    /** `false`: one waits already. */
    ask(words: Uint8Array): boolean {
      if (waiting !== undefined) return false
      wasAsked = true
      waiting = askAtTerminal(words)
      void report(waiting)
      return true
    },
    /** Resolves when the terminal is as it was. */
    async end() {
      waiting?.end()
      await waiting?.answer
    },
  }
}

/** Children of the program's choice, one at a time. */
function oneChild(send: Send) {
  let running: RunningChild | undefined
  const report = async (child: RunningChild) => {
    const last = await child.finished
    running = undefined // before the program hears of it and asks for the next
    await send(last)
  }
  return {
    runs: () => running !== undefined,
    /** `false`: one runs already. */
    begin(order: Order): boolean {
      if (running !== undefined) return false
      running = runChild(order, send)
      void report(running)
      return true
    },
    end: async () => running?.end(),
  }
}
