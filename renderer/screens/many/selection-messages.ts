/** Messages of the selection: its size, how much of it is hidden, and which accounts a sync of it reads. Pure. */
import type { AccountId, AccountRow } from '../../../shared/model/model.ts'
import { keysText } from '../../messages/counts.ts'

export const isOrAre = (count: number): string => (count === 1 ? 'is' : 'are')

export const selectedWords = (count: number): string => `${keysText(count)} selected`

/** `undefined`: no selected key is hidden. Hidden keys are mentioned because commands change them, too. */
export function hiddenWords(hidden: number, count: number, isSearch: boolean): string | undefined {
  if (hidden === 0) return undefined
  const where = isSearch ? 'hidden by the search' : 'not in this view'
  return `${hidden.toLocaleString()} of ${count.toLocaleString()} selected ${isOrAre(hidden)} ${where}`
}

export interface SyncPlan {
  /** Without duplicates. */
  readonly accounts: readonly AccountId[]
  /** The number of keys without an account. No provider can be asked about them. */
  readonly without: number
}

/** `owners`: the account of each key. */
export function syncPlan(owners: Iterable<AccountId | undefined>): SyncPlan {
  const accounts = new Set<AccountId>()
  let without = 0
  let last: AccountId | undefined
  for (const account of owners)
    if (account === undefined) without += 1
    else if (account !== last) {
      accounts.add(account)
      last = account
    }
  return { accounts: [...accounts], without }
}

/** The button's label, and a tooltip that names the accounts and says why keys are left out. */
export function syncWords(
  { accounts, without }: SyncPlan,
  count: number,
  nameOf: (id: AccountId) => AccountRow | undefined,
): { readonly label: string; readonly why: string } {
  const [first] = accounts
  if (first === undefined) return { label: 'Sync', why: 'None of these keys belongs to an account' }
  const who =
    accounts.length === 1
      ? (nameOf(first)?.name ?? '1 account')
      : `${accounts.length.toLocaleString()} accounts`
  const names = accounts.map((id) => nameOf(id)?.name ?? id).join(', ')
  if (without === 0) return { label: `Sync ${who}`, why: names }
  return {
    label: `Sync ${who}`,
    why: `${names}. ${without.toLocaleString()} of ${keysText(count)} ${without === 1 ? 'is manual' : 'are manual'} and can’t be synced`,
  }
}

export const selectionBarMessages = {
  label: 'Selected keys',
  clearShortcut: 'Esc',
  dropHidden: 'Deselect hidden',
  /** For screen readers: how many keys are selected, then how many of them are hidden. */
  status: (selected: string, hidden: string) => `${selected}. ${hidden}`,
  unreadable: 'Correct or clear the search to change these keys',
  actions: 'With the selected keys',
  export: 'Export',
  exportLabel: 'Export the selected keys',
  more: 'More for the selected keys',
} as const
