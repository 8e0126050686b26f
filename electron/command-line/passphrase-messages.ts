/** Words around a passphrase that is typed at a terminal. */

export const PASSPHRASE = {
  again: 'Repeat the passphrase',
  differ: 'The two passphrases differ. Nothing was changed.',
  none: 'No usable passphrase was typed. Nothing was changed.',
} as const
