/** Writes lines to a client, and waits for a slow client. */
import type { Writable } from 'node:stream'
import { Failure } from '../../shared/contract/errors.ts'
import { LONGEST_LINE } from '../../shared/contract/command-line-limits.ts'
import { ServerMessage } from '../../shared/contract/command-line.ts'
import { SessionEnded } from './session.ts'

export interface Sender {
  /** Writes immediately. Does nothing after the client has disconnected. Throws a schema's error, and Failure `limit` for a line that is too long. */
  send(message: ServerMessage): void
  /** Resolves when the client has read enough. Rejects with SessionEnded. */
  settled(): Promise<void>
  /** Whether sent lines wait for the client. */
  isBehind(): boolean
  /** Runs `action` once, when the client has caught up or disconnected. */
  onceSettled(action: () => void): void
  /** Ends sending. Resolves when everything is written, or the client has disconnected. */
  finish(): Promise<void>
  /** The client has disconnected. */
  gone(): void
}

export function createSender(writable: Writable): Sender {
  let state: 'open' | 'finishing' | 'gone' = 'open'
  const waiting = new Set<() => void>()
  const wake = () => {
    const actions = [...waiting]
    waiting.clear()
    for (const action of actions) action()
  }
  writable.on('drain', wake)
  writable.once('close', gone)

  function gone(): void {
    state = 'gone'
    wake()
  }

  const isBehind = () => writable.writableNeedDrain
  function onceSettled(run: () => void): void {
    if (state === 'gone' || !isBehind()) run()
    else waiting.add(run)
  }

  return {
    send(message) {
      if (state !== 'open') return
      // SECURITY: the schema throws for a field that is not in the contract, so no such field leaves.
      const line = JSON.stringify(ServerMessage.parse(message))
      if (Buffer.byteLength(line) > LONGEST_LINE) throw new Failure({ kind: 'limit', why: 'too-large' })
      writable.write(`${line}\n`)
    },
    async settled() {
      await new Promise<void>((resolve) => onceSettled(resolve))
      if (state !== 'open') throw new SessionEnded()
    },
    isBehind,
    onceSettled,
    async finish() {
      if (state !== 'open') return
      state = 'finishing'
      await new Promise<void>((resolve) => {
        waiting.add(resolve)
        writable.end(resolve)
      })
    },
    gone,
  }
}
