/** Sends events to the pages, without fields that are not in the contract. */
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
 * Creates the world's `push`. Drops an event if no page is open, because a page requests a snapshot when it opens. Reports and drops a payload
 * that does not fit the contract; a page notices the gap in the revisions and requests a snapshot.
 *
 * SECURITY: a field outside the contract never leaves this process.
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
