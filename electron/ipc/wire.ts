/** Transports calls and events between a page and its gate, as JSON text. Loads no schema, because windows open before the schemas are loaded. */
import type { EventName } from '../../shared/contract/contract.ts'

type CallListener<Event> = (event: Event, name: unknown, input: unknown) => Promise<unknown>

/** Electron's `ipc` of our own window, or anything that delivers calls the same way. */
export interface CallPort<Event> {
  handle(channel: 'call', listener: CallListener<Event>): void
}

export interface Listening {
  send(channel: 'event', name: EventName, payload: unknown): void
}

/** A port whose calls wait for the gate, because a page may load faster than the program. */
export function waitingForGate<Event>(port: CallPort<Event>): CallPort<Event> {
  const { promise, resolve } = Promise.withResolvers<CallListener<Event>>()
  port.handle('call', async (event, name, input) => (await promise)(event, name, input))
  return { handle: (_channel, listener) => resolve(listener) }
}

/** A port that sends answers as JSON text. `Bridge` in the contract says why. */
export function answeringInText<Event>(port: CallPort<Event>): CallPort<Event> {
  return {
    handle(channel, listener) {
      port.handle(channel, async (event, name, input) => JSON.stringify(await listener(event, name, input)))
    },
  }
}

/** Sends the same JSON text to every open page; no text for an event without a payload. */
export function listeningAsText(pages: () => readonly Listening[]): Listening {
  return {
    send(channel, name, payload) {
      const targets = pages()
      if (targets.length === 0) return
      const text = payload === undefined ? undefined : JSON.stringify(payload)
      for (const page of targets) page.send(channel, name, text)
    },
  }
}
