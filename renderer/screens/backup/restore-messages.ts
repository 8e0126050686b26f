/** Messages of the dialog that restores keys and accounts from a backup. Pure. */
import type { RestoreKey, RestoreResult } from '../../../shared/backup/restore.ts'
import { counted, keysText, secretsText } from '../../messages/counts.ts'
import { dayText } from '../../messages/dates.ts'

export const restoreMessages = {
  title: 'Restore from a backup',
  about: 'Restores keys, accounts and their secrets from a backup. Keyhold shows first what would change.',
  open: 'Restore…',
  lead: 'Keyhold first compares the backup with what is here. Then you choose what to restore.',
  choose: 'Choose file…',
  opening: 'Opening and comparing',
  madeBefore: 'Made',
  madeAfter: (by: string) => `by ${by}.`,
  promise: 'A restore overwrites and deletes nothing. A secret that is replaced stays as an earlier version.',
  missing: (secrets: number) =>
    `When the backup was made, the keychain didn’t have ${secretsText(secrets)}. ${secrets === 1 ? 'It is' : 'They are'} not in it.`,
  newerHere: (keys: number) =>
    `${counted(keys, 'key here is not in the backup. It stays as it is', 'keys here are not in the backup. They stay as they are')}.`,
  table: 'What the backup holds',
  find: 'Find in the backup',
  columns: ['Restore', 'Name', 'In Keyhold', 'In the backup'],
  accounts: 'Accounts that are not here or lack their credential',
  pick: (name: string) => `Restore ${name}`,
  pickAll: (group: string) => `Restore all: ${group}`,
  more: (count: number) => `+${count.toLocaleString()} more. Type a name to find one.`,
  noneFound: 'Nothing in the backup has this name.',
  nothing: 'Everything in this backup is here already.',
  credential: 'Credential',
  notHere: 'Not here',
  noCredential: 'No credential',
  noSecret: 'No secret',
  here: 'Same secret',
  secretOf: (at: number) => `Secret of ${dayText(at)}`,
  secret: 'Secret',
  settings: 'Settings',
  yourSettings: 'As they are',
  otherSettings: (count: number) => counted(count, 'differs', 'differ'),
  settingsHelp:
    'How Keyhold looks, syncs and reminds, and saved searches. The lock, the clipboard and the command line stay as they are.',
  confirm: (keys: number, accounts: number, settings = false): string => {
    if (keys + accounts === 0) return settings ? 'Restore settings' : 'Restore'
    return accounts === 0
      ? `Restore ${keysText(keys)}`
      : `Restore ${[...(keys > 0 ? [keysText(keys)] : []), counted(accounts, 'account')].join(', ')}`
  },
  restoring: 'Restoring',
  result: 'Restored',
  facts: (at: number) =>
    `The providers’ details of these keys are as of ${dayText(at)}. Sync to update them.`,
  failed: (items: number) => `${counted(items, 'item was', 'items were')} not restored`,
  failedOne: (name: string, why: string) => `${name}: ${why}`,
  failedUnnamed: 'History',
  left: (items: number) =>
    `${counted(items, 'item was', 'items were')} not reached. Restore again to continue.`,
} as const

/** For each status: the title of its rows, and the effect of restoring one. */
export const STATUS_WORDS: Record<RestoreKey['status'], { readonly title: string; readonly help: string }> = {
  new: { title: 'Not in Keyhold', help: 'Adds the key with its secrets, notes, tags and history' },
  lacks: { title: 'Without their secret here', help: 'Adds the secret to the key that is here' },
  differs: {
    title: 'With another secret here',
    help: 'Makes the backup’s secret the current one. Yours stays as an earlier version.',
  },
  same: { title: 'Already here', help: 'Nothing to restore' },
}

/** The counts of a restore. Counts of 0 are left out. */
export function resultWords({ keys, accounts, secrets, operations, settings }: RestoreResult): string {
  const counts: readonly (readonly [number, string])[] = [
    [keys, 'key'],
    [accounts, 'account'],
    [secrets, 'secret'],
    [operations, 'open operation'],
    [settings, 'setting'],
  ]
  const found = counts.filter(([count]) => count > 0).map(([count, one]) => counted(count, one))
  return found.length === 0 ? 'Nothing was restored' : found.join(', ')
}
