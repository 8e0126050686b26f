/** What becomes of an account that is connected with the very key that is replaced, in words. Pure. */
import type { AccountRow, KeyRow } from '../../../shared/model/model.ts'
import { hasSecret } from '../../commands/key-commands.ts'

/** What follows the account's name. Before the new key is made. */
export const BEFORE_TRANSFER =
  'uses this key to sync. When you retire it, Keyhold tests the new key and switches the account over.'

/** What follows the account's name. Before the old key is retired. */
export const transferMessage = (provider: string): string =>
  `uses the old key to sync. Keyhold tests the new key at ${provider} and switches the account over; if that fails, nothing is retired.`

/** What follows the account's name. Before the new key is deleted again. */
export const goingBackWords = (provider: string): string =>
  `uses the new key to sync. Keyhold tests the old key at ${provider} and switches the account back; if that fails, nothing is deleted.`

/** Whether the account may go on with the other one of two keys: one of its own, with a value to show. */
export const canTakeOver = (other: KeyRow | undefined, { id }: Pick<AccountRow, 'id'>): boolean =>
  other?.account === id && other.goneSince === undefined && hasSecret(other)
