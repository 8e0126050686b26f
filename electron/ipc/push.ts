/** The one way out to the pages that nobody asked for: events of the contract, trimmed to it. */
import { events, type EventName } from '../../shared/contract/contract.ts'
import type { World } from '../core/ports/world.ts'
import { parseSafely } from './parse.ts'
import type { Listening } from './wire.ts'

export interface PushDeps {
  /** The current receivers: every open page. */
  readonly pages: () => Iterable<Listening>
  /** Logs an unexpected error. */
  readonly report: (event: EventName, error: unknown) => void
}

/**
 * Makes the world's `push`. Without a page an event is dropped: a page asks for a snapshot when it opens. A payload that
 * does not fit the contract is reported and dropped; a page notices the gap in the numbers and asks again.
 *
 * SECURITY: a field that the contract does not name never leaves this process.
 */
export function createPush({ pages, report }: PushDeps): World['push'] {
  return (name, payload) => {
    const targets = [...pages()]
    if (targets.length === 0) return
    const parsed = parseSafely(events[name], payload)
    if (parsed.success) for (const target of targets) target.send('event', name, parsed.data)
    else report(name, parsed.error)
  }
}
