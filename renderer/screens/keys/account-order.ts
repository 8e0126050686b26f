/** The sidebar's accounts: those whose name holds the text, the ones whose last sync failed first. Pure. */
import type { AccountRow } from '../../../shared/model/model.ts'
import { fold } from '../../../shared/search/fold.ts'

const hasFailed = ({ sync }: AccountRow) => sync.state === 'failed'

/** Of equal ones, in the order in which they were connected. */
export function accountsInOrder(accounts: Iterable<AccountRow>, text: string): readonly AccountRow[] {
  const wanted = fold(text.trim())
  return [...accounts]
    .filter(({ name }) => fold(name).includes(wanted))
    .sort((one, other) => Number(hasFailed(other)) - Number(hasFailed(one)))
}
