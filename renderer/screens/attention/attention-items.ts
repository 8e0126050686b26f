/** What waits for the user's decision, most urgent first. Pure. */
import type { AccountRow, Instant, KeyRow } from '../../../shared/model.ts'
import type { OperationRow } from '../../../shared/operation.ts'
import { isOverlap, waitsForUser, type OverlapOperation } from '../../../shared/overlap.ts'
import type { Queue } from '../../../shared/queue.ts'
import type { KeychainHealth, Notice } from '../../../shared/snapshot.ts'
import { queueWaits } from '../many/queue-words.ts'

export type AttentionItem =
  /** A secret may be at stake: the operation has not ended. */
  | { readonly kind: 'operation'; readonly operation: OperationRow }
  /** Two keys side by side: the time is over, or what was asked of the provider is not seen to have happened. */
  | { readonly kind: 'overlap'; readonly operation: OverlapOperation }
  /** Replacements that stand still without having been told to, or that have failed. */
  | { readonly kind: 'queue'; readonly queue: Queue }
  | { readonly kind: 'keychain'; readonly keychain: KeychainHealth }
  | { readonly kind: 'notice'; readonly notice: Notice }
  /** Probably regenerated elsewhere: is `key` the same as the newer one? */
  | { readonly kind: 'renewed'; readonly key: KeyRow }
  /** The account's credential has ended, is about to, or is not held here. */
  | { readonly kind: 'credential'; readonly account: AccountRow; readonly why: CredentialTrouble }

export type CredentialTrouble = 'missing' | 'refused' | 'ended' | 'ending'

interface Facts {
  readonly operations: Iterable<OperationRow>
  readonly queue?: Queue | undefined
  readonly notices: readonly Notice[]
  readonly keychain: KeychainHealth
  readonly accounts: Iterable<AccountRow>
  readonly keys: Iterable<KeyRow>
  readonly now: Instant
  readonly leadMs: number
}

/** Unsaved secrets first, then the rest in the order in which they began. */
const URGENCY: Partial<Record<OperationRow['state'], number>> = { unsaved: 0, received: 1, stored: 1 }

function byUrgency(one: OperationRow, other: OperationRow): number {
  return (URGENCY[one.state] ?? 2) - (URGENCY[other.state] ?? 2) || one.startedAt - other.startedAt
}

export function credentialTrouble(
  account: AccountRow,
  now: Instant,
  leadMs: number,
): CredentialTrouble | undefined {
  if (account.credential === 'missing' || account.credential === 'stale') return 'missing'
  const endsAt = account.credentialExpiresAt
  if (endsAt !== undefined && endsAt <= now) return 'ended'
  if (account.sync.state === 'failed' && isUnauthorized(account.sync.error)) return 'refused'
  return endsAt !== undefined && endsAt - now <= leadMs ? 'ending' : undefined
}

const isUnauthorized = (error: { readonly kind: string; readonly why?: unknown }) =>
  error.kind === 'provider' && error.why === 'unauthorized'

export function attentionItems(facts: Facts): readonly AttentionItem[] {
  const items: AttentionItem[] = [...facts.operations]
    .filter((operation) => waitsForUser(operation, facts.now))
    .toSorted(byUrgency)
    .map((operation) =>
      isOverlap(operation) ? { kind: 'overlap', operation } : { kind: 'operation', operation },
    )
  if (facts.queue !== undefined && queueWaits(facts.queue)) items.push({ kind: 'queue', queue: facts.queue })
  const { state } = facts.keychain
  if (state !== 'ready' && state !== 'unchecked') items.push({ kind: 'keychain', keychain: facts.keychain })
  for (const notice of facts.notices) items.push({ kind: 'notice', notice })
  for (const account of facts.accounts) {
    const why = credentialTrouble(account, facts.now, facts.leadMs)
    if (why !== undefined) items.push({ kind: 'credential', account, why })
  }
  for (const key of facts.keys) if (key.renewedAs !== undefined) items.push({ kind: 'renewed', key })
  return items
}
