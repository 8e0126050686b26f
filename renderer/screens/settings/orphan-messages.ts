/** Messages of orphans: keychain entries that belong to nothing in Keyhold. Pure. */
import type { Orphan } from '../../../shared/contract/keychain.ts'

export const orphanMessages = {
  none: 'No orphaned entries',
  found: (count: number) =>
    count === 1
      ? '1 keychain entry under Keyhold’s name belongs to no key or account. Keyhold leaves it alone until you bring it back or delete it.'
      : `${count.toLocaleString()} keychain entries under Keyhold’s name belong to no key or account. Keyhold leaves them alone until you bring them back or delete them, one by one.`,
  delete: (name: string) => `Delete ${name}`,
  bringBack: 'Bring back',
  bringBackNamed: (name: string) => `Bring back ${name}`,
  broughtBack: 'Entry brought back',
} as const

const WORDS: Record<Orphan['kind'], (of: string | undefined) => string> = {
  secret: (of) =>
    of === undefined
      ? 'A secret of a key that is not in the vault.'
      : `A secret of ${of} that is not in the database.`,
  credential: (of) =>
    of === undefined
      ? 'The credential of an account that is not in the vault.'
      : `A credential of ${of} that is not in the database.`,
  seal: () => 'The key of a recovery file that no longer exists.',
  proxy: (of) => `A password of the proxy ${of ?? ''} that is not in the database.`,
  check: () => 'A test entry that a check left behind.',
  foreign: () =>
    'Not a name that Keyhold uses: another program or version wrote this entry, so Keyhold leaves it alone.',
}

/** Describes an entry, as far as its name shows what it is. */
export const orphanWords = ({ kind, of }: Orphan): string => WORDS[kind](of)
