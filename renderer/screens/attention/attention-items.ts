/** Lists the items that wait for the user's decision, most urgent first. Pure. */
import {
  attentionFacts,
  credentialTrouble,
  isExposed,
  needsAttention,
} from '../../../shared/expiry/attention.ts'
import type { CredentialTrouble } from '../../../shared/expiry/attention.ts'
import type { AccountRow, Instant, KeyId, KeyRow } from '../../../shared/model/model.ts'
import type { OperationRow } from '../../../shared/model/operation.ts'
import { isOverlap, waitsForUser, type OverlapOperation } from '../../../shared/model/overlap.ts'
import { isOldNews, urgentReminders } from '../../../shared/expiry/urgency.ts'
import type { ReminderEvent } from '../../../shared/expiry/reminders.ts'
import type { Queue } from '../../../shared/model/queue.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import type { KeychainHealth, Notice } from '../../../shared/contract/snapshot.ts'
import { queueWaits } from '../many/queue-messages.ts'

/**
 * `renewed`: the key was probably regenerated outside Keyhold; the user decides whether it and the newer key are the same. `leaked`: the provider
 * found the secret in public. `incomplete`: the provider has not completed the new key.
 */
export interface AttentionKey {
  readonly kind: 'key'
  readonly why: 'renewed' | 'leaked' | 'incomplete'
  readonly key: KeyRow
}

export type AttentionItem =
  /** An operation that has not ended. A secret may be at stake. */
  | { readonly kind: 'operation'; readonly operation: OperationRow }
  /** Two keys are valid side by side. The overlap is overdue, or a change that was requested from the provider has not been seen. */
  | { readonly kind: 'overlap'; readonly operation: OverlapOperation }
  /** A queue of replacements that was not paused by the user, or in which a replacement has failed. */
  | { readonly kind: 'queue'; readonly queue: Queue }
  | { readonly kind: 'keychain'; readonly keychain: KeychainHealth }
  | { readonly kind: 'notice'; readonly notice: Notice }
  | AttentionKey
  /** An account whose credential has expired, expires soon, or is not stored in Keyhold. */
  | { readonly kind: 'credential'; readonly account: AccountRow; readonly why: CredentialTrouble }
  /** A key that expires soon or has just expired, or whose secret is too old. */
  | { readonly kind: 'reminder'; readonly key: KeyId; readonly event: ReminderEvent }
  /** The number of keys that need attention and are named by no other item. */
  | { readonly kind: 'others'; readonly count: number }

interface Facts {
  readonly operations: Iterable<OperationRow>
  readonly queue?: Queue | undefined
  readonly notices: readonly Notice[]
  readonly keychain: KeychainHealth
  readonly accounts: Iterable<AccountRow>
  readonly keys: Iterable<KeyRow>
  readonly now: Instant
  readonly settings: Settings
}

/** The list shows the reminders beyond this limit. */
const MOST_REMINDERS = 100

/** Sort order by state: unsaved secrets first, then received and stored ones, then the rest. Equal ones are sorted by their start. */
const URGENCY: Partial<Record<OperationRow['state'], number>> = { unsaved: 0, received: 1, stored: 1 }

function byUrgency(one: OperationRow, other: OperationRow): number {
  return (URGENCY[one.state] ?? 2) - (URGENCY[other.state] ?? 2) || one.startedAt - other.startedAt
}

export function attentionItems(facts: Facts): readonly AttentionItem[] {
  const operations = [...facts.operations]
  const items: AttentionItem[] = operations
    .filter((operation) => waitsForUser(operation, facts.now))
    .toSorted(byUrgency)
    .map((operation) =>
      isOverlap(operation) ? { kind: 'overlap', operation } : { kind: 'operation', operation },
    )
  if (facts.queue !== undefined && queueWaits(facts.queue)) items.push({ kind: 'queue', queue: facts.queue })
  const { state } = facts.keychain
  if (state !== 'ready' && state !== 'unchecked') items.push({ kind: 'keychain', keychain: facts.keychain })
  for (const notice of facts.notices) items.push({ kind: 'notice', notice })
  items.push(...credentialItems(facts))
  const keys = [...facts.keys]
  items.push(...keyItems(keys, facts.now))
  items.push(...reminderItems(keys, facts))
  const count = unnamed(keys, items, attentionFacts({ ...facts, operations }))
  return count === 0 ? items : [...items, { kind: 'others', count }]
}

const keyItems = (keys: readonly KeyRow[], now: Instant): readonly AttentionItem[] => [
  ...keys.filter((key) => isExposed(key, now)).map((key) => ({ kind: 'key', why: 'leaked', key }) as const),
  ...keys
    .filter(({ incomplete }) => incomplete !== undefined)
    .map((key) => ({ kind: 'key', why: 'incomplete', key }) as const),
  ...keys
    .filter(({ renewedAs }) => renewedAs !== undefined)
    .map((key) => ({ kind: 'key', why: 'renewed', key }) as const),
]

const credentialItems = ({ accounts, settings, now }: Facts): readonly AttentionItem[] =>
  [...accounts].flatMap((account) => {
    const why = credentialTrouble(account, settings, now)
    return why === undefined ? [] : [{ kind: 'credential', account, why }]
  })

/** Lists an overdue overlap as its operation instead, and a secret found in public as its key. Only the list shows dates that are long past. */
function reminderItems(keys: readonly KeyRow[], { settings, now }: Facts): readonly AttentionItem[] {
  return urgentReminders({ keys, accounts: [] }, settings, now)
    .map(({ event }) => event)
    .filter(({ reason }) => reason !== 'overlap' && reason !== 'leak')
    .filter((event) => !isOldNews(event, now))
    .flatMap((event): readonly AttentionItem[] =>
      event.about.kind === 'key' ? [{ kind: 'reminder', key: event.about.key, event }] : [],
    )
    .slice(0, MOST_REMINDERS)
}

function unnamed(
  keys: readonly KeyRow[],
  items: readonly AttentionItem[],
  facts: ReturnType<typeof attentionFacts>,
): number {
  const named = new Set(items.flatMap(keysOf))
  return keys.filter((key) => !named.has(key.id) && needsAttention(key, facts)).length
}

function keysOf(item: AttentionItem): readonly KeyId[] {
  if ('operation' in item) {
    const { key, overlap } = item.operation
    return overlap === undefined ? [key] : [key, overlap.old]
  }
  if (item.kind === 'key') return [item.key.id]
  return item.kind === 'reminder' ? [item.key] : []
}
