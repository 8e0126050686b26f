/** Messages for a database that does not open. In every case the file stays in place unchanged, byte for byte. */
import type { VaultTrouble } from '../../shared/contract/errors.ts'
import type { Sentence } from './sentence.ts'

const VAULT: Record<VaultTrouble, Sentence> = {
  damaged: {
    title: 'The vault’s database is damaged',
    detail: 'It was left exactly as it is. Your secrets are in the system keychain and are not affected.',
    action: 'Open the newest good backup; the damaged file is kept aside.',
  },
  newer: {
    title: 'The vault was written by a newer Keyhold',
    detail: 'This version cannot read it and has left it exactly as it is.',
    action: 'Install the newer version, or open an older backup.',
  },
  foreign: {
    title: 'The file in the vault’s place is not a Keyhold vault',
    detail: 'It was left exactly as it is.',
    action: 'Move it away yourself, or open a backup; the file is kept aside.',
  },
  'in-use': {
    title: 'Another program holds the vault’s database',
    detail: 'Nothing was changed.',
    action: 'Close the other Keyhold or the database tool, then try again.',
  },
  unreadable: {
    title: 'The vault’s database cannot be read',
    detail: 'The system does not let Keyhold read the file. Nothing was changed.',
    action: 'Check the permissions of the file and its folder, then try again.',
  },
  'read-only': {
    title: 'The vault’s folder cannot be written to',
    detail:
      'Keyhold records each step of an operation before it takes it, so it needs to write to this folder.',
    action: 'Check the permissions of the folder, then try again.',
  },
  missing: {
    title: 'The vault’s database is gone',
    detail: 'Backups or recovery files still exist, so Keyhold did not start an empty vault.',
    action: 'Put the file back, or open the newest backup.',
  },
  'disk-full': {
    title: 'The disk is full',
    detail: 'Keyhold pauses changes until there is room to record them.',
    action: 'Free some space, then try again.',
  },
}

export function vaultSentence(why: VaultTrouble): Sentence {
  return VAULT[why]
}
