/** Help and words of `keyhold status`. */
import { OVERLAP_STATES, ROTATED_ELSEWHERE } from '../../../shared/expiry/state-messages.ts'
import type { CredentialTrouble } from '../../../shared/expiry/attention.ts'

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

const CREDENTIAL: Record<Exclude<CredentialTrouble, 'refused'>, string> = {
  missing: 'is not stored in Keyhold',
  ended: 'has expired',
  ending: 'expires soon',
}

export const STATUS = {
  spec: {
    summary: 'Say what expires, what needs you, and when the accounts were synced',
    details: [
      'The numbers are those of the window and the tray. “keyhold” without a command does the same. While Keyhold is locked, the command says only that.',
    ],
    options: { json: { help: 'Print one line of JSON' } },
    examples: [
      { line: 'keyhold', says: 'What needs you now.' },
      {
        line: 'keyhold status --json | jq .attention.keys',
        says: 'The number of keys that need you, for a prompt or a bar.',
      },
    ],
  },
  locked: 'Keyhold is locked.',
  nothing: 'Nothing needs attention.',
  renewed: ROTATED_ELSEWHERE,
  leaked: 'found in public',
  incomplete: 'not completed at its provider',
  overlap: { old: OVERLAP_STATES.retiring, new: 'replaces another key' },
  more: (count: number) => `  and ${count} more: keyhold ls is:attention`,
  credential: (account: string, trouble: Exclude<CredentialTrouble, 'refused'>) =>
    `The credential of ${account} ${CREDENTIAL[trouble]}.`,
  syncFailed: (account: string, ago: string, words: string) =>
    `The last sync of ${account} failed ${ago}. ${words}`,
  total: (keys: number, accounts: number, synced: string) =>
    `${counted(keys, 'key', 'keys')} in ${counted(accounts, 'account', 'accounts')}.${synced === '' ? '' : ` ${synced}`}`,
  syncing: 'A sync is running.',
  synced: (ago: string) => `Synced ${ago}.`,
  neverSynced: (count: number) =>
    `${counted(count, 'account has', 'accounts have')} never been synced completely.`,
} as const
