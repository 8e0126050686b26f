/** Decides which parts of a backup are shown and picked. Pure. */
import type { DryRun, RestoreAccount, RestoreKey } from '../../../shared/backup/restore.ts'
import { fold } from '../../../shared/search/fold.ts'

/** All ids are those in the backup. */
export interface Picks {
  readonly accounts: ReadonlySet<string>
  readonly keys: ReadonlySet<string>
  readonly settings: boolean
}

type Status = RestoreKey['status']

/** In the order of the table. Keys that need a decision come first. */
const STATUSES: readonly Status[] = ['differs', 'lacks', 'new', 'same']

/**
 * Picks everything that the vault does not have. A key with another secret in the vault is left to the user; so are settings if the vault is in use.
 */
export const firstPicks = ({ accounts, keys, settings }: DryRun): Picks => ({
  settings: settings?.isSuggested === true,
  accounts: idsOf(accounts.filter(({ status }) => status !== 'same')),
  keys: idsOf(keys.filter(({ status }) => status === 'new' || status === 'lacks')),
})

export const idsOf = (rows: readonly { readonly id: string }[]): ReadonlySet<string> =>
  new Set(rows.map(({ id }) => id))

/** Picks or unpicks all of these. */
export function withPicks(
  picked: ReadonlySet<string>,
  ids: Iterable<string>,
  isPicked: boolean,
): ReadonlySet<string> {
  const after = new Set(picked)
  for (const id of ids)
    if (isPicked) after.add(id)
    else after.delete(id)
  return after
}

/** The accounts that will be restored: picked ones, and those of picked keys. */
export function comingAccounts({ accounts, keys }: DryRun, picks: Picks): readonly RestoreAccount[] {
  const needed = new Set(
    keys.flatMap(({ id, account }) => (picks.keys.has(id) && account !== undefined ? [account] : [])),
  )
  return accounts.filter(({ id, status }) => status !== 'same' && (picks.accounts.has(id) || needed.has(id)))
}

interface FoundKeys {
  readonly status: Status
  /** The keys that the query finds. */
  readonly keys: readonly RestoreKey[]
}

/** The found keys by status; a status without keys is left out. An empty query finds all keys. */
export function findKeys({ keys }: DryRun, query: string): readonly FoundKeys[] {
  const wanted = fold(query.trim())
  const found = keys.filter(({ name }) => fold(name).includes(wanted))
  const byStatus = Map.groupBy(found, ({ status }) => status)
  return STATUSES.flatMap((status) => {
    const ofStatus = byStatus.get(status)
    return ofStatus === undefined ? [] : [{ status, keys: ofStatus }]
  })
}

export function findAccounts({ accounts }: DryRun, query: string): readonly RestoreAccount[] {
  const wanted = fold(query.trim())
  return accounts.filter(({ name, status }) => status !== 'same' && fold(name).includes(wanted))
}

/** Whether anything of the backup can be restored. */
export const hasAny = ({ accounts, keys, settings }: DryRun): boolean =>
  settings !== undefined ||
  accounts.some(({ status }) => status !== 'same') ||
  keys.some(({ status }) => status !== 'same')
