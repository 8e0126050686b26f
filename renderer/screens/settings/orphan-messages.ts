/** Messages of orphans: keychain entries that belong to nothing in Keyhold. Pure. */
import type { Orphan } from '../../../shared/contract/keychain.ts'

export const orphanMessages = {
  none: 'No orphaned entries',
  found: (count: number) =>
    `${count === 1 ? '1 entry is' : `${count} entries are`} in the keychain under Keyhold’s name and belong to nothing here. They are left alone until you bring them back or delete them, one by one.`,
  delete: (name: string) => `Delete ${name}`,
  bringBack: 'Bring back',
  bringBackNamed: (name: string) => `Bring back ${name}`,
  broughtBack: 'Entry brought back',
} as const

const WORDS: Record<Orphan['kind'], (of: string | undefined) => string> = {
  secret: (of) =>
    of === undefined
      ? 'A secret of a key that is not here.'
      : `A secret of ${of} that the database does not know.`,
  credential: (of) =>
    of === undefined
      ? 'The credential of an account that is not here.'
      : `A credential of ${of} that the database does not know.`,
  seal: () => 'The key of a recovery file that no longer exists.',
  proxy: (of) => `A password of the proxy ${of ?? ''} that the database does not know.`,
  check: () => 'A throwaway value that a check has left.',
  foreign: () => 'Not one of our names: another program or another version wrote it, so it is left alone.',
}

/** Describes an entry, as far as its name shows what it is. */
export const orphanWords = ({ kind, of }: Orphan): string => WORDS[kind](of)
