/** Filters and sorts the sidebar's accounts: the name contains the text, and accounts whose last sync failed come first. Pure. */
import type { AccountRow } from '../../../shared/model/model.ts'
import { fold } from '../../../shared/search/fold.ts'

const hasFailed = ({ sync }: AccountRow) => sync.state === 'failed'

/** Otherwise the accounts keep the order in which they were connected. */
export function accountsInOrder(accounts: Iterable<AccountRow>, text: string): readonly AccountRow[] {
  const wanted = fold(text.trim())
  return [...accounts]
    .filter(({ name }) => fold(name).includes(wanted))
    .sort((one, other) => Number(hasFailed(other)) - Number(hasFailed(one)))
}
