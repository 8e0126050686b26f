/** Messages of the ways to recover a vault that did not open. Why it did not open is in `messages/errors-vault.ts`. Pure. */

export const shutMessages = {
  startAnew: 'Start with an empty vault…',
  secretsStay: 'Your secrets stay in your keychain. Nothing here changes them.',
  backups: 'Backups',
  noBackups: 'No backup found.',
  openBackup: (madeAt: string, keys: string) => `Open the backup of ${madeAt} with ${keys}`,
  damagedBackup: 'also damaged',
} as const

export const restoreMessages = {
  title: (madeAt: string) => `Open the backup of ${madeAt}?`,
  confirm: (keys: string) => `Open the backup with ${keys}`,
  effect:
    'Keyhold moves the file that doesn’t open aside, and doesn’t delete it. The backup lacks what changed after it was made, such as notes, tags and manual keys. Their secrets stay in your keychain.',
} as const

export const anewMessages = {
  title: 'Start with an empty vault?',
  confirm: 'Start with an empty vault',
  effect:
    'Keyhold keeps the file aside. Backups, recovery files and the secrets in your keychain stay. The empty vault has no accounts, names, notes or history: you have to connect your accounts again.',
} as const
