/** The content of the demo's vault, as tables for a terminal. */
import { table } from '../../scripts/table.ts'
import {
  DAY_MS,
  agoWords,
  expiresWords,
  expiryOf,
  keyState,
  type KeyState,
} from '../../shared/expiry/expiry.ts'
import type { KeyRow } from '../../shared/model/model.ts'
import type { OpenVault } from '../../shared/contract/snapshot.ts'

const NAME_LIMIT = 44
const SAYS = { provider: 'provider says', typed: 'you typed it', unknown: 'unknown' } as const

export const stateOf = (key: KeyRow, { now, settings }: OpenVault): KeyState =>
  keyState(key, now, settings.leadDays * DAY_MS)

export function accountsTable(vault: OpenVault): string {
  const rows = vault.accounts.map(({ id, name, provider, sync, asOf }) => [
    name,
    vault.providers.find((facts) => facts.id === provider)?.name ?? provider,
    vault.keys.filter(({ account }) => account === id).length.toLocaleString('en'),
    sync.state,
    asOf === undefined ? 'never' : agoWords(asOf, vault.now),
  ])
  const byHand = vault.keys.filter(({ account }) => account === undefined).length
  return table(
    [
      { title: 'Account' },
      { title: 'Provider' },
      { title: 'Keys', align: 'right' },
      { title: 'Sync' },
      { title: 'As of' },
    ],
    [...rows, ['(by hand)', '', String(byHand), '', '']],
  )
}

/** Sorts by expiry; keys without an expiry come last. */
export function keysTable(vault: OpenVault): string {
  const accountName = (key: KeyRow) =>
    vault.accounts.find(({ id }) => id === key.account)?.name ?? '(by hand)'
  const sorted = [...vault.keys].sort((a, b) => (expiryOf(a) ?? Infinity) - (expiryOf(b) ?? Infinity) || 0)
  return table(
    [
      { title: 'Key', limit: NAME_LIMIT },
      { title: 'Account' },
      { title: 'Region' },
      { title: 'State' },
      { title: 'Expires (UTC)' },
      { title: 'In' },
      { title: 'Who says so' },
      { title: 'Secret' },
    ],
    sorted.map((key) => [
      key.name,
      accountName(key),
      key.scope ?? '',
      stateOf(key, vault),
      utcOf(expiryOf(key)),
      expiresWords(key, vault.now),
      SAYS[key.expires.source],
      key.secret,
    ]),
  )
}

/** How many keys are in each state, the largest number first. */
export function statesLine(vault: OpenVault): string {
  const counts = new Map<KeyState, number>()
  for (const key of vault.keys) {
    const state = stateOf(key, vault)
    counts.set(state, (counts.get(state) ?? 0) + 1)
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([state, count]) => `${String(count)} ${state}`)
    .join(', ')
}

const utcOf = (at: number | undefined): string =>
  at === undefined ? '' : new Date(at).toISOString().slice(0, 16).replace('T', ' ')
