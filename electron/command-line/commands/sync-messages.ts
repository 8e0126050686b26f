/** Help and words of `keyhold sync`. */
import { count } from '../count.ts'

export const SYNC = {
  spec: {
    summary: 'Read the keys of the accounts from their providers',
    details: [
      'Ends when every account has been read. If you stop the command, Keyhold finishes the syncs that have begun.',
    ],
    arguments: [
      {
        name: 'ACCOUNT',
        isOptional: true,
        completes: 'accounts',
        help: 'The account, by name or id; without it, all',
      },
    ],
    examples: [
      { line: 'keyhold sync', says: 'Reads all accounts at the same time.' },
      {
        line: 'keyhold sync "RIPE Atlas" && keyhold ls account:ripe',
        says: 'Reads one account, then lists its keys.',
      },
    ],
  },
  noAccounts: 'There are no accounts yet. Connect one in the window: keyhold open',
  removed: 'keyhold: The account was removed in the meantime.',
  done: (account: string, keys: number) => `${account}: ${count(keys, 'key')}.`,
  failed: (account: string, words: string) => `keyhold: ${account}: ${words}`,
  progress: (account: string, seen: number, total: number | undefined) =>
    total === undefined
      ? `${account}: ${count(seen, 'key')} so far`
      : `${account}: ${seen.toLocaleString('en')} of ${count(total, 'key')}`,
} as const
