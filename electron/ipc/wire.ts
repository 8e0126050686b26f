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

/** Every page that is open is sent the same JSON text; an event without a payload is sent without one. */
export function tellingInText(pages: () => readonly Listening[]): Listening {
  return {
    send(channel, name, payload) {
      const targets = pages()
      if (targets.length === 0) return
      const text = payload === undefined ? undefined : JSON.stringify(payload)
      for (const page of targets) page.send(channel, name, text)
    },
  }
}
