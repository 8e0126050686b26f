/** The one way out to the page that nobody asked for: events of the contract, trimmed to it. */
import { events, type EventName } from '../../shared/contract.ts'
import type { World } from '../core/ports/world.ts'

export interface PushDeps {
  /** Where the page listens now; `undefined` while there is no page. */
  readonly page: () => { send(channel: 'event', name: EventName, payload: unknown): void } | undefined
  /** Keeps what was unforeseen. */
  readonly report: (event: EventName, error: unknown) => void
}

/**
 * Makes the world's `push`. Without a page an event is dropped: a page asks for a snapshot when it opens. A payload that
 * does not fit the contract is reported and dropped; the page notices the gap in the numbers and asks again.
 *
 * SECURITY: a field that the contract does not name never leaves this process.
 */
export function createPush({ page, report }: PushDeps): World['push'] {
  return (name, payload) => {
    const target = page()
    if (target === undefined) return
    const parsed = events[name].safeParse(payload)
    if (parsed.success) target.send('event', name, parsed.data)
    else report(name, parsed.error)
  }
}
