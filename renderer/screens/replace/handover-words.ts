/** What becomes of an account that is connected with the very key that is replaced, in words. Pure. */
import type { AccountRow, KeyRow } from '../../../shared/model/model.ts'
import { hasSecret } from '../detail/key-menu.ts'

/** What follows the account's name. Before the new key is made. */
export const BEFORE_HANDOVER =
  'is connected with this very key. It goes on with the new one when you retire the old one: the new one is tested first.'

/** What follows the account's name. Before the old key is retired. */
export const handoverWords = (provider: string): string =>
  `is connected with the old key. The new one is tested first, then the account goes on with it; where ${provider} turns it away, nothing is retired.`

/** What follows the account's name. Before the new key is deleted again. */
export const goingBackWords = (provider: string): string =>
  `is connected with the new key. The old one is tested first, then the account goes back to it; where ${provider} turns it away, nothing is deleted.`

/** Whether the account may go on with the other one of two keys: one of its own, with a value to show. */
export const canTakeOver = (other: KeyRow | undefined, { id }: Pick<AccountRow, 'id'>): boolean =>
  other?.account === id && other.goneSince === undefined && hasSecret(other)
