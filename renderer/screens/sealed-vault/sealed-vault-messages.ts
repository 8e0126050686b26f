/** Messages about the sealed vault: creating it, unlocking it, and moving secrets to it and back. Pure. */
import type { MoveProgress, SecretPlace, SecretStorage } from '../../../shared/contract/sealed-vault.ts'

export const PLACES: Record<SecretPlace, string> = {
  keychain: 'the system keychain',
  'sealed-vault': 'the sealed vault',
}

export const unlockMessages = {
  title: 'Unlock the sealed vault',
  lead: 'Your secrets are in encrypted files in Keyhold’s folder. The sealed vault’s passphrase opens them until Keyhold locks or quits.',
  passphrase: 'Passphrase of the sealed vault',
  unlock: 'Unlock',
  later: 'Not now',
  laterHelp: 'Names, dates and reminders work without it',
} as const

export const beginMessages = {
  offerTitle: 'No keychain? Use a sealed vault',
  offer: 'Keyhold can keep secrets in encrypted files instead, behind a passphrase.',
  open: 'Use a sealed vault…',
  title: 'Use a sealed vault',
  what: 'Keyhold keeps each secret in an encrypted file in its own folder, and asks for a passphrase each time it starts.',
  protects:
    'It protects your secrets from anyone who gets the files or the disk, if the passphrase is hard to guess.',
  doesNot: 'It doesn’t protect them from programs that run under your user while the vault is unlocked.',
  forgotten: 'Nobody can reset the passphrase. Without it the secrets are lost.',
  existing: 'There is a sealed vault already. Type its passphrase.',
  confirm: 'Use the sealed vault',
  done: 'Secrets are kept in the sealed vault',
} as const

export const storageMessages = {
  title: 'Sealed vault',
  lock: 'Lock the sealed vault now',
  change: 'Change its passphrase…',
  changeConfirm: 'Change the passphrase',
  changed: 'Passphrase of the sealed vault changed',
  move: {
    keychain: 'Move secrets to the system keychain…',
    'sealed-vault': 'Move secrets to a sealed vault…',
  },
  continue: 'Continue moving…',
} as const satisfies Record<string, string | Record<SecretPlace, string>>

/** The progress of an interrupted move; `undefined` if there is none. */
export function unfinishedWords({ move }: SecretStorage): string | undefined {
  if (move === undefined) return undefined
  return move.phase === 'copying'
    ? `A move to ${PLACES[move.to]} was interrupted. All secrets are still in the old place.`
    : `Secrets were moved to ${PLACES[move.to]}. Copies of some are still in the old place.`
}

export const moveMessages = {
  title: (to: SecretPlace) => `Move secrets to ${PLACES[to]}`,
  order:
    'Keyhold copies each secret, reads the copy back and compares it. It uses the new place once all copies are there. Then it deletes the old ones.',
  interrupted: 'If the move is interrupted, no secret is lost, and you can continue it here.',
  newVault: 'The sealed vault needs a passphrase. Nobody can reset it: without it the secrets are lost.',
  oldVault: 'Type the passphrase of the sealed vault.',
  confirm: 'Move secrets',
  progress: { copying: 'Copying and comparing', clearing: 'Deleting the old ones' } satisfies Record<
    MoveProgress['phase'],
    string
  >,
  done: (to: SecretPlace) => `Secrets are in ${PLACES[to]} now`,
  kept: (kept: number) =>
    `${kept.toLocaleString()} ${kept === 1 ? 'entry wasn’t moved and stays' : 'entries weren’t moved and stay'} in the old place.`,
} as const
