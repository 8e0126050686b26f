/** Messages about an account that signs in with the key that is being replaced. Pure. */
import type { AccountRow, KeyRow } from '../../../shared/model/model.ts'
import { hasSecret } from '../../commands/key-commands.ts'

/** Follows the account's name. Shown before the new key is created. */
export const BEFORE_TRANSFER =
  'uses this key to sync. When you retire it, Keyhold tests the new key and switches the account over.'

/** Follows the account's name. Shown before the old key is retired. */
export const transferMessage = (provider: string): string =>
  `uses the old key to sync. Keyhold tests the new key at ${provider} and switches the account over; if that fails, nothing is retired.`

/** Follows the account's name. Shown before the new key is deleted again. */
export const goingBackWords = (provider: string): string =>
  `uses the new key to sync. Keyhold tests the old key at ${provider} and switches the account back; if that fails, nothing is deleted.`

/** Whether the account can switch to the other key of the pair: that key belongs to the same account, exists and has a stored secret. */
export const canTakeOver = (other: KeyRow | undefined, { id }: Pick<AccountRow, 'id'>): boolean =>
  other?.account === id && other.goneSince === undefined && hasSecret(other)
