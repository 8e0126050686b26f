/** The facts of a key that `ls` and `show` print, as text and as JSON. Times in JSON are ISO 8601, UTC. */
import { DAY_MS, expiryOf, keyState, type KeyState } from '../../shared/expiry/expiry.ts'
import { expiryTone } from '../../shared/expiry/key-groups.ts'
import type { KeyRow } from '../../shared/model/model.ts'
import { failureWords, storedFailure } from './failure-messages.ts'
import { BY_HAND, referenceText } from '../../shared/model/references.ts'
import type { Tone } from './output.ts'
import type { VaultReading } from './vault-reading.ts'

export const leadMsOf = ({ settings }: Pick<VaultReading, 'settings'>): number => settings.leadDays * DAY_MS

export function stateTone(key: KeyRow, now: number): Tone | undefined {
  const tone = expiryTone(key, now)
  return tone === 'soft' ? undefined : tone
}

export const stateOf = (key: KeyRow, vault: VaultReading): KeyState =>
  keyState(key, vault.now, leadMsOf(vault))

/** Returns `undefined` for a number that is no valid time. */
export function isoTime(at: number | undefined): string | undefined {
  if (at === undefined) return undefined
  const date = new Date(at)
  return Number.isFinite(date.getTime()) ? date.toISOString() : undefined
}

/** Omits unknown fields. `expires` is a time, `never` or `unknown`. */
export function jsonOfKey(key: KeyRow, vault: VaultReading) {
  return {
    id: key.id,
    name: key.name,
    provider: key.provider,
    providerName: vault.providerName(key.provider),
    account: key.account,
    accountName: key.account === undefined ? undefined : vault.accountName(key.account),
    state: stateOf(key, vault),
    expires: isoTime(expiryOf(key)) ?? (key.expires.source === 'unknown' ? 'unknown' : 'never'),
    secret: key.secret,
    version: key.version,
    variable: key.environment === '' ? undefined : key.environment,
    tags: key.tags,
    favourite: key.favourite,
    handle: key.handle,
    scope: key.scope,
    createdAt: isoTime(key.createdAt),
    lastUsedAt: isoTime(key.lastUsedAt),
    leaked: key.leaked && { at: isoTime(key.leaked.at), where: key.leaked.where },
    goneSince: isoTime(key.goneSince),
    incomplete: key.incomplete && { lacks: lacksOf(key.incomplete.error), words: incompleteText(key, vault) },
    overlap: key.overlap && {
      role: key.overlap.role,
      other: key.overlap.other,
      until: isoTime(key.overlap.until),
    },
    renewedAs: key.renewedAs,
    asOf: isoTime(key.asOf),
    /** A reference by ids, which no other key can get later. */
    reference: referenceText({
      kind: 'key',
      account: key.account ?? BY_HAND,
      key: key.id,
      version: 'current',
    }),
  }
}

const lacksOf = (error: { readonly kind: string }): readonly string[] => {
  const failure = storedFailure(error)
  return failure.kind === 'incomplete' ? failure.lacks : []
}

/** What an incomplete new key lacks. `undefined`: the provider completed it. */
export const incompleteText = ({ incomplete, provider }: KeyRow, vault: VaultReading): string | undefined =>
  incomplete &&
  failureWords(storedFailure(incomplete.error), { now: vault.now, provider: vault.providerName(provider) })
