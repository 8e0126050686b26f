/** Decides which keys and accounts need a decision of the user: one rule for the list, the window and the tray. Pure. */
import { DAY_MS } from './expiry.ts'
import { isExpired } from './expiry-counts.ts'
import type { AccountRow, Instant, KeyRow } from '../model/model.ts'
import type { OperationRow } from '../model/operation.ts'
import { waitsForUser } from '../model/overlap.ts'
import { isKeyUrgent, isUrgent } from './urgency.ts'
import { accountEvents, isSnoozed, type ReminderPolicy } from './reminders.ts'
import type { Settings } from '../model/settings.ts'

export interface AttentionFacts {
  /** Epoch milliseconds, UTC. */
  readonly now: Instant
  readonly leadMs: number
  readonly policy: ReminderPolicy
  /** An operation on this key waits for the user. */
  isOpen(key: Pick<KeyRow, 'id'>): boolean
}

interface Ground {
  readonly operations: Iterable<OperationRow>
  readonly settings: Settings
  readonly now: Instant
}

/** An overlap waits at both of its keys. */
export function attentionFacts({ operations, settings, now }: Ground): AttentionFacts {
  const open = new Set(
    [...operations]
      .filter((operation) => waitsForUser(operation, now))
      .flatMap(({ key, overlap }) => (overlap === undefined ? [key] : [key, overlap.old])),
  )
  return { now, leadMs: settings.leadDays * DAY_MS, policy: settings, isOpen: ({ id }) => open.has(id) }
}

/** The provider found the secret in public, and the key has not been deleted, disabled or outlived. A key frozen for it still needs its successor. */
export const isExposed = (row: KeyRow, now: Instant): boolean =>
  row.leaked !== undefined && row.goneSince === undefined && row.switch !== 'disabled' && !isExpired(row, now)

/**
 * True for an operation that waits for the user, a secret that is not safe or no longer valid, a probable renewal elsewhere, a secret that was found
 * in public, and a new key that its provider has not completed. Also true for an urgent reminder, or a passed expiry of a key that is not switched
 * off, until the user snoozes it. A missing secret is no reason: most keys of a newly connected account have none in Keyhold, because providers show
 * a secret once.
 */
export function needsAttention(row: KeyRow, facts: AttentionFacts): boolean {
  if (row.secret === 'unsaved' || row.secret === 'stale' || row.renewedAs !== undefined) return true
  if (row.incomplete !== undefined) return true
  if (facts.isOpen(row) || isExposed(row, facts.now)) return true
  if (isSnoozed(row, facts.now)) return false
  return isExpired(row, facts.now) || isKeyUrgent(row, facts.policy, facts.now)
}

/** Why an account's credential needs the user: it is not stored in Keyhold, was refused, has expired, or is about to expire. */
export type CredentialTrouble = 'missing' | 'refused' | 'ended' | 'ending'

export function credentialTrouble(
  account: AccountRow,
  policy: ReminderPolicy,
  now: Instant,
): CredentialTrouble | undefined {
  if (account.credential === 'missing' || account.credential === 'stale') return 'missing'
  const endsAt = account.credentialExpiresAt
  if (endsAt !== undefined && endsAt <= now) return 'ended'
  if (account.sync.state === 'failed' && isUnauthorized(account.sync.error)) return 'refused'
  return accountEvents(account, policy).some((one) => isUrgent(one, now)) ? 'ending' : undefined
}

const isUnauthorized = (error: { readonly kind: string; readonly why?: unknown }) =>
  error.kind === 'provider' && error.why === 'unauthorized'

/** The number of keys and accounts that need attention, for the window and the tray. */
export interface AttentionCount {
  readonly keys: number
  readonly accounts: number
}

export function attentionCount(
  { keys, accounts }: { readonly keys: Iterable<KeyRow>; readonly accounts: Iterable<AccountRow> },
  facts: AttentionFacts,
): AttentionCount {
  let count = 0
  for (const key of keys) if (needsAttention(key, facts)) count += 1
  return { keys: count, accounts: accountsInTrouble(accounts, facts) }
}

export function accountsInTrouble(accounts: Iterable<AccountRow>, { policy, now }: AttentionFacts): number {
  return [...accounts].filter((account) => credentialTrouble(account, policy, now) !== undefined).length
}

/** "2 keys and 1 account need attention"; `undefined` if nothing needs attention. */
export function attentionWords({ keys, accounts }: AttentionCount): string | undefined {
  const parts = [counted(keys, 'key', 'keys'), counted(accounts, 'account', 'accounts')].filter(Boolean)
  if (parts.length === 0) return undefined
  return `${parts.join(' and ')} ${keys + accounts === 1 ? 'needs' : 'need'} attention`
}

const counted = (count: number, one: string, many: string) =>
  count === 0 ? '' : `${count.toLocaleString()} ${count === 1 ? one : many}`
