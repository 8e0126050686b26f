/**
 * Messages for a database that does not open, for errors and for the page that replaces the vault. In every case the file stays in
 * place unchanged, byte for byte.
 */
import type { VaultTrouble } from '../../shared/contract/errors.ts'
import type { Sentence } from './sentence.ts'

/** A {@link Sentence} that always names the next step. */
export type VaultSentence = Required<Sentence>

const VAULT: Record<VaultTrouble, VaultSentence> = {
  damaged: {
    title: 'The vault’s database is damaged',
    detail: 'Keyhold left the file exactly as it is. Your secrets aren’t in it, and are not affected.',
    action: 'Open the newest good backup. The damaged file is kept aside.',
  },
  newer: {
    title: 'The vault was written by a newer Keyhold',
    detail: 'This version can’t read everything in the vault and left the file exactly as it is.',
    action: 'Open the vault with the newer version, or update this one.',
  },
  foreign: {
    title: 'The file at the vault’s location isn’t a Keyhold vault',
    detail: 'It belongs to another program. Keyhold left it exactly as it is.',
    action: 'Move the file away and try again, or open a backup. The file is then kept aside.',
  },
  'in-use': {
    title: 'Another program has the vault open',
    detail: 'Only one program can use the vault’s database at a time. Nothing was changed.',
    action: 'Close the other Keyhold or the database tool, then try again.',
  },
  unreadable: {
    title: 'Keyhold can’t read the vault’s database',
    detail: 'The system denies access to the file, or the disk is failing. Nothing was changed.',
    action: 'Check the disk and the permissions of the file and its folder, then try again.',
  },
  'read-only': {
    title: 'Keyhold can’t write to the vault’s folder',
    detail: 'Keyhold records each change before it makes it, so it needs to write to this folder.',
    action: 'Make the folder writable, then try again.',
  },
  missing: {
    title: 'The vault’s database is missing',
    detail: 'Its backups or recovery files still exist, so Keyhold didn’t start an empty vault.',
    action: 'Put the file back and try again, or open the newest backup.',
  },
  'disk-full': {
    title: 'The disk is full',
    detail: 'Keyhold can’t record changes, so it makes none.',
    action: 'Free some space, then try again.',
  },
}

/** The vault was closed while a call waited. */
export const closedSentence: VaultSentence = {
  title: 'The vault was closed',
  detail: 'Keyhold closed it before this request ended.',
  action: 'Try again once the vault is open.',
}

export function vaultSentence(why: VaultTrouble): VaultSentence {
  return VAULT[why]
}
