/** Help and words of `keyhold restore`. */
import type { RestoreKey, RestoreResult } from '../../../shared/backup/restore.ts'
import { count } from '../count.ts'

const STATES: Record<RestoreKey['status'], string> = {
  new: 'not here',
  lacks: 'here without a secret',
  differs: 'here with another secret',
  same: 'the same',
}

const day = (at: number | undefined): string =>
  at === undefined ? '' : new Date(at).toISOString().slice(0, 10)

export const RESTORE = {
  spec: {
    summary: 'Restore keys and accounts from a backup',
    details: [
      'Restores what is not here, and the secrets that are missing here. A key that is here with another secret is left alone, unless --all or --key asks for it: then the backup’s secret becomes the current one, the other one stays as an earlier version, and Keyhold asks you first. Nothing is overwritten or deleted.',
      'A backup for recipients opens with --identity and an identity file of age. Otherwise Keyhold asks for the passphrase, which the terminal does not show. Without a terminal, it is the first line of standard input. It is never an argument.',
      'If you restore the same backup again, the restore continues where it stopped.',
    ],
    arguments: [{ name: 'FILE', completes: 'files', help: 'A backup, usually *.keyhold.age' }],
    options: {
      'dry-run': { short: 'n', help: 'Show what would be restored, and restore nothing' },
      identity: { value: 'FILE', short: 'i', completes: 'files', help: 'The identity file that opens it' },
      key: { value: 'NAME', isRepeated: true, help: 'Only the keys of this name, with their accounts' },
      all: { help: 'Also keys that are here with another secret' },
      settings: { help: 'Also the settings, which come by themselves only where nothing is here yet' },
      json: { help: 'With --dry-run: print each key as one line of JSON' },
    },
    examples: [
      {
        line: 'keyhold restore --dry-run -i identity.txt all.keyhold.age',
        says: 'What is in the backup, and what of it is here.',
      },
      {
        line: 'keyhold restore all.keyhold.age',
        says: 'Asks for the passphrase, and brings back everything that is missing here.',
      },
      { line: 'keyhold restore -i identity.txt --key deploy all.keyhold.age', says: 'One key.' },
    ],
  },
  both: '--key and --all exclude each other.',
  jsonAlone: '--json needs --dry-run.',
  noKey: (name: string) => `No key in this backup is called “${name}”. Nothing was restored.`,
  headings: ['NAME', 'PROVIDER', 'STATE', 'SECRET OF'],
  row: ({ name, provider, providerName, status, madeAt, hasSecret }: RestoreKey): readonly string[] => [
    name,
    providerName ?? provider,
    STATES[status],
    hasSecret ? day(madeAt) : 'no secret',
  ],
  madeAt: (at: number, by: string) =>
    `Made ${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC by ${by}.`,
  missing: (number: number) =>
    `${count(number, 'secret')} could not be read when this backup was made, and ${number === 1 ? 'is' : 'are'} not in it.`,
  newerHere: (number: number) =>
    `${count(number, 'key')} here ${number === 1 ? 'is' : 'are'} not in the backup, and ${number === 1 ? 'stays' : 'stay'} as ${number === 1 ? 'it is' : 'they are'}.`,
  left: (number: number) =>
    `${count(number, 'key')} ${number === 1 ? 'is' : 'are'} here with another secret, and left alone. To take them from the backup: --all, or --key NAME`,
  would: (accounts: number, keys: number) =>
    `${count(accounts, 'account')} and ${count(keys, 'key')} would be restored.`,
  wouldSettings: (settings: number) => `${count(settings, 'setting')} would be taken from the backup.`,
  nothing: 'Nothing to restore: what is in the backup is here.',
  done: ({ accounts, keys, secrets, operations, settings }: RestoreResult) =>
    `Restored: ${[
      count(accounts, 'account'),
      count(keys, 'key'),
      count(secrets, 'secret'),
      ...(operations === 0 ? [] : [count(operations, 'open operation')]),
      ...(settings === 0 ? [] : [count(settings, 'setting')]),
    ].join(', ')}.`,
  failed: (name: string, words: string) => `keyhold: ${name === '' ? '' : `${name}: `}${words}`,
  unreached: (number: number) =>
    `${count(number, 'item')} ${number === 1 ? 'was' : 'were'} not reached. The same command continues where it stopped.`,
} as const
