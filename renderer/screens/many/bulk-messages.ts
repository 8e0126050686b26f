/** Messages of the dialogs that change many keys. */
import { keysText } from '../../messages/counts.ts'
import type { BulkAction, BulkStep, BulkWhy } from './bulk-plan.ts'

const TITLES: Record<BulkAction, (keys: string) => string> = {
  disable: (keys) => `Disable ${keys}?`,
  delete: (keys) => `Delete ${keys}?`,
  expire: (keys) => `Set expiry of ${keys}`,
}

/** The titles if the selection has no key that the action can change. */
const NOTHING: Record<BulkAction, string> = {
  disable: 'No keys to disable',
  delete: 'No keys to delete',
  expire: 'No expiry to set',
}

const BUTTONS: Record<BulkAction, (keys: string) => string> = {
  disable: (keys) => `Disable ${keys}`,
  delete: (keys) => `Delete ${keys}`,
  expire: (keys) => `Set expiry of ${keys}`,
}

const DONE: Record<BulkAction, (keys: string) => string> = {
  disable: (keys) => `${keys} disabled`,
  delete: (keys) => `${keys} deleted`,
  expire: (keys) => `Expiry of ${keys} set`,
}

const itOrThem = (count: number): string => (count === 1 ? 'it' : 'them')

const WHYS: Record<BulkWhy, (count: number) => string> = {
  'own-credential': (count) =>
    `${keysText(count)} can’t be changed: ${count === 1 ? 'an account signs' : 'accounts sign'} in with ${itOrThem(count)}. Change the credential first.`,
  unable: (count) => `${keysText(count)} can’t be changed this way.`,
  'provider-date': (count) => `The provider sets the expiry of ${keysText(count)}.`,
}

/** What each kind of step means. Shown before the run. */
const MEANINGS: Record<BulkStep['does'], (count: number) => string> = {
  disable: (count) =>
    `Nothing can use ${count === 1 ? 'this key' : `these ${keysText(count)}`} until you enable ${itOrThem(count)} again.`,
  revoke: (count) =>
    `${keysText(count)} will be deleted at the provider. Anything using ${itOrThem(count)} stops working. This can’t be undone.`,
  delete: (count) =>
    `${keysText(count)} will be deleted from Keyhold with secret, notes and tags. You can undo this for 10 seconds.`,
  expire: (count) => `Keyhold changes the date of ${keysText(count)}. Nothing changes at the provider.`,
}

export const bulkMessages = {
  title: (action: BulkAction, count: number) =>
    count === 0 ? NOTHING[action] : TITLES[action](keysText(count)),
  button: (action: BulkAction, count: number) => BUTTONS[action](keysText(count)),
  done: (action: BulkAction, count: number) => DONE[action](keysText(count)),
  why: (why: BulkWhy, count: number) => WHYS[why](count),
  meaning: (does: BulkStep['does'], count: number) => MEANINGS[does](count),
  left: 'Not changed',
  confirmation: 'Confirmation',
  toConfirm: (count: number) => `delete ${keysText(count)}`,
  stop: 'Stop after this key',
  failed: (count: number) => `${keysText(count)} failed`,
  failedOne: (name: string, sentence: string) => `${name}: ${sentence}`,
  tooMany: (most: number) => `Select at most ${most.toLocaleString()} keys at a time.`,
  exported: (count: number) => `Metadata of ${keysText(count)} saved`,
  exportedDetail: 'The file contains no secrets.',
  envCopied: (count: number) => `${keysText(count)} copied as .env`,
  envMissing: (count: number) =>
    `${keysText(count)} ${count === 1 ? 'has' : 'have'} no secret stored and ${count === 1 ? 'was' : 'were'} left out.`,
  envTwice: (names: string) => `Variables used more than once: ${names}. The last key counts.`,
} as const
