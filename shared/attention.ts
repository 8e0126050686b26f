/** Which keys wait for a decision of the user. Pure. */
import { keyState } from './expiry.ts'
import type { KeyRow } from './model.ts'

interface AttentionFacts {
  /** Epoch milliseconds, UTC. */
  readonly now: number
  readonly leadMs: number
  isOpen(key: KeyRow): boolean
}

/**
 * An operation that waits for the user, a secret that is not safe or no longer true, a probable renewal elsewhere, or an expiry
 * that has passed on a key that is not switched off. A missing secret is no reason: most keys of a newly
 * connected account have none here, since providers show it once.
 */
export function needsAttention(row: KeyRow, facts: AttentionFacts): boolean {
  if (row.secret === 'unsaved' || row.secret === 'stale' || row.renewedAs !== undefined) return true
  return facts.isOpen(row) || keyState(row, facts.now, facts.leadMs) === 'expired'
}
