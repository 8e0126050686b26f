/** Messages of the ways to recover a vault that did not open. Why it did not open is in `messages/errors-vault.ts`. Pure. */

export const shutMessages = {
  startAnew: 'Start with an empty vault…',
  secretsStay: 'Your secrets are in your keychain and are not touched by any of this.',
  backups: 'Backups',
  noBackups: 'No backup found.',
  openBackup: (madeAt: string, keys: string) => `Open the backup of ${madeAt} with ${keys}`,
  damagedBackup: 'also damaged',
} as const

export const restoreMessages = {
  title: (madeAt: string) => `Open the backup of ${madeAt}?`,
  confirm: (keys: string) => `Open the backup with ${keys}`,
  effect:
    'The file that doesn’t open is kept aside, not deleted. Changes made after the backup are missing from it: notes, tags and keys entered since then. Their secrets stay in your keychain.',
} as const

export const anewMessages = {
  title: 'Start with an empty vault?',
  confirm: 'Start with an empty vault',
  effect:
    'Whatever lies in the vault’s place is kept aside, and backups, recovery files and the secrets in your keychain stay. The empty vault knows none of them: accounts have to be connected again, and names, notes and history are gone from it.',
} as const
