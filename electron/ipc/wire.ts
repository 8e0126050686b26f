/** What crosses to the page is text: see `Bridge` in the contract for why. */
import type { GateDeps } from './gate.ts'
import type { Listening } from './push.ts'

type Port<Event> = GateDeps<Event>['port']

/** A port whose answers leave as JSON text. */
export function answeringInText<Event>(port: Port<Event>): Port<Event> {
  return {
    handle(channel, listener) {
      port.handle(channel, async (event, name, input) => JSON.stringify(await listener(event, name, input)))
    },
  }
}

/** A page that is sent JSON text; an event without a payload is sent without one. */
export function tellingInText(page: Listening): Listening {
  return {
    send: (channel, name, payload) =>
      page.send(channel, name, payload === undefined ? undefined : JSON.stringify(payload)),
  }
}
