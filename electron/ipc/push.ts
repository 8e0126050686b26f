/** Sends events to the pages, without fields that are not in the contract. */
import { events, type EventName } from '../../shared/contract/contract.ts'
import type { Change } from '../../shared/contract/snapshot.ts'
import type { World } from '../core/ports/world.ts'
import { parseSafely, type Parsed } from './parse.ts'
import { trimChange } from './trim-rows.ts'
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
    const trimmed = trim(name, payload)
    if (trimmed.success) for (const target of targets) target.send('event', name, trimmed.data)
    else report(name, trimmed.error)
  }
}

function trim(name: EventName, payload: unknown): Parsed {
  if (name !== 'app:changed') return parseSafely(events[name], payload)
  try {
    return { success: true, data: trimChange(payload as Change) }
  } catch (error) {
    return { success: false, error }
  }
}
