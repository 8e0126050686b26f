/** Messages of a vault that did not open: why, and the ways to recover. Pure. */
import type { ShutVault } from '../../../shared/contract/snapshot.ts'

export interface ShutWords {
  readonly title: string
  readonly detail: string
  readonly action: string
  /** Whether to offer backups. False if opening one would only lose an intact vault. */
  readonly offersBackups: boolean
  /** Whether to offer an empty vault. The present file is then kept aside. */
  readonly offersAnew: boolean
}

const WORDS: Record<ShutVault['why'], ShutWords> = {
  damaged: {
    title: 'The vault’s file is damaged',
    detail: 'It was left exactly as it is: nothing was written to it or deleted.',
    action: 'Open the newest good backup below. The damaged file is kept beside it.',
    offersBackups: true,
    offersAnew: true,
  },
  newer: {
    title: 'The vault was written by a newer Keyhold',
    detail: 'This version can’t read everything in the vault, so the file was not touched.',
    action: 'Start the newer version, or update this one.',
    offersBackups: false,
    offersAnew: false,
  },
  foreign: {
    title: 'The file in the vault’s place is not a vault of Keyhold',
    detail: 'It belongs to something else and was not touched.',
    action: 'Move it away and try again, or open a backup: the foreign file is then kept aside.',
    offersBackups: true,
    offersAnew: true,
  },
  'in-use': {
    title: 'Another program has the vault open',
    detail: 'Only one Keyhold can use the vault at a time.',
    action: 'Close the other Keyhold, or whatever holds the file, then try again.',
    offersBackups: false,
    offersAnew: false,
  },
  unreadable: {
    title: 'The vault’s file cannot be read',
    detail: 'The system denies access, or the disk is failing.',
    action: 'Check the permissions and the disk, then try again.',
    offersBackups: true,
    offersAnew: false,
  },
  'read-only': {
    title: 'The vault’s folder cannot be written to',
    detail: 'Keyhold has no place to save changes safely.',
    action: 'Make the folder writable, then try again.',
    offersBackups: false,
    offersAnew: false,
  },
  missing: {
    title: 'The vault’s file is gone',
    detail: 'The vault file is missing but its backups exist.',
    action: 'Put the file back and try again, or open a backup.',
    offersBackups: true,
    offersAnew: true,
  },
  'disk-full': {
    title: 'The disk is full',
    detail: 'The vault needs a little room to keep every change safe. It was not touched.',
    action: 'Free some space, then try again.',
    offersBackups: false,
    offersAnew: false,
  },
}

export const shutMessages = {
  startAnew: 'Start with an empty vault…',
  secretsStay: 'Your secrets are in the system’s keychain and are not touched by any of this.',
  backups: 'Backups',
  noBackups: 'No backup found.',
  openBackup: (madeAt: string, keys: string) => `Open the backup of ${madeAt} with ${keys}`,
  damagedBackup: 'also damaged',
} as const

export const restoreMessages = {
  title: (madeAt: string) => `Open the backup of ${madeAt}?`,
  confirm: (keys: string) => `Open the backup with ${keys}`,
  effect:
    'The file that does not open is kept aside, not deleted. Changes made after the backup are missing from it: notes, tags and keys entered since then. Their secrets stay in your keychain.',
} as const

export const anewMessages = {
  title: 'Start with an empty vault?',
  confirm: 'Start with an empty vault',
  effect:
    'Whatever lies in the vault’s place is kept aside, and backups, recovery files and the secrets in your keychain stay. The empty vault knows none of them: accounts have to be connected again, and names, notes and history are gone from it.',
} as const

export const shutWords = (why: ShutVault['why']): ShutWords => WORDS[why]
