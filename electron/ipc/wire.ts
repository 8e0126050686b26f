/** What crosses to the page is text: see `Bridge` in the contract for why. */
import type { EventName } from '../../shared/contract.ts'
import type { GateDeps } from './gate.ts'

type Port<Event> = GateDeps<Event>['port']

/** A port whose answers leave as JSON text. */
export function answeringInText<Event>(port: Port<Event>): Port<Event> {
  return {
    handle(channel, listener) {
      port.handle(channel, async (event, name, input) => JSON.stringify(await listener(event, name, input)))
    },
  }
}

interface Page {
  send(channel: 'event', name: EventName, payload: unknown): void
}

/** A page that is sent JSON text; an event without a payload is sent without one. */
export function tellingInText(page: Page): Page {
  return {
    send: (channel, name, payload) =>
      page.send(channel, name, payload === undefined ? undefined : JSON.stringify(payload)),
  }
}
